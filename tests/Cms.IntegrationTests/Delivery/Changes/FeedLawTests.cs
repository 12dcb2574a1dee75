using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using CsCheck;
using Npgsql;

namespace Cms.IntegrationTests.Delivery.Changes;

/// <summary>Whoever applies the feed has what the service answers: from an empty copy or from one of any moment, however often it is interrupted.</summary>
public sealed class FeedLawTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly int Histories = Rounds.Of(3, 60);

    private static readonly Gen<(Step[] Steps, int Seed)> History = Gen.Select(RandomNewsroom.Histories(30, 50), Gen.Int);

    [Fact]
    public Task Applying_the_feed_gives_what_the_service_answers() =>
        History.SampleAsync(history => HoldsAsync(history.Steps, new Random(history.Seed)), iter: Histories, threads: 1);

    private async Task HoldsAsync(Step[] history, Random random)
    {
        var newsroom = await RandomNewsroom.CreateAsync(cms);
        var (fromTheBeginning, fromSomewhere) = (new ReadersCopy(cms.Reader), new ReadersCopy(cms.Reader));
        var begins = random.Next(history.Length);
        for (var number = 0; number < history.Length; number++)
        {
            await newsroom.TakeAsync(history[number]);
            if (number == begins) await fromSomewhere.SnapshotAsync(await ShownAsync(), await SequenceAsync());
            if (random.Next(4) == 0) await fromTheBeginning.StepAsync(random.Next(1, 20));
            if (random.Next(6) == 0) fromTheBeginning.Crash(Math.Max(0, fromTheBeginning.Next - random.Next(20)));
            if (number > begins && random.Next(3) == 0) await fromSomewhere.StepAsync(random.Next(1, 20));
        }
        await cms.App.DrainAsync();

        var expected = new Dictionary<string, string>();
        foreach (var (type, id) in await ShownAsync())
        {
            if (ReadersCopy.AddressOf(type, id) is { } address) expected[address] = await cms.Reader.GetStringAsync(address, TestContext.Current.CancellationToken);
        }
        foreach (var copy in new[] { fromTheBeginning, fromSomewhere })
        {
            while (await copy.StepAsync(50))
            {
            }
            Assert.Equal(expected, copy.Answers.ToDictionary());
        }
    }

    private async Task<long> SequenceAsync()
    {
        using var response = await cms.Reader.GetAsync("/v1/site", TestContext.Current.CancellationToken);
        return long.Parse(response.Headers.GetValues("Cms-Sequence").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<IReadOnlyList<(string Type, string Id)>> ShownAsync()
    {
        await using var source = NpgsqlDataSource.Create(cms.App.ConnectionString);
        await using var command = source.CreateCommand("select kind, id::text from live.document");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var shown = new List<(string, string)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) shown.Add((reader.GetString(0), reader.GetString(1)));
        return shown;
    }
}
