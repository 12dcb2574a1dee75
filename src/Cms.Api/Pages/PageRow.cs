namespace Cms.Api.Pages;

/// <summary>What a path leads to: a document with all that surrounds it, or where it went, or that it is gone, or nothing.</summary>
internal sealed record PageRow
{
    public required long Number { get; init; }
    public required string? Kind { get; init; }
    public required Guid? Id { get; init; }
    public required string? Slug { get; init; }
    public required string? Path { get; init; }
    public required byte[]? Card { get; init; }
    public required byte[]? Body { get; init; }
    public required byte[]? Head { get; init; }

    /// <summary>The section itself, or the one a story stands in.</summary>
    public required Guid? SectionId { get; init; }
    public required byte[]? SectionCard { get; init; }
    public required byte[]? SectionHead { get; init; }
    public required Guid? SiteId { get; init; }
    public required byte[]? SiteCard { get; init; }

    /// <summary>The list that the items come from; null where the page has none.</summary>
    public string? List { get; init; }

    /// <summary>One more than a page shows, where there are more.</summary>
    public Guid[]? ItemIds { get; init; }
    public byte[][]? ItemCards { get; init; }

    /// <summary>When the last item shown was published; null on a page that is not full.</summary>
    public DateTimeOffset? LastPublished { get; init; }
    public Guid? MovedId { get; init; }
    public string? MovedKind { get; init; }
    public string? MovedTo { get; init; }
    public Guid? GoneId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Where nothing was found: what is public on either side of the last segment, and of the whole among the sections.</summary>
    public string[]? NearKinds { get; init; }
    public string[]? NearSlugs { get; init; }
    public string[]? NearPaths { get; init; }
    public Guid[]? NearIds { get; init; }
}

/// <summary>A story of a page, without what surrounds it.</summary>
internal sealed record StoryAloneRow
{
    public required long Number { get; init; }
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required string Path { get; init; }
    public required Guid? Parent { get; init; }
    public required byte[] Card { get; init; }
    public required byte[]? Body { get; init; }
    public required byte[]? Head { get; init; }

    public PageRow Within(Surroundings surroundings) => new()
    {
        Number = Number,
        Kind = "article",
        Id = Id,
        Slug = Slug,
        Path = Path,
        Card = Card,
        Body = Body,
        Head = Head,
        SectionId = surroundings.SectionId,
        SectionCard = surroundings.SectionCard,
        SectionHead = surroundings.SectionHead,
        SiteId = surroundings.SiteId,
        SiteCard = surroundings.SiteCard,
    };
}
