using System.Text.Json;
using Cms.Api.Shared.Http;

namespace Cms.Api.Images;

/// <summary>A picture that lies somewhere on the web, and what a page must say of it.</summary>
internal static class Image
{
    public const string Kind = "image";
    public const int MinPixels = 20;
    public const int MaxPixels = 20_000;
    public const int MaxAlt = 250;
    public const int MaxCaption = 600;
    public const int MaxCreditLine = 120;
}

/// <summary>What must stay in view when the picture is cropped: fractions of width and height from the top left.</summary>
internal sealed record FocalPoint
{
    public double? X { get; init; }
    public double? Y { get; init; }
}

internal sealed record ImageRow : IVersioned
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required string Url { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required string? Alt { get; init; }
    public required bool Decorative { get; init; }
    public required string? Caption { get; init; }
    public required string? CreditLine { get; init; }
    public required Guid? AgencyId { get; init; }
    public required string? AgencyCode { get; init; }
    public required string? AgencyName { get; init; }
    public required string? FocalPoint { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    public FocalPoint? ParseFocalPoint() => FocalPoint is null ? null : JsonSerializer.Deserialize<FocalPoint>(FocalPoint, Json.Options);
}
