using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Http.Repeats;
using Cms.Api.Shared.Security;

namespace Cms.Api.Keys;

internal static class KeysModule
{
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<KeyRepository>()
        .AddSingleton<KeyCache>()
        .AddKeyAuthentication();

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var editorial = routes.MapEditorial("keys", "Keys", "Who may use this side of the API. A secret is shown once, when its key is created.").RequireAuthorization(Roles.Admin).WithMetadata(new NeverPublic());
        editorial.AddEndpointFilter(ForgetAsync);
        editorial.MapPost("", KeyEndpoints.CreateKey).WithMetadata(new NotRepeatable()).Accepts<KeyRequest>("application/json")
            .Describe("CreateKey", "Create a key", "The answer alone shows the secret, as key: keep it. An expiry must lie in the future.");
        editorial.MapGet("", KeyEndpoints.ListKeys).WithQuery("limit", "cursor")
            .Describe("ListKeys", "List keys", "All there are, oldest first, revoked and expired ones too; never their secrets.");
        editorial.MapGet("{id}", KeyEndpoints.GetKey)
            .Describe("GetKey", "Read about a key", "Its name, role, expiry and last use, with its ETag; not its secret.");
        editorial.MapPut("{id}", KeyEndpoints.ReplaceKey).WithMetadata(Stale.Merges).Accepts<KeyRequest>("application/json")
            .Describe("ReplaceKey", "Replace a key's name, role and expiry", "Without an expiry the key has none; a new one must lie in the future. The secret stays.");
        editorial.MapPatch("{id}", KeyEndpoints.PatchKey).WithMetadata(Stale.Merges).Accepts<KeyRequest>("application/merge-patch+json", "application/json")
            .Describe("PatchKey", "Change a key's name, role or expiry", "Takes a JSON Merge Patch: what is left out stays, null clears; a new expiry must lie in the future. The secret stays.");
        editorial.MapDelete("{id}", KeyEndpoints.RevokeKey)
            .Describe("RevokeKey", "Revoke a key for good", "The next request with it answers 401. What is known about the key stays; revoking it again changes nothing.");
    }

    /// <summary>What is changed here counts at once.</summary>
    private static async ValueTask<object?> ForgetAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method)) context.HttpContext.RequestServices.GetRequiredService<KeyCache>().AskAgain();
        return answer;
    }
}
