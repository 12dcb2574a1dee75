using System.Text.Json;

namespace Cms.Api.PortableText;

/// <summary>
/// What a body cannot know of itself when it is written for readers: the images and related links it refers to. What is not
/// shown is left out, its block included.
/// </summary>
internal sealed record BodyRendering
{
    public required Func<Guid, bool> ShowsImage { get; init; }

    /// <summary>Writes the value of <c>image</c>, an object, for an image that is shown.</summary>
    public required ImageWriter WriteImage { get; init; }

    public required Func<Guid, bool> ShowsRelatedLink { get; init; }

    /// <summary>Caption and alt, where not null, take the place of the image's own.</summary>
    public delegate void ImageWriter(Utf8JsonWriter writer, Guid image, string? caption, string? alt);
}
