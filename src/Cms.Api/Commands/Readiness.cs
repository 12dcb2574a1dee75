using Cms.Api.Shared;

namespace Cms.Api.Commands;

/// <summary>How far the start has come, and whether the end has begun.</summary>
internal sealed class Readiness
{
    private readonly TaskCompletionSource _migrated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _lack = "The service is starting.";
    private volatile bool _stops;

    /// <summary>Between the migration and the end of the start, where there is a new database to fill.</summary>
    public bool LoadsSample => IsMigrated && !_complete.Task.IsCompleted;

    public bool IsMigrated => _migrated.Task.IsCompleted;

    public SchemaIsThere SchemaIsThere => new(_migrated.Task);

    /// <summary>Ends when nothing is left to do before the service is ready, or with what went wrong.</summary>
    public Task Completion => _complete.Task;

    /// <summary>Why the service is not ready, for anyone to read; null when only its database can tell.</summary>
    public string? Lack => _stops ? "The service is stopping." : _lack;

    public void Waits(string lack) => _lack = lack;

    public void Migrates() => _lack = "The database is being migrated.";

    /// <summary>The schema is there: requests can be answered.</summary>
    public void Migrated()
    {
        _lack = "The sample newsroom is being loaded.";
        _migrated.TrySetResult();
    }

    public void Complete()
    {
        _lack = null;
        _complete.TrySetResult();
    }

    public void Failed(Exception exception) => _complete.TrySetException(exception);

    public void Stops() => _stops = true;
}
