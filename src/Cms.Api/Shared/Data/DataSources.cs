using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>The connections of the editorial side: all schemas, the primary.</summary>
internal sealed class EditorialDataSource(Func<string> connectionString) : IAsyncDisposable
{
    private readonly Pool _pool = new(connectionString, given => given);

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _pool.OpenAsync(cancellationToken);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}

/// <summary>
/// The connections of Delivery. The role is a start-up option: what Npgsql sends when a connection goes back to the pool
/// (<c>discard all</c>) returns to it, where a <c>set role</c> would be undone.
/// </summary>
internal sealed class DeliveryDataSource(Func<string> connectionString) : IAsyncDisposable
{
    private readonly Pool _pool = new(connectionString, ReadOnly);

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _pool.OpenAsync(cancellationToken);

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static string ReadOnly(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = $"{settings.Options} -c role=cms_delivery -c default_transaction_read_only=on -c statement_timeout=5000 -c enable_bitmapscan=off -c jit=off".Trim();
        settings.ApplicationName = "cms-delivery";
        return settings.ConnectionString;
    }
}
