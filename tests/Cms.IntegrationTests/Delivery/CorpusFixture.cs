using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery;

public sealed class CorpusFixture(TestPostgres postgres) : IAsyncLifetime
{
    public DeliveryFixture Delivery { get; } = new(postgres);
    internal StoryCorpus Corpus { get; } = new(seed: 20241112);

    public async ValueTask InitializeAsync()
    {
        await Delivery.StartAsync();
        await using var connection = await Delivery.OpenAsync();
        await Corpus.WriteAsync(connection);
    }

    public async ValueTask DisposeAsync() => await Delivery.StopAsync();
}
