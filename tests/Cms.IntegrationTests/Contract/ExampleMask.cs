using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.IntegrationTests.Contract;

/// <summary>
/// Puts something fixed for what differs between two runs of the same requests: ids, times, secrets, cursors. An id is always put
/// for the same one, so that examples belong together, and requests can name it.
/// </summary>
internal sealed partial class ExampleMask
{
    private const string Created = "2026-11-19T05:05:00Z";
    private const string Published = "2026-11-19T05:40:00Z";
    private const string Modified = "2026-11-19T08:15:00Z";

    private static readonly Dictionary<string, string> ByMember = new()
    {
        ["createdAt"] = Created,
        ["modifiedAt"] = Modified,
        ["firstPublishedAt"] = Published,
        ["publishedAt"] = Published,
        ["updatedAt"] = Modified,
        ["lastUsedAt"] = Modified,
        ["placedAt"] = Published,
        ["releasedAt"] = Modified,
        ["datePublished"] = Published,
        ["dateModified"] = Modified,
        ["article:published_time"] = Published,
        ["article:modified_time"] = Modified,
        ["key"] = "cms_example0example0example0example0",
    };

    private readonly Dictionary<string, string> _masks = [];
    private readonly Dictionary<string, string> _ids = [];

    /// <summary>The answer as it is shown.</summary>
    /// <param name="place">Where it is from: the mask of an id is made of the place where it came up first.</param>
    public JsonNode? Mask(JsonNode? answer, string place, string member = "") => answer switch
    {
        JsonObject members => new JsonObject(members.Select(child => KeyValuePair.Create(child.Key, Mask(child.Value, $"{place}/{child.Key}", NameOf(child, members))))),
        JsonArray items => new JsonArray([.. items.Select((item, index) => Mask(item, $"{place}/{index}", member))]),
        JsonValue value when value.TryGetValue(out string? text) => Mask(text, place, member),
        _ => answer?.DeepClone(),
    };

    public string Mask(string text, string place, string member = "")
    {
        if (ByMember.TryGetValue(member, out var mask)) return mask;
        var masked = Id().Replace(text, id => MaskOf(id.Value, place));
        return member == "next" && masked == text ? "AZ6aLb8AcACAAAAAAAAAAQ" : masked;
    }

    /// <summary>What a parameter of an example stands for in this run.</summary>
    public string Unmask(string text) => Id().Replace(text, mask => _ids[mask.Value]);

    /// <summary>What was never changed shows one time, not two.</summary>
    private static string NameOf(KeyValuePair<string, JsonNode?> child, JsonObject members) =>
        child.Key == "modifiedAt" && JsonNode.DeepEquals(child.Value, members["createdAt"]) ? "createdAt" : child.Key;

    private string MaskOf(string id, string place)
    {
        if (id.StartsWith("00000000", StringComparison.Ordinal)) return id;
        if (_masks.TryGetValue(id, out var known)) return known;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)));
        var mask = $"019a9a2d-bf00-7{hash[..3]}-8{hash[3..6]}-{hash[6..18]}";
        _ids[mask] = id;
        return _masks[id] = mask;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
