using System.Text.Json.Serialization;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Site;

namespace Cms.Api.Sections;

/// <summary>A section as an editor sends it.</summary>
internal sealed record SectionRequest
{
    public string? Name { get; init; }

    /// <summary>Made from the name when left out at creation; kept when left out later.</summary>
    public string? Slug { get; init; }

    /// <summary>The path of the section above, such as <c>news</c>; null at the root. Another parent or slug moves the section with all below it.</summary>
    public string? Parent { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<FooterLink> FooterLinks { get; init; } = [];

    /// <summary>Null takes the layout of the section above, at last the site's.</summary>
    public Layout? Layout { get; init; }
}

/// <summary>A section as an editor reads it.</summary>
internal sealed record SectionDetail : IDetail
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string Slug { get; init; }
    public required string? Parent { get; init; }
    public required string? Description { get; init; }
    public required IReadOnlyList<FooterLink> FooterLinks { get; init; }
    public required Layout? Layout { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    /// <summary>
    /// How many published stories, here and below, readers still find at their former address, as the section has moved a moment ago;
    /// 0 when all have followed. Not in lists, nor where it could not be counted in time.
    /// </summary>
    [Sometimes]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? StoriesToMove { get; init; }

    /// <summary>Of a write that was only tried.</summary>
    [Sometimes]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Effects? Effects { get; init; }

    public static readonly Edit Edit = new(ReadOnly: ["id", "path", "createdAt", "createdBy"], Computed: ["etag", "modifiedAt", "modifiedBy", "storiesToMove", "effects"]);

    public static SectionDetail From(SectionRow row) => new()
    {
        Id = row.Id,
        Etag = Preconditions.ETag(row.Version),
        Path = row.Path,
        Name = row.Name,
        Slug = row.Slug,
        Parent = Section.ParentPathOf(row.Path),
        Description = row.Description,
        FooterLinks = row.ParseFooterLinks(),
        Layout = row.ParseLayout(),
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        ModifiedAt = row.ModifiedAt,
        ModifiedBy = row.ModifiedBy,
    };
}

/// <summary>A section as readers get it.</summary>
internal sealed record SectionPublic
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string? Description { get; init; }
    public required IReadOnlyList<SectionCrumb> Breadcrumb { get; init; }

    public static SectionPublic From(SectionRow row, SectionTree tree) => new()
    {
        Id = row.Id,
        Slug = row.Slug,
        Path = row.Path,
        Name = row.Name,
        Description = row.Description,
        Breadcrumb = tree.BreadcrumbOf(row.Id),
    };
}

/// <summary>A step of a breadcrumb; also what a story tells of its section.</summary>
internal sealed record SectionCrumb
{
    public required string Path { get; init; }
    public required string Name { get; init; }

    public static SectionCrumb From(SectionRow row) => new() { Path = row.Path, Name = row.Name };
}

/// <summary>What the stories of a section, and the sections below it, take over from it.</summary>
internal sealed record SectionFace
{
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<SectionCrumb> Breadcrumb { get; init; }
    public required Layout Layout { get; init; }

    public static SectionFace From(SectionRow row, SectionTree tree, SiteContent site) => new()
    {
        Path = row.Path,
        Name = row.Name,
        Breadcrumb = tree.BreadcrumbOf(row.Id),
        Layout = tree.LayoutOf(row.Id, site),
    };
}
