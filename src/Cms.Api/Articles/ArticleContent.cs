using System.Text.Json;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles;

/// <summary>
/// The editable members of a story but its slug and body, as stored: references are ids, so that renaming what they name
/// changes nothing here.
/// </summary>
internal sealed record ArticleContent
{
    public required string Type { get; init; }
    public required string Genre { get; init; }
    public required string Language { get; init; }
    public required string Headline { get; init; }
    public required string? Kicker { get; init; }
    public required string? Standfirst { get; init; }
    public required string? Summary { get; init; }
    public required string? Slugline { get; init; }
    public required string? Ednote { get; init; }
    public required Guid? Section { get; init; }
    public required IReadOnlyList<Guid> OtherSections { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required IReadOnlyList<Byline> Bylines { get; init; }
    public required Dateline? Dateline { get; init; }
    public required IReadOnlyList<Source> Sources { get; init; }
    public required string? AttributionOverride { get; init; }
    public required IReadOnlyList<Guid> Tags { get; init; }
    public required LeadImage? LeadImage { get; init; }
    public required IReadOnlyList<RelatedLink> RelatedLinks { get; init; }
    public required Seo Seo { get; init; }
    public required Social Social { get; init; }
    public required string Access { get; init; }
    public required IReadOnlyList<string> Sensitivity { get; init; }
    public required AdPolicy Ads { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Json.Options);

    public static ArticleContent Parse(string json) => JsonSerializer.Deserialize<ArticleContent>(json, Json.Options)!;
}

internal sealed record Byline
{
    public required string Role { get; init; }
    public required Guid Author { get; init; }
    public required string? Label { get; init; }
    public required string? CreditedAs { get; init; }
    public required string? Location { get; init; }
}

internal sealed record Source
{
    public required Guid Agency { get; init; }
    public required string Role { get; init; }
    public required string Display { get; init; }
}

internal sealed record LeadImage
{
    public required Guid Image { get; init; }
    public required string? Caption { get; init; }
    public required string? Alt { get; init; }
}

/// <summary>Where the news is from, as the story's first word says it; a byline's location is another thing.</summary>
internal sealed record Dateline
{
    public string? Place { get; init; }
}

internal sealed record Seo
{
    public string? Title { get; init; }
    public string? Description { get; init; }
    public bool Noindex { get; init; }
}

internal sealed record Social
{
    public string? Title { get; init; }
    public string? Description { get; init; }
    public Guid? Image { get; init; }
}

internal sealed record AdPolicy
{
    public string Policy { get; init; } = "allowed";
}

/// <summary>The key of the system a story came from.</summary>
internal sealed record Origin
{
    public const int MaxSystem = 80;
    public const int MaxId = 200;

    public string? System { get; init; }
    public string? Id { get; init; }
}
