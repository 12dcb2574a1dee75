using DotNet.Testcontainers.Builders;
using Testcontainers.PostgreSql;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>Postgres in a container of this run; Testcontainers removes it, also after a crash.</summary>
internal static class PostgresContainer
{
    /// <summary>The one that docker-compose.yml runs.</summary>
    public const string Image = "postgres:18";

    /// <summary>Null where no Docker engine answers.</summary>
    public static async Task<PostgreSqlContainer?> TryStartAsync(CancellationToken cancellationToken)
    {
        PostgreSqlContainer container;
        try
        {
            container = new PostgreSqlBuilder(Image)
                .WithCommand("-c", $"max_connections={TestPostgres.MaxConnections}", "-c", "fsync=off", "-c", "full_page_writes=off")
                .Build();
        }
        catch (DockerUnavailableException)
        {
            return null;
        }

        await container.StartAsync(cancellationToken);
        return container;
    }
}
