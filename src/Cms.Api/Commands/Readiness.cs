using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Cms.Api.Commands;

/// <summary>How far the start has come.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource _migrated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsMigrated => _migrated.Task.IsCompleted;
    public bool IsComplete => _complete.Task.IsCompletedSuccessfully;

    /// <summary>Ends when the schema is there.</summary>
    public Task Migration => _migrated.Task;

    /// <summary>Ends when nothing is left to do before the service is ready, or with what went wrong.</summary>
    public Task Completion => _complete.Task;

    public void Migrated() => _migrated.TrySetResult();

    public void Complete() => _complete.TrySetResult();

    public void Failed(Exception exception) => _complete.TrySetException(exception);
}

/// <summary>Ready: started to the end, and the database answers.</summary>
internal sealed class ReadyCheck(Readiness readiness, EditorialDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsMigrated) return HealthCheckResult.Unhealthy("The database is being migrated.");
        if (!readiness.IsComplete) return HealthCheckResult.Unhealthy("The sample newsroom is being loaded.");
        try
        {
            await using var connection = await source.OpenAsync(cancellationToken);
            await connection.ExecuteAsync("select 1", null, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}

internal static class ReadinessEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync });
    }

    /// <summary>Until the schema is there, nothing can be answered but health.</summary>
    public static void UseReadiness(this WebApplication app) => app.Use((http, next) =>
    {
        if (app.Services.GetRequiredService<Readiness>().IsMigrated || !http.Request.Path.StartsWithSegments("/v1")) return next(http);
        http.Response.Headers.RetryAfter = "1";
        return ProblemWriter.WriteAsync(http, Problems.Unavailable, "The service is starting.");
    });

    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsync(report.Entries.Values.FirstOrDefault(entry => entry.Description is not null).Description ?? report.Status.ToString());
}
