using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Api.Articles.Previews;
using Cms.Api.Keys;
using Cms.Api.Shared.Http;

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
    private const string AWeekLater = "2026-11-26T05:05:00Z";

    private static readonly Dictionary<string, string> ByMember = new()
    {
        ["createdAt"] = Created,
        ["modifiedAt"] = Modified,
        ["firstPublishedAt"] = Published,
        ["publishedAt"] = Published,
        ["updatedAt"] = Modified,
        ["lastUsedAt"] = Modified,
        ["lastViewedAt"] = Modified,
        ["placedAt"] = Published,
        ["at"] = Published,
        ["requestId"] = "0HNQ000000000:00000001",
        ["savedAt"] = Created,
        ["releasedAt"] = Modified,
        ["datePublished"] = Published,
        ["dateModified"] = Modified,
        ["article:published_time"] = Published,
        ["article:modified_time"] = Modified,
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
        if (member == "key" && text.StartsWith(Key.Prefix, StringComparison.Ordinal)) return "cms_example0example0example0example0";
        // What was not asked for by its date is so many days from now.
        if (member == "expiresAt" && !text.StartsWith("2099", StringComparison.Ordinal)) return AWeekLater;
        // Of a member that is a time.
        if (member is "before" or "after" && InstantConverter.TryParse(text, out _)) return Published;
        var masked = Id().Replace(Service().Replace(text, "http://localhost:8080"), id => MaskOf(id.Value, place));
        return member == "next" && masked == text ? "AZ6aLb8AcACAAAAAAAAAAQ" : masked;
    }

    /// <summary>A text with JSON in it.</summary>
    public static string MaskTimes(string text) => Time().Replace(text, Published);

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
        var mask = id.StartsWith(PreviewToken.Prefix, StringComparison.Ordinal)
            ? PreviewToken.Prefix + hash
            : $"019a9a2d-bf00-7{hash[..3]}-8{hash[3..6]}-{hash[6..18]}";
        _ids[mask] = id;
        return _masks[id] = mask;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|cms_preview_[A-Za-z0-9_-]{64}")]
    private static partial Regex Id();

    [GeneratedRegex("""(?<="at":")[^"]+""")]
    private static partial Regex Time();

    [GeneratedRegex("http://127.0.0.1:[0-9]+")]
    private static partial Regex Service();
}
