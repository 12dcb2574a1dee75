using System.Globalization;
using Cms.Api.Shared.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Cms.Api.Shared.Http.Limits;

internal static class LimitMiddleware
{
    /// <summary>In the words of the IETF's draft on rate limit header fields.</summary>
    public const string Policy = "RateLimit-Policy";
    public const string Left = "RateLimit";

    /// <summary>A body that comes more slowly, after the first seconds, is given up before its time is over.</summary>
    public const int LeastBytesPerSecond = 240;
    public const int SlowSeconds = 5;

    private const int MaxConnections = 10_000;
    private const long MaxDrained = 16 * 1024 * 1024;

    public static IServiceCollection AddLimits(this IServiceCollection services) => services
        .AddSingleton<RequestLimits>()
        .Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxConcurrentConnections = MaxConnections;
            // A route refuses what is over 2 MB. The server then reads on to the end, so that clients that send all before they listen get the answer.
            options.Limits.MaxRequestBodySize = MaxDrained;
            options.Limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesPerSecond, TimeSpan.FromSeconds(SlowSeconds));
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });

    /// <summary>Refuses what is too much at the same time; health is always answered.</summary>
    public static void UseConcurrencyLimit(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RequestLimits>();
        app.Use(async (http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments("/v1"))
            {
                await next(http);
                return;
            }
            using var place = limits.Enter(http);
            if (place.IsAcquired)
            {
                await next(http);
                return;
            }
            http.Response.Headers.RetryAfter = "1";
            await ProblemWriter.WriteAsync(http, Problems.Unavailable, "The service has as many requests as it can answer at the same time; try again.");
        });
    }

    /// <summary>Refuses a key's writes when there are too many, and tells with each how many are left.</summary>
    public static async ValueTask<object?> LimitWritesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return await next(context);

        var limits = http.RequestServices.GetRequiredService<RequestLimits>();
        var (settings, headers) = (limits.Settings, http.Response.Headers);
        using var lease = limits.Write(http.User);
        var left = limits.WritesLeft(http.User);
        var untilFull = (settings.WriteBurst - left + settings.WritesPerSecond - 1) / settings.WritesPerSecond;
        // On a refusal too, of which the error handler clears all headers first.
        http.Response.OnStarting(() =>
        {
            headers[Policy] = string.Create(CultureInfo.InvariantCulture, $"\"writes\";q={settings.WriteBurst};w={(settings.WriteBurst + settings.WritesPerSecond - 1) / settings.WritesPerSecond}");
            headers[Left] = string.Create(CultureInfo.InvariantCulture, $"\"writes\";r={left};t={untilFull}");
            return Task.CompletedTask;
        });
        using var place = limits.EnterWrite(http.User);
        if (lease.IsAcquired && place.IsAcquired) return await next(context);

        headers.RetryAfter = RequestLimits.RetryAfter(lease);
        await ProblemWriter.WriteAsync(
            http,
            Problems.RateLimited,
            place.IsAcquired
                ? $"A key may write {Counted.Of(settings.WriteBurst, "time")} at once, and {Counted.Of(settings.WritesPerSecond, "time")} a second from then on."
                : "Too many writes of this key are under way at the same time.");
        return Results.Empty;
    }
}
