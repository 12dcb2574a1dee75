using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cms.Api.Articles.Public;
using Cms.Api.Authors;
using Cms.Api.Sections;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Site;
using Cms.Api.Tags;

namespace Cms.Api.Pages;

/// <summary>Everything that a front end shows on one page.</summary>
internal sealed record PagePublic
{
    public static readonly string[] Kinds = ["article", "section", "author", "tag", "home"];

    [Values(typeof(PagePublic), nameof(Kinds))]
    public required string Kind { get; init; }

    /// <summary>The canonical path.</summary>
    public required string Path { get; init; }
    public required SitePublic Site { get; init; }
    public required SectionPublic? Section { get; init; }

    /// <summary>Sections only, the root first.</summary>
    public required IReadOnlyList<SectionCrumb> Breadcrumb { get; init; }
    public required ArticlePublic? Article { get; init; }
    public required AuthorPublic? Author { get; init; }
    public required TagPublic? Tag { get; init; }

    /// <summary>The first stories of a section, an author, a tag or the home page.</summary>
    public required IReadOnlyList<ArticlePublic> Items { get; init; }

    /// <summary>The cursor that goes on in the list of articles with this page's filter: <c>section</c>, <c>author</c> or <c>tag</c> with what the page is of, none on the home page. Null where that is all.</summary>
    public required string? Next { get; init; }
    public required PageLayout Layout { get; init; }
    public required IReadOnlyList<PageFooterLink> FooterLinks { get; init; }
    public required PageSeo Seo { get; init; }

    /// <summary>Objects of schema.org.</summary>
    public required IReadOnlyList<JsonObject> JsonLd { get; init; }
}

/// <summary>Where this page has room for advertisements.</summary>
internal sealed record PageLayout
{
    public required IReadOnlyList<PageSlot> Slots { get; init; }
}

internal sealed record PageSlot
{
    public required string Key { get; init; }

    [Values(typeof(TheSite), nameof(TheSite.Anchors))]
    public required string Anchor { get; init; }

    /// <summary>The <c>_key</c> of the block that the slot follows.</summary>
    public required string? AfterBlock { get; init; }
    public required IReadOnlyList<string> Sizes { get; init; }
}

/// <summary>A closing link, its template filled in.</summary>
internal sealed record PageFooterLink
{
    public required string Label { get; init; }
    public required string Url { get; init; }
}

/// <summary>What search engines and social networks are told.</summary>
internal sealed record PageSeo
{
    public required string Title { get; init; }
    public required string? Description { get; init; }
    public required string CanonicalUrl { get; init; }
    public required bool Noindex { get; init; }
    public required PageOpenGraph OpenGraph { get; init; }
}

/// <summary>By property; those of stories stand on the pages of stories only, those of the image where there is one.</summary>
internal sealed record PageOpenGraph
{
    /// <summary><c>website</c>, or what the page is about.</summary>
    [JsonPropertyName("og:type")]
    public required string Type { get; init; }

    /// <summary>What the page is called where it is shared.</summary>
    [JsonPropertyName("og:title")]
    public required string Title { get; init; }

    /// <summary>Null: nothing is said of it.</summary>
    [JsonPropertyName("og:description")]
    public required string? Description { get; init; }

    /// <summary>Absolute; that of the page.</summary>
    [JsonPropertyName("og:url")]
    public required string Url { get; init; }

    /// <summary>The site's name.</summary>
    [JsonPropertyName("og:site_name")]
    public required string SiteName { get; init; }

    /// <summary>Of the page, such as <c>en_IN</c>.</summary>
    [JsonPropertyName("og:locale")]
    public required string Locale { get; init; }

    /// <summary>Absolute.</summary>
    [Sometimes, JsonPropertyName("og:image")]
    public required string Image { get; init; }

    /// <summary>In pixels. Null: not known.</summary>
    [Sometimes, JsonPropertyName("og:image:width")]
    public required int? ImageWidth { get; init; }

    /// <summary>In pixels. Null: not known.</summary>
    [Sometimes, JsonPropertyName("og:image:height")]
    public required int? ImageHeight { get; init; }

    /// <summary>What the picture shows.</summary>
    [Sometimes, JsonPropertyName("og:image:alt")]
    public required string? ImageAlt { get; init; }

    /// <summary>When the story was published first.</summary>
    [Sometimes, JsonPropertyName("article:published_time")]
    public required DateTimeOffset PublishedTime { get; init; }

    /// <summary>When it was updated significantly, or published.</summary>
    [Sometimes, JsonPropertyName("article:modified_time")]
    public required DateTimeOffset ModifiedTime { get; init; }

    /// <summary>The name of its section.</summary>
    [Sometimes, JsonPropertyName("article:section")]
    public required string Section { get; init; }

    /// <summary>The names of its tags.</summary>
    [Sometimes, JsonPropertyName("article:tag")]
    public required IReadOnlyList<string> Tags { get; init; }
}
