using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Agencies;

/// <summary>Who supplies copy or pictures from outside the newsroom, known by a short code such as <c>AP</c>.</summary>
internal static class Agency
{
    public const string Kind = "agency";
    public const int MaxName = 80;
    public const string CodePattern = "[A-Z0-9]{2,16}";

    /// <summary>What stands for an agency in a path.</summary>
    public const string RefPattern = $"^({CodePattern}|{Ref.IdPattern})$";

    public static readonly string[] Kinds = ["wire", "photo", "partner", "handout"];
}

internal sealed record AgencyRow : IVersioned
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }
}
