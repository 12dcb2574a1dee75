using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using CsCheck;

namespace Cms.IntegrationTests.Delivery.Cache;

/// <summary>What is kept is never stale: after any step of any history an instance that keeps answers gives those of one that reads each anew.</summary>
public sealed class CacheLawTests(CacheFixture cache) : IClassFixture<CacheFixture>
{
    private const int AskedAfterEachStep = 40;

    private static readonly int Histories = Rounds.Of(3, 60);

    private static readonly string[] Own = ["Date", "X-Request-Id", "Cms-Sequence"];

    private static readonly Gen<(Step[] Steps, int Seed)> History = Gen.Select(RandomNewsroom.Histories(25, 40), Gen.Int);

    [Fact]
    public async Task After_each_step_of_a_history_every_answer_is_what_the_database_holds()
    {
        var changed = 0;
        await History.SampleAsync(async history => changed += await HoldsAsync(history.Steps, new Random(history.Seed)), iter: Histories, threads: 1);
        Assert.True(changed > 100, $"Only {changed} answers changed between two readings: the histories do too little.");
    }

    private async Task<int> HoldsAsync(Step[] history, Random random)
    {
        var newsroom = await RandomNewsroom.CreateAsync(cache.Keeping);
        var addresses = new ReadersAddresses(cache.Keeping.App.ConnectionString);
        var former = new Dictionary<string, string>();
        var changed = 0;
        using var keeping = cache.Keeping.App.Client();
        using var reading = cache.Reading.Client();
        foreach (var step in history)
        {
            await newsroom.TakeAsync(step);
            await addresses.LookAsync();
            foreach (var address in random.GetItems([.. addresses.All], AskedAfterEachStep).Distinct())
            {
                var answer = await AgreeAsync(keeping, reading, address, step);
                if (former.TryGetValue(address, out var before) && before != answer) changed++;
                former[address] = answer;
            }
        }
        return changed;
    }

    /// <summary>The queue may write between the two: what they say when it is empty counts.</summary>
    private async Task<string> AgreeAsync(HttpClient keeping, HttpClient reading, string address, Step step)
    {
        var (kept, read) = (await ReadAsync(keeping, address), await ReadAsync(reading, address));
        if (kept == read) return kept;
        await cache.Keeping.App.DrainAsync();
        (read, kept) = (await ReadAsync(reading, address), await ReadAsync(keeping, address));
        Assert.True(kept == read, $"After {step}, {address} is kept as\n{kept}\nand is\n{read}");
        return kept;
    }

    private static async Task<string> ReadAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).OrderBy(header => header.Key, StringComparer.Ordinal);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode}\n{string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"))}\n{body}";
    }
}
