using System.Security.Claims;
using Cms.Api.Shared.Security;

namespace Cms.Api.Publishing;

/// <summary>What an editorial transaction is done for: by whom, by which operation of the contract, in which request.</summary>
/// <param name="Operation">Such as <c>PublishArticle</c>; null for what the service does by itself.</param>
/// <param name="KeyId">Null where no key is behind it.</param>
/// <param name="By">The key's name.</param>
internal sealed record Act(string? Operation, Guid? KeyId, string By, string Role, string? RequestId)
{
    /// <summary>Set where the write is only tried.</summary>
    public Rehearsal? Rehearsal { get; init; }

    /// <summary>Of the service itself: its start, its scheduler, its commands.</summary>
    public static readonly Act OfService = new(null, null, "cms", Roles.Admin, null);

    public static Act Of(HttpContext http) => new(
        http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName,
        Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var key) ? key : null,
        http.User.KeyName(),
        http.User.FindFirstValue(ClaimTypes.Role) ?? Roles.Writer,
        http.TraceIdentifier)
    {
        Rehearsal = DryRun.Of(http),
    };
}
