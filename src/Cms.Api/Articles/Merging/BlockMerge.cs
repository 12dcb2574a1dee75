using System.Text.Json.Nodes;

namespace Cms.Api.Articles.Merging;

/// <summary>
/// A body that two have changed, where no block was changed by both, and its order by one only; or by both, where they put in and
/// took out blocks at different places and moved none.
/// </summary>
internal static class BlockMerge
{
    /// <summary>With every change of either; null where they overlap.</summary>
    public static JsonArray? Merge(JsonArray before, JsonArray theirs, JsonArray yours)
    {
        var (b, t, y) = (ByKey(before), ByKey(theirs), ByKey(yours));
        if (Order([.. b.Keys], [.. t.Keys], [.. y.Keys]) is not { } order) return null;

        var blocks = new Dictionary<string, JsonNode?>();
        foreach (var key in b.Keys.Union(t.Keys).Union(y.Keys))
        {
            var (was, their, your) = (b.GetValueOrDefault(key), t.GetValueOrDefault(key), y.GetValueOrDefault(key));
            if (JsonNode.DeepEquals(was, their) || JsonNode.DeepEquals(their, your)) blocks[key] = your;
            else if (JsonNode.DeepEquals(was, your)) blocks[key] = their;
            else return null;
        }
        return new JsonArray([.. order.Select(key => blocks[key]?.DeepClone()).OfType<JsonNode>()]);
    }

    private static List<string>? Order(List<string> before, List<string> theirs, List<string> yours)
    {
        if (theirs.SequenceEqual(before) || theirs.SequenceEqual(yours)) return yours;
        if (yours.SequenceEqual(before)) return theirs;
        if (RunsOf(theirs, before) is not { } their || RunsOf(yours, before) is not { } your) return null;
        if (their.Any(run => your.Any(run.Meets)) || theirs.Intersect(yours).Except(before).Any()) return null;

        var runs = their.Concat(your).ToLookup(run => run.After, run => run.Keys);
        return [.. Enumerable.Range(-1, before.Count + 1).SelectMany(place => runs[place].SelectMany(keys => keys).Prepend(place < 0 ? null : before[place])).OfType<string>()];
    }

    /// <summary>What was put in, each with the blocks between which it now stands; null where any of the former blocks was moved.</summary>
    private static List<Run>? RunsOf(List<string> now, List<string> before)
    {
        var places = before.Index().ToDictionary(block => block.Item, block => block.Index);
        var runs = new List<Run>();
        var (last, keys) = (-1, new List<string>());
        foreach (var key in now)
        {
            if (!places.TryGetValue(key, out var place))
            {
                keys.Add(key);
                continue;
            }
            if (place < last) return null;
            Close(place);
            last = place;
        }
        Close(before.Count);
        return runs;

        void Close(int next)
        {
            if (keys.Count > 0) runs.Add(new Run(last, next, [.. keys]));
            keys.Clear();
        }
    }

    private static OrderedDictionary<string, JsonNode> ByKey(JsonArray body)
    {
        var blocks = new OrderedDictionary<string, JsonNode>();
        foreach (var block in body) blocks.Add((string)block!["_key"]!, block);
        return blocks;
    }

    /// <param name="After">The place of the former block before it, -1 for none.</param>
    /// <param name="Before">The place of the former block that now comes next; those between were taken out.</param>
    private sealed record Run(int After, int Before, IReadOnlyList<string> Keys)
    {
        public bool Meets(Run other) => After < other.Before && other.After < Before;
    }
}
