using System.Text.Json.Nodes;

namespace Cms.Api.Articles.Merging;

/// <summary>
/// A list of things with keys that two have changed, blocks of a body or related links: where none was changed by both, and the order
/// by one only; or by both, where they put in and took out things at different places and moved none.
/// </summary>
internal static class KeyedMerge
{
    /// <summary>With every change of either; null where they overlap.</summary>
    /// <param name="key">The member that holds the key of each.</param>
    /// <param name="mergeItem">Puts together what both made of one item, or null where they overlap; left out where an item is changed whole.</param>
    public static JsonArray? Merge(string key, JsonArray before, JsonArray theirs, JsonArray yours, Func<JsonObject, JsonObject, JsonObject, JsonObject?>? mergeItem = null)
    {
        var (b, t, y) = (ByKey(key, before), ByKey(key, theirs), ByKey(key, yours));
        if (Order([.. b.Keys], [.. t.Keys], [.. y.Keys]) is not { } order) return null;

        var items = new Dictionary<string, JsonNode?>();
        foreach (var name in b.Keys.Union(t.Keys).Union(y.Keys))
        {
            var (was, their, your) = (b.GetValueOrDefault(name), t.GetValueOrDefault(name), y.GetValueOrDefault(name));
            if (JsonNode.DeepEquals(was, their) || JsonNode.DeepEquals(their, your)) items[name] = your;
            else if (JsonNode.DeepEquals(was, your)) items[name] = their;
            else if (was is null || their is null || your is null || mergeItem?.Invoke(was.AsObject(), their.AsObject(), your.AsObject()) is not { } merged) return null;
            else items[name] = merged;
        }
        return new JsonArray([.. order.Select(name => items[name]?.DeepClone()).OfType<JsonNode>()]);
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

    /// <summary>What was put in, each with the former items between which it now stands; null where any of those was moved.</summary>
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

    private static OrderedDictionary<string, JsonNode> ByKey(string key, JsonArray list)
    {
        var items = new OrderedDictionary<string, JsonNode>();
        foreach (var item in list) items.Add((string)item![key]!, item);
        return items;
    }

    /// <param name="After">The place of the former item before it, -1 for none.</param>
    /// <param name="Before">The place of the former item that now comes next; those between were taken out.</param>
    private sealed record Run(int After, int Before, IReadOnlyList<string> Keys)
    {
        public bool Meets(Run other) => After < other.Before && other.After < Before;
    }
}
