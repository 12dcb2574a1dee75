using System.Text.Json.Nodes;

namespace Cms.Api.Articles.Merging;

/// <summary>A related link that two have changed, member by member.</summary>
internal static class LinkMerge
{
    /// <summary>Where it leads, and what is said of that: they are one thing, for a title of another story would be wrong.</summary>
    private static readonly string[] Target = ["article", "url", "title", "state"];

    /// <summary>With every change of either; null where they overlap.</summary>
    public static JsonObject? Merge(JsonObject before, JsonObject theirs, JsonObject yours)
    {
        var merged = theirs.DeepClone().AsObject();
        foreach (var group in yours.Select(member => member.Key).GroupBy(name => Target.Contains(name) ? Target[0] : name))
        {
            if (AreEqual(group, before, yours) || AreEqual(group, theirs, yours)) continue;
            if (!AreEqual(group, before, theirs)) return null;
            foreach (var name in group) merged[name] = yours[name]?.DeepClone();
        }
        return merged;
    }

    private static bool AreEqual(IEnumerable<string> members, JsonObject one, JsonObject other) => members.All(name => JsonNode.DeepEquals(one[name], other[name]));
}
