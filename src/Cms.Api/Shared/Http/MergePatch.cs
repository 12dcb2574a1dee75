using System.Text.Json.Nodes;

namespace Cms.Api.Shared.Http;

/// <summary>JSON Merge Patch, RFC 7396. A null sets a member to null, which for our resources is the same as removing it.</summary>
internal static class MergePatch
{
    public static JsonNode Apply(JsonNode? target, JsonObject patch)
    {
        var result = target is JsonObject existing ? existing.DeepClone().AsObject() : [];
        foreach (var (name, value) in patch)
        {
            result[name] = value switch
            {
                null => null,
                JsonObject inner => Apply(result[name], inner),
                _ => value.DeepClone(),
            };
        }
        return result;
    }
}
