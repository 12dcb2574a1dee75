using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Cms.EmbeddedPostgres.Cluster;

internal enum ServerAnswer
{
    None,
    OfThisFolder,
    OfAnother,
}

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

    /// <summary>Whether a server of ours answers, and whether it is the one of <paramref name="directory"/>: a copied folder has the password of its original.</summary>
    public async Task<ServerAnswer> AskAsync(int port, string directory, CancellationToken cancellationToken)
    {
        // Paths of one folder may differ, by links and moves. What lies in it is the same for both.
        var token = $"asked-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var file = Path.Combine(directory, token);
        try
        {
            await using var connection = await OpenAsync(port, cancellationToken);
            await File.WriteAllTextAsync(file, "", cancellationToken);
            await using var sees = new NpgsqlCommand("select (pg_stat_file($1, true)).size is not null", connection) { Parameters = { new() { Value = token } } };
            return await sees.ExecuteScalarAsync(cancellationToken) is true ? ServerAnswer.OfThisFolder : ServerAnswer.OfAnother;
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            return ServerAnswer.None;
        }
        finally
        {
            File.Delete(file);
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
