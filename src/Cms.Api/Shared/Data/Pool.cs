using System.Data.Common;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>Connections to wherever the database is now: an embedded server may come back on another port.</summary>
/// <param name="connectionString">Asked each time a connection is opened; answers the same object as long as nothing moved.</param>
/// <param name="configure">What the connection string becomes for this pool.</param>
internal sealed class Pool(Func<string> connectionString, Func<string, string> configure) : IAsyncDisposable
{
    /// <summary>Both pools together leave room below the 100 connections that Postgres allows by default.</summary>
    private const int Size = 40;

    private const int SecondsToWait = 2;

    private readonly Lock _lock = new();
    private readonly List<Source> _sources = [];

    private sealed record Source(string Of, NpgsqlDataSource Connections);

    /// <summary>As given, but for what would let a request wait for long: those who set it themselves are left to it.</summary>
    public static string Bounded(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!Says(connectionString, "Maximum Pool Size", "MaxPoolSize")) settings.MaxPoolSize = Size;
        if (!Says(connectionString, "Timeout")) settings.Timeout = SecondsToWait;
        return settings.ConnectionString;
    }

    /// <summary>Whether whoever wrote it chose this setting himself, under any of its names.</summary>
    public static bool Says(string connectionString, params string[] names) =>
        names.Any(new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey);

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => Current().OpenConnectionAsync(cancellationToken);

    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await work(connection, cancellationToken);
    }

    /// <summary>As <see cref="RunAsync"/>, for work that may be repeated: the server may have ended a connection that lay in the pool.</summary>
    public async Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(read, cancellationToken);
        }
        catch (NpgsqlException exception) when (IsDeadConnection(exception))
        {
            return await RunAsync(read, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources) await source.Connections.DisposeAsync();
    }

    private static bool IsDeadConnection(NpgsqlException exception) => exception is PostgresException postgres
        ? postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : exception.InnerException is IOException;

    // Former ones are disposed last: somebody may be about to open a connection of theirs, and shall hear of a database that is gone.
    private NpgsqlDataSource Current()
    {
        var now = connectionString();
        lock (_lock)
        {
            if (_sources is [.., { } last] && ReferenceEquals(last.Of, now)) return last.Connections;
            var source = new Source(now, NpgsqlDataSource.Create(configure(now)));
            _sources.Add(source);
            return source.Connections;
        }
    }
}
