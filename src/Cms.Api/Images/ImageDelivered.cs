using System.Text.Json;
using Cms.Api.Agencies;
using Cms.Api.Shared.Http;

namespace Cms.Api.Images;

/// <summary>An image as readers get it by itself.</summary>
internal sealed record ImagePublic
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required string? Alt { get; init; }
    public required bool Decorative { get; init; }
    public required string? Caption { get; init; }
    public required CreditPublic? Credit { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required FocalPoint? FocalPoint { get; init; }

    public static ImagePublic From(ImageRow row)
    {
        var face = ImageFace.From(row);
        return new ImagePublic
        {
            Id = face.Id,
            Url = face.Url,
            Alt = face.Alt,
            Decorative = row.Decorative,
            Caption = face.Caption,
            Credit = face.Credit,
            Width = face.Width,
            Height = face.Height,
            FocalPoint = face.FocalPoint,
        };
    }
}

/// <summary>An image as a story shows it.</summary>
internal sealed record ImageFace
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required string? Alt { get; init; }
    public required string? Caption { get; init; }
    public required CreditPublic? Credit { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required FocalPoint? FocalPoint { get; init; }

    /// <param name="row">The image.</param>
    /// <param name="caption">The caption in this place, where it is not the image's own.</param>
    /// <param name="alt">The alternative text in this place; it also gives one to an image that is decorative elsewhere.</param>
    public static ImageFace From(ImageRow row, string? caption = null, string? alt = null) => new()
    {
        Id = row.Id,
        Url = row.Url,
        Alt = alt ?? (row.Decorative ? "" : row.Alt),
        Caption = caption ?? row.Caption,
        Credit = CreditPublic.From(row),
        Width = row.Width,
        Height = row.Height,
        FocalPoint = row.ParseFocalPoint(),
    };

    public void Write(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, Json.Options);
}

/// <summary>Whose picture it is, as readers get it; null where nothing is known.</summary>
internal sealed record CreditPublic
{
    public required string? Line { get; init; }
    public required AgencyFace? Agency { get; init; }

    public static CreditPublic? From(ImageRow row) => row is { CreditLine: null, AgencyCode: null } ? null : new CreditPublic
    {
        Line = row.CreditLine ?? row.AgencyName,
        Agency = row is { AgencyCode: { } code, AgencyName: { } name } ? new AgencyFace { Code = code, Name = name } : null,
    };
}
