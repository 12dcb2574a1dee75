using Cms.Api.Shared.Http;

namespace Cms.Api.Agencies;

/// <summary>An agency as an editor changes it. Its code stays: stories and images name it by that.</summary>
internal record AgencyRequest
{
    public string? Name { get; init; }
    public string? Kind { get; init; }
}

/// <summary>A new agency as an editor sends it.</summary>
internal sealed record NewAgencyRequest : AgencyRequest
{
    /// <summary>Fixed at creation.</summary>
    public string? Code { get; init; }
}

/// <summary>An agency as an editor reads it.</summary>
internal sealed record AgencyDetail : IDetail
{
    public required Guid Id { get; init; }
    public required string Etag { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    private static readonly string[] SetByService = ["id", "createdAt", "createdBy"];
    private static readonly string[] ComputedMembers = ["etag", "modifiedAt", "modifiedBy"];

    public static readonly Edit Creation = new(ReadOnly: SetByService, Computed: ComputedMembers);
    public static readonly Edit Edit = new(ReadOnly: [.. SetByService, "code"], Computed: ComputedMembers);

    public static AgencyDetail From(AgencyRow row) => new()
    {
        Id = row.Id,
        Etag = Preconditions.ETag(row.Version),
        Code = row.Code,
        Name = row.Name,
        Kind = row.Kind,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        ModifiedAt = row.ModifiedAt,
        ModifiedBy = row.ModifiedBy,
    };
}

/// <summary>An agency as readers get it.</summary>
internal sealed record AgencyPublic
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }

    public static AgencyPublic From(AgencyRow row) => new() { Id = row.Id, Code = row.Code, Name = row.Name, Kind = row.Kind };
}

/// <summary>What a source line or an image credit shows of its agency.</summary>
internal sealed record AgencyFace
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    public static AgencyFace From(AgencyRow row) => new() { Code = row.Code, Name = row.Name };
}
