using System.Text.Json;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Site;

namespace Cms.Api.Sections;

/// <summary>A part of the site: a tree up to five deep, addressed by path.</summary>
internal static class Section
{
    public const string Kind = "section";
    public const int MaxDepth = 5;
    public const int MaxName = 80;
    public const int MaxDescription = 500;
    public const int MaxFooterLinks = 10;

    /// <summary>Slugs, and a slash between two.</summary>
    public const int MaxPath = MaxDepth * (Slug.MaxLength + 1) - 1;

    /// <summary>Authors and tags have their pages there.</summary>
    public static readonly string[] ReservedRoots = ["authors", "tags"];

    /// <summary>The address of its page on the site.</summary>
    public static string PathOf(string path) => "/" + path;

    /// <summary>What stands for a section in a URL or a natural key: its path, also as <c>news%2Fworld</c>, or its id.</summary>
    public static Ref ParseRef(string text) => Ref.Parse(text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim('/'));

    /// <summary>1 for a section at the root.</summary>
    public static int DepthOf(string path) => path.Count(letter => letter == '/') + 1;

    public static string? ParentPathOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : null;

    public static string SlugOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}

internal sealed record SectionRow : IVersioned
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required Guid? ParentId { get; init; }
    public required string Slug { get; init; }

    /// <summary>Slugs from the root down, such as <c>news/world</c>.</summary>
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string? Description { get; init; }
    public required string FooterLinks { get; init; }
    public required string? Layout { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    /// <summary>For search engines, which want one line.</summary>
    public string? DescriptionLine => Description is null ? null : Words.Lead(Description, Section.MaxDescription);

    public IReadOnlyList<FooterLink> ParseFooterLinks() => JsonSerializer.Deserialize<List<FooterLink>>(FooterLinks, Json.Options)!;

    /// <summary>Null where the section has the layout of the one above it.</summary>
    public Layout? ParseLayout() => Layout is null ? null : JsonSerializer.Deserialize<Layout>(Layout, Json.Options);
}
