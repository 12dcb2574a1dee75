using Npgsql;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The service on the official image. The only tests that may be skipped, and only where no Docker engine answers.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task Official_image_serves()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var container = await PostgresContainer.TryStartAsync(cancellationToken);
        if (container is null)
        {
            Assert.Skip($"No Docker engine answers, so {PostgresContainer.Image} was not started.");
            return;
        }

        await using var source = NpgsqlDataSource.Create(container.GetConnectionString());
        await using var command = source.CreateCommand("select version()");

        Assert.StartsWith("PostgreSQL 18", (string?)await command.ExecuteScalarAsync(cancellationToken), StringComparison.Ordinal);
    }
}
