using Cms.Api.Commands.Sample;
using Cms.Api.Shared.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cms.Api.Commands;

/// <summary>Ready: started to the end, not stopping, and the database answers.</summary>
internal sealed class ReadyCheck(Readiness readiness, DatabaseProbe database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (readiness.Lack ?? await database.LackAsync()) is { } lack ? HealthCheckResult.Unhealthy(lack) : HealthCheckResult.Healthy("Ready.");
}

internal static class HealthEndpoints
{
    private static readonly HttpMethodMetadata OnlyRead = new([HttpMethods.Get]);

    /// <summary>Until the schema is there, nothing can be answered but health.</summary>
    public static void UseHealth(this WebApplication app)
    {
        app.Use((http, next) => AnswerReadyAsync(app.Services.GetRequiredService<Readiness>(), http, next));
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).WithMetadata(OnlyRead);
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync }).WithMetadata(OnlyRead);
    }

    private static Task AnswerReadyAsync(Readiness readiness, HttpContext http, RequestDelegate next)
    {
        if (readiness.LoadsSample && SampleLoader.IsSender(http.Request)) RequestLog.Hush(http);
        if (readiness.IsMigrated || !http.Request.Path.StartsWithSegments("/v1")) return next(http);
        http.Response.Headers.RetryAfter = "1";
        return ProblemWriter.WriteAsync(http, Problems.Unavailable, readiness.Lack ?? "The service is starting.");
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        if (report.Status == HealthStatus.Unhealthy) http.Response.Headers.RetryAfter = "1";
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(report.Entries.Values.Single().Description ?? report.Status.ToString());
    }
}
