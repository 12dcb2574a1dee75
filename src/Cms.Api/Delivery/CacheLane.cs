using Cms.Api.Delivery.Cache;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery;

internal static class CacheLane
{
    private const string Delivered = "/v1/";

    /// <summary>
    /// Before everything else: what is kept needs no routing, no place among the requests that work, and no line in the log, but for those
    /// who asked to see every request there.
    /// </summary>
    public static void UseDeliveryCache(this WebApplication app)
    {
        var cache = app.Services.GetRequiredService<DeliveryCache>();
        var logger = app.Services.GetRequiredService<ILogger<RequestLog>>();
        app.Use((http, next) =>
        {
            var request = http.Request;
            if (!request.Path.Value!.StartsWith(Delivered, StringComparison.Ordinal) || request.Method is not ("GET" or "HEAD")) return next(http);
            return logger.IsEnabled(LogLevel.Debug) ? next(http) : cache.TrySend(http) ?? next(http);
        });
    }
}
