namespace Cms.Api.PortableText;

/// <summary>What a delivered body shows of others; what is not public is not in it.</summary>
internal sealed record BodyContext
{
    /// <summary>Of the story, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The dateline's place, or null.</summary>
    public required string? Place { get; init; }
    public required IReadOnlyDictionary<Guid, ShownImage> Images { get; init; }
    public required IReadOnlyDictionary<Guid, ShownLink> Links { get; init; }
}

/// <summary>An image as readers get it, but for caption and alt, which its block holds as delivered.</summary>
internal sealed record ShownImage(string Url, int Width, int Height, string? CreditLine);

/// <summary>A related link as readers get it: "READ: Another story".</summary>
/// <param name="Url">The story's address, absolute, or the outside one.</param>
internal sealed record ShownLink(string Kind, string Label, string Title, string Url);
