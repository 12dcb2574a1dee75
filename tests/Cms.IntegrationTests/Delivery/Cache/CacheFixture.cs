using Cms.Api.Delivery.Cache;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery.Cache;

/// <summary>Two instances on one database: one keeps answers, the other reads each anew.</summary>
public sealed class CacheFixture(TestPostgres postgres) : IAsyncLifetime
{
    public CmsFixture Keeping { get; } = new(postgres);

    public CmsApp Reading { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Keeping.InitializeAsync();
        Reading = await CmsApp.StartAsync(Keeping.App.ConnectionString, cache: new CacheSettings { Megabytes = 0 });
    }

    public async ValueTask DisposeAsync()
    {
        await Reading.DisposeAsync();
        await Keeping.DisposeAsync();
    }
}
