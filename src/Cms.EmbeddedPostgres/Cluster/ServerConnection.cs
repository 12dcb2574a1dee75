using System.Net.Sockets;
using Npgsql;

namespace Cms.EmbeddedPostgres.Cluster;

/// <summary>How the cluster's server is spoken to.</summary>
internal sealed class ServerConnection(string password)
{
    // Always there; initdb makes it.
    private const string MaintenanceDatabase = "postgres";

    /// <remarks>
    /// SCRAM is required, so the password is never shown to a program that listens on the port of a server that is gone,
    /// and whoever answers has proved to be ours.
    /// </remarks>
    public string StringFor(int port, string database) => Builder(port, database).ConnectionString;

    public async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(port, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            return false;
        }
    }

    public async Task EnsureDatabaseAsync(int port, string database, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(port, cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.Add(new NpgsqlParameter { Value = database });
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
            return;

        // A name cannot be a parameter.
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(database);
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var builder = Builder(port, MaintenanceDatabase);
        builder.Pooling = false;
        builder.Timeout = 5;
        var connection = new NpgsqlConnection(builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private NpgsqlConnectionStringBuilder Builder(int port, string database) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Username = PostgresCluster.Superuser,
        Password = password,
        Database = database,
        SslMode = SslMode.Disable,
        RequireAuth = "ScramSHA256",
    };
}
