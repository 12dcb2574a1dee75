using System.Globalization;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Pages;

/// <summary>
/// A front end in small: turns one answer of <c>/v1/page</c> into the lines of a news page. Its own words are interface labels
/// and the names of time zones; everything else comes out of a member of the answer.
/// </summary>
internal static class FrontEnd
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-IN");
    private static readonly Dictionary<string, string> ZoneNames = new() { ["Asia/Kolkata"] = "IST", ["UTC"] = "UTC" };

    public static IReadOnlyList<string> Render(JsonObject page, DateTimeOffset readersClock)
    {
        var article = page["article"]!;
        return
        [
            In((string)page["site"]!["timeZone"]!, readersClock).ToString("dddd, MMMM d, yyyy", English),
            .. Ads(page, "afterDateline"),
            $"You are at: {string.Join(" › ", page["breadcrumb"]!.AsArray().Select(crumb => (string)crumb!["name"]!).Append((string)article["headline"]!))}",
            (string)article["headline"]!,
            (string)article["standfirst"]!,
            .. article["bylines"]!.AsArray().Select(byline => Byline(byline!)),
            PublishedOn((string)article["publishedAt"]!, (string)article["timeZone"]!),
            .. LeadImage(article["leadImage"]),
            .. Body(page, article),
            .. article["attribution"] is { } attribution ? [$"({attribution})"] : Array.Empty<string>(),
            .. article["relatedLinks"]!.AsArray().Where(link => (string)link!["position"]! == "end").Select(link => LinkLine(link!)),
            .. Ads(page, "afterBody"),
            .. page["footerLinks"]!.AsArray().Select(link => $"{link!["label"]} <{link["url"]}>"),
            .. Ads(page, "pageEnd"),
        ];
    }

    private static string Byline(JsonNode byline)
    {
        var handles = byline["author"]!["profiles"]!.AsArray().Select(profile => $" @{profile!["handle"]}");
        return $"{byline["label"]}: {byline["name"]}{string.Concat(handles)} {byline["location"]}".TrimEnd();
    }

    private static string PublishedOn(string instant, string zone) =>
        $"Published on: {In(zone, DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)).ToString("MMMM d, yyyy HH:mm", English)} {ZoneNames[zone]}";

    private static IEnumerable<string> LeadImage(JsonNode? image) =>
        image is null ? [] : [(string)image["alt"]!, $"Image Source : {image["credit"]!["line"]} {image["caption"]}"];

    private static IEnumerable<string> Body(JsonObject page, JsonNode article)
    {
        var links = article["relatedLinks"]!.AsArray().ToDictionary(link => (string)link!["id"]!);
        var opening = article["dateline"] is { } dateline ? $"{dateline["place"]}: " : "";
        foreach (var block in article["body"]!.AsArray())
        {
            yield return (string)block!["_type"]! switch
            {
                "relatedLink" => LinkLine(links[(string)block["relatedLinkId"]!]!),
                "block" => opening + string.Concat(block["children"]!.AsArray().Select(span => (string)span!["text"]!)),
                var type => throw new NotSupportedException($"This template knows no block {type}."),
            };
            opening = "";
            foreach (var ad in Ads(page, "afterBlock", (string)block["_key"]!)) yield return ad;
        }
    }

    /// <summary>What parts a title from its label is set here.</summary>
    private static string LinkLine(JsonNode link) => $"{link["label"]}:{TunnelStory.NoBreakSpace}{link["title"]} <{link["url"]}>";

    private static IEnumerable<string> Ads(JsonObject page, string anchor, string? afterBlock = null) =>
        page["layout"]!["slots"]!.AsArray()
            .Where(slot => (string)slot!["anchor"]! == anchor && (string?)slot["afterBlock"] == afterBlock)
            .Select(slot => $"Advertisement {slot!["key"]}");

    private static DateTimeOffset In(string zone, DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
