namespace Cms.IntegrationTests.Delivery;

public sealed class CorpusFixture : IAsyncLifetime
{
    public DeliveryFixture Delivery { get; } = new();
    internal StoryCorpus Corpus { get; } = new(seed: 20241112);

    public async ValueTask InitializeAsync()
    {
        await Delivery.InitializeAsync();
        await using var connection = await Delivery.OpenAsync();
        await Corpus.WriteAsync(connection);
    }

    public ValueTask DisposeAsync() => Delivery.DisposeAsync();
}
