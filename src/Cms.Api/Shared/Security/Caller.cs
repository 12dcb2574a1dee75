using System.Security.Claims;

namespace Cms.Api.Shared.Security;

internal static class Caller
{
    /// <summary>The name of the key that makes this request, for the record of who did what.</summary>
    public static string KeyName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name) ?? "unknown";

    public static Guid KeyId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
