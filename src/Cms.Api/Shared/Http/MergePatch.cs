using System.Text.Json.Nodes;

namespace Cms.Api.Shared.Http;

/// <summary>
/// JSON Merge Patch, RFC 7396: null removes a member, which so returns to its default. A null for a name that is not there stays,
/// so that reading the result finds a misspelt name.
/// </summary>
internal static class MergePatch
{
    public static JsonNode Apply(JsonNode? target, JsonObject patch)
    {
        var result = target is JsonObject existing ? existing.DeepClone().AsObject() : [];
        foreach (var (name, value) in patch)
        {
            if (value is null && result.Remove(name)) continue;
            result[name] = value is JsonObject inner ? Apply(result[name], inner) : value?.DeepClone();
        }
        return result;
    }
}
