using Cms.Api.Shared.Http;

namespace Cms.Api.Images;

/// <summary>An image as an editor sends it.</summary>
internal sealed record ImageRequest
{
    public string? Url { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>What the picture shows, for those who do not see it. A story needs it, unless the picture is decorative.</summary>
    public string? Alt { get; init; }
    public bool Decorative { get; init; }
    public string? Caption { get; init; }
    public ImageCredit? Credit { get; init; }
    public FocalPoint? FocalPoint { get; init; }
}

/// <summary>Whose picture it is, as editors write it.</summary>
internal sealed record ImageCredit
{
    public string? Line { get; init; }

    /// <summary>The code of an agency, such as <c>AP</c>.</summary>
    public string? Agency { get; init; }
}

/// <summary>An image as an editor reads it.</summary>
internal sealed record ImageDetail : IDetail
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Url { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required string? Alt { get; init; }
    public required bool Decorative { get; init; }
    public required string? Caption { get; init; }
    public required ImageCredit Credit { get; init; }
    public required FocalPoint? FocalPoint { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    public static readonly Edit Edit = new(ReadOnly: ["id", "createdAt", "createdBy"], Computed: ["etag", "modifiedAt", "modifiedBy"]);

    public static ImageDetail From(ImageRow row) => new()
    {
        Id = row.Id,
        Etag = Preconditions.ETag(row.Version),
        Url = row.Url,
        Width = row.Width,
        Height = row.Height,
        Alt = row.Alt,
        Decorative = row.Decorative,
        Caption = row.Caption,
        Credit = new ImageCredit { Line = row.CreditLine, Agency = row.AgencyCode },
        FocalPoint = row.ParseFocalPoint(),
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        ModifiedAt = row.ModifiedAt,
        ModifiedBy = row.ModifiedBy,
    };
}
