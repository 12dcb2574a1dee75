using System.Text.Json.Nodes;
using Cms.Api.Shared.Http;

namespace Cms.Api.Commands.Sample;

/// <summary>A line of the sample: what an editor would send.</summary>
internal sealed record SampleRequest
{
    private const string PublishedAt = "publishedAt";

    public required string Method { get; init; }

    /// <summary>Below <c>/v1/editorial/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>For an image: what stories of the sample call it, in braces, until it has an id.</summary>
    public string? As { get; init; }

    /// <summary>The version of the resource that this step goes on from; at another one somebody has been at work.</summary>
    public int Version { get; init; } = 1;

    public JsonObject? Body { get; init; }

    /// <summary>The same on a machine whose clock is behind the sample's dates: such a story is published at once.</summary>
    public SampleRequest At(DateTimeOffset now)
    {
        if (!InstantConverter.TryParse((string?)Body?[PublishedAt], out var publishedAt) || publishedAt <= now) return this;
        var body = Body!.DeepClone().AsObject();
        body.Remove(PublishedAt);
        return this with { Body = body };
    }
}
