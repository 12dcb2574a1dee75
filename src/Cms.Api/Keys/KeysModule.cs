using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
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
        var editorial = routes.MapEditorial("keys", "Keys").RequireAuthorization(Roles.Admin);
        editorial.AddEndpointFilter(ForgetAsync);
        editorial.MapPost("", KeyEndpoints.CreateKey).WithName("CreateKey").WithSummary("Create a key; the only answer that shows it").Accepts<KeyRequest>("application/json");
        editorial.MapGet("", KeyEndpoints.ListKeys).WithQuery("limit", "cursor").WithName("ListKeys").WithSummary("List keys, revoked ones too");
        editorial.MapGet("{id}", KeyEndpoints.GetKey).WithName("GetKey").WithSummary("Read about a key");
        editorial.MapPut("{id}", KeyEndpoints.ReplaceKey).WithName("ReplaceKey").WithSummary("Replace a key's name, role and expiry").Accepts<KeyRequest>("application/json");
        editorial.MapPatch("{id}", KeyEndpoints.PatchKey).WithName("PatchKey").WithSummary("Change a key's name, role or expiry").Accepts<KeyRequest>("application/merge-patch+json", "application/json");
        editorial.MapDelete("{id}", KeyEndpoints.RevokeKey).WithName("RevokeKey").WithSummary("Revoke a key for good");
    }
    /// <summary>What is changed here counts at once.</summary>
    private static async ValueTask<object?> ForgetAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method)) context.HttpContext.RequestServices.GetRequiredService<KeyCache>().Clear();
        return answer;
    }
}
