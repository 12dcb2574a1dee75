using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>Connections to wherever the database is now: an embedded server may come back on another port.</summary>
/// <param name="connectionString">Asked each time a connection is opened; answers the same object as long as nothing moved.</param>
/// <param name="configure">What the connection string becomes for this pool.</param>
internal sealed class Pool(Func<string> connectionString, Func<string, string> configure) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Source> _sources = [];

    private sealed record Source(string Of, NpgsqlDataSource Connections);

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => Current().OpenConnectionAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources) await source.Connections.DisposeAsync();
    }

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
