using System.Text.Json;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
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

    /// <summary>Authors and tags have their pages there.</summary>
    public static readonly string[] ReservedRoots = ["authors", "tags"];
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

    public IReadOnlyList<FooterLink> ParseFooterLinks() => JsonSerializer.Deserialize<List<FooterLink>>(FooterLinks, Json.Options)!;

    /// <summary>Null where the section has the layout of the one above it.</summary>
    public Layout? ParseLayout() => Layout is null ? null : JsonSerializer.Deserialize<Layout>(Layout, Json.Options);
}
