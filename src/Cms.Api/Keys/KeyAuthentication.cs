using System.Security.Claims;
using System.Text.Encodings.Web;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Limits;
using Cms.Api.Shared.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Cms.Api.Keys;

/// <summary>Reads <c>Authorization: Bearer cms_…</c>. Only editorial routes ask for it.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyCache cache, RequestLimits limits)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();

        var secret = header[Bearer.Length..].Trim();
        if (!secret.StartsWith(Key.Prefix, StringComparison.Ordinal)) return AuthenticateResult.Fail("not a key of this service");
        var hash = Key.Hash(secret);
        var isCached = cache.TryGet(hash, out var key);
        if (key is null)
        {
            // Whoever guesses must not lock out the editors at his address: a key that works is let in however many were tried that do not.
            if (!cache.WasKnown(hash) && !limits.MayTryKey(Context.Connection.RemoteIpAddress) && !await cache.IsListedAsync(hash, Context.RequestAborted))
                return AuthenticateResult.Fail(new TooManyBadKeysException());
            if (!isCached) key = await cache.LoadAsync(hash, Context.RequestAborted);
        }
        if (key is null || !key.IsValid(TimeProvider.GetUtcNow())) return AuthenticateResult.Fail("unknown, revoked or expired");

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()), new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, key.Role)],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await HandleAuthenticateOnceSafeAsync()).Failure is TooManyBadKeysException)
        {
            Response.Headers.RetryAfter = "1";
            await ProblemWriter.WriteAsync(Context, Problems.RateLimited, "Too many keys that are none were sent from this address.");
            return;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        await ProblemWriter.WriteAsync(Context, Problems.Unauthorized, "Send Authorization: Bearer with a key that is known, not revoked and not expired.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemWriter.WriteAsync(Context, Problems.Forbidden, $"This needs the role {Context.GetEndpoint()!.Metadata.GetRequiredMetadata<IAuthorizeData>().Policy}; the key's is {Context.User.FindFirstValue(ClaimTypes.Role)}.");
}

/// <summary>Nothing was looked up: somebody at this address is guessing.</summary>
internal sealed class TooManyBadKeysException : Exception;

internal static class KeyPolicies
{
    public static IServiceCollection AddKeyAuthentication(this IServiceCollection services)
    {
        // The core alone: the full set brings data protection, which keeps keys on disk that nothing here uses.
        services.AddWebEncoders();
        services.AddTransient<KeyAuthentication>();
        // No default scheme, nor the one there is taken for it: a reader's Authorization header is not looked at.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        services.AddAuthenticationCore(options => options.AddScheme<KeyAuthentication>(KeyAuthentication.SchemeName, null));
        var policies = services.AddAuthorizationBuilder();
        foreach (var role in Roles.All) policies.AddPolicy(role, policy => policy.AddAuthenticationSchemes(KeyAuthentication.SchemeName).RequireRole(Roles.AtLeast(role)));
        return services;
    }
}
