using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class MigratorTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Several_at_once_on_a_current_database_do_not_wait_for_each_others_lock()
    {
        var starts = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.Migrate(database.ConnectionString)));

        var applied = await Task.WhenAll(starts).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.All(applied, Assert.Empty);
    }
}
