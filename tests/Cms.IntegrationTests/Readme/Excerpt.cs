using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Readme;

/// <summary>JSON of which a part is shown: <c>…</c> stands for any value but null, an object shows some members, a list some items in their order.</summary>
internal static class Excerpt
{
    /// <summary>Where the answer is not as shown, or null.</summary>
    public static string? Difference(JsonNode? shown, JsonNode? answer, string place = "") => shown switch
    {
        JsonValue text when text.ToString() == "…" => answer is null ? $"{place} is null." : null,
        JsonObject members => members.Select(member => MemberDifference(member.Key, member.Value, answer, place)).FirstOrDefault(difference => difference is not null),
        JsonArray items => ItemsDifference(items, answer as JsonArray ?? [], place),
        _ => JsonNode.DeepEquals(shown, answer) ? null : $"{place} is {answer?.ToJsonString() ?? "null"}.",
    };

    private static string? MemberDifference(string name, JsonNode? shown, JsonNode? answer, string place) =>
        answer is JsonObject members && members.TryGetPropertyValue(name, out var value) ? Difference(shown, value, $"{place}/{name}") : $"{place} has no {name}.";

    private static string? ItemsDifference(JsonArray shown, JsonArray answer, string place)
    {
        using var left = answer.GetEnumerator();
        foreach (var item in shown)
        {
            string? difference = null;
            do
            {
                if (!left.MoveNext()) return difference ?? $"{place} has no further item such as {item?.ToJsonString()}.";
                difference = Difference(item, left.Current, place);
            }
            while (difference is not null);
        }
        return null;
    }
}
