namespace Cms.Api.Delivery;

/// <summary>What a look-up found: the document, or where it went, or that it is gone, or none of these.</summary>
internal sealed record LookupRow
{
    public required long Number { get; init; }
    public required Guid? Id { get; init; }
    public required byte[]? Card { get; init; }
    public required byte[]? Body { get; init; }
    public Guid? MovedId { get; init; }
    public string? MovedTo { get; init; }
    public Guid? GoneId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Where nothing was found: the slugs on either side, and whose they are.</summary>
    public string[]? NearSlugs { get; init; }
    public Guid[]? NearIds { get; init; }
}

/// <summary>An item of a list. An empty list is one row without position.</summary>
internal sealed record ItemRow
{
    public required long Number { get; init; }

    /// <summary>The lists asked for, on the first row only.</summary>
    public required string[]? Keys { get; init; }
    public required long? Count { get; init; }
    public required long? Position { get; init; }
    public required Guid? Id { get; init; }
    public required DateTimeOffset? At { get; init; }
    public required string? Name { get; init; }
    public required byte[]? Card { get; init; }
    public required byte[]? Body { get; init; }
}
