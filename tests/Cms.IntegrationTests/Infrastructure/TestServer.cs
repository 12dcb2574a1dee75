using System.Security.Cryptography;
using System.Text;
using Cms.EmbeddedPostgres;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The Postgres that the tests run on. None of them runs without, so where there is none the run fails.</summary>
internal sealed class TestServer(string connectionString, IAsyncDisposable? owned) : IAsyncDisposable
{
    public const string EnvironmentVariable = "CMS_TEST_POSTGRES";

    /// <summary>Of a user who may create databases and roles.</summary>
    public string ConnectionString => connectionString;

    /// <summary>The named one, else a container, else the machine's own binaries.</summary>
    public static async Task<TestServer> StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
            return new TestServer(named, owned: null);
        if (await PostgresContainer.TryStartAsync(cancellationToken) is { } container)
            return new TestServer(container.GetConnectionString(), container);

        var server = await PostgresServer.StartAsync(
            new PostgresServerOptions
            {
                DataDirectory = DataDirectory(),
                Database = "cms_test",
                MaxConnections = TestPostgres.MaxConnections,
                Throwaway = true,
            },
            cancellationToken);
        return new TestServer(server.ConnectionString, server);
    }

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    // The same for every run of this build, so that a run takes over the server that a killed one left; another for every clone,
    // because roles belong to the whole server and two versions of the migrations may disagree about them.
    private static string DataDirectory()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}:{AppContext.BaseDirectory}"));
        return Path.Combine(Path.GetTempPath(), $"cms-test-postgres-{Convert.ToHexStringLower(hash, 0, 6)}");
    }
}
