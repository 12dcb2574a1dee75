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

    public required IReadOnlyDictionary<Guid, ShownCorrection> Corrections { get; init; }

    /// <summary>The image, or null where it is not shown.</summary>
    public ShownImage? ImageOf(Guid id) => Images.GetValueOrDefault(id) is { } image && Hrefs.IsAllowed(image.Url) ? image : null;

    /// <summary>The related link, or null where it is not shown.</summary>
    public ShownLink? LinkOf(Guid id) => Links.GetValueOrDefault(id) is { } link && Hrefs.IsAllowed(link.Url) ? link : null;
}

/// <summary>An image as readers get it, but for caption and alt, which its block holds as delivered.</summary>
/// <param name="Alt">The image's own, for a gallery, whose items hold none.</param>
internal sealed record ShownImage(string Url, int Width, int Height, string? CreditLine, string? Alt = null);

/// <summary>A related link as readers get it: "READ: Another story".</summary>
/// <param name="Url">The story's address, absolute, or the outside one.</param>
internal sealed record ShownLink(string Kind, string Label, string Title, string Url);

/// <summary>A correction as readers get it: "Clarification: The port is not the largest."</summary>
/// <param name="Text">Plain, with line breaks.</param>
internal sealed record ShownCorrection(string Kind, string Label, string Text);
