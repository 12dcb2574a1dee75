using System.Globalization;
using System.Text.Json.Nodes;

namespace Cms.Benchmarks;

/// <summary>
/// What a reader's request costs, beside a bare server that sends the same bytes and headers: from memory, and from one statement. The judge
/// is processor time, of the servers and of Postgres; rounds of both sides take turns.
/// </summary>
internal static class DeliveryBenchmark
{
    private const int Rounds = 5;
    private const int Hits = 20_000;
    private const int Misses = 4_000;

    /// <summary>Rounds that are not counted: until then code is still being compiled for good.</summary>
    private const int WarmUps = 3;

    private const string Story = "select convert_to('{', 'UTF8') || substring(card from 2 for octet_length(card) - 2) || convert_to(',\"body\":', 'UTF8') || body || convert_to('}', 'UTF8') from live.document where kind = 'article' and slug = '{0}'";
    private const string Cards = "select d.card from live.listing i join live.list l on l.id = i.list and l.key = 'latest' join live.document d on d.kind = 'article' and d.id = i.document order by i.published desc limit 20";

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"\nCost of a reader's request, {Machine.Describe()}\n");
        Console.WriteLine("| request | ms of processor time per 1,000 | a bare server's | ratio | per second, 8 clients |");
        Console.WriteLine("|---|---|---|---|---|");
        await using var database = await BenchmarkDatabase.StartAsync();
        await using var keeping = await Child.ServiceAsync(database);
        await using var reading = await Child.ServiceAsync(database, ("Cms__CacheMegabytes", "0"));
        var slug = (string)JsonNode.Parse(await keeping.Client.GetStringAsync("/v1/articles?limit=1"))!["items"]![0]!["slug"]!;
        var path = (string)JsonNode.Parse(await keeping.Client.GetStringAsync($"/v1/articles/{slug}?fields=path"))!["path"]!;
        (string What, string Address, string Query)[] requests =
        [
            ("story", $"/v1/articles/{slug}", Story.Replace("{0}", slug, StringComparison.Ordinal)),
            ("page", $"/v1/page?path={Uri.EscapeDataString(path)}", Story.Replace("{0}", slug, StringComparison.Ordinal)),
            ("list of 20", "/v1/articles", Cards),
        ];

        foreach (var (what, address, _) in requests)
        {
            await using var bare = await Child.BareAsync("bare-hit", await RecordedAnswer.RecordAsync(keeping.Client, address));
            await CompareAsync($"hit: {what}", address, Hits, (keeping, [keeping.Id, database.ProcessId]), (bare, [bare.Id]));
            if (what != "story") continue;
            using var answer = await keeping.Client.GetAsync(address);
            await CompareAsync("hit: 304", address, Hits, (keeping, [keeping.Id, database.ProcessId]), (bare, [bare.Id]), $"If-None-Match: {answer.Headers.ETag}");
        }
        foreach (var (what, address, query) in requests)
        {
            await using var bare = await Child.BareAsync("bare-miss", await RecordedAnswer.RecordAsync(reading.Client, address), database.ConnectionString, query);
            await CompareAsync($"miss: {what}", address, Misses, (reading, [reading.Id, database.ProcessId]), (bare, [bare.Id, database.ProcessId]));
        }
        return 0;
    }

    private static async Task CompareAsync(string what, string address, int count, (Child Server, int[] Processes) ours, (Child Server, int[] Processes) bare, params string[] headers)
    {
        var (our, their, rates) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var side in new[] { ours, bare }) await Load.SendAsync(side.Server.Port, address, WarmUps * count, headers);
        for (var round = 0; round < Rounds; round++)
        {
            var (cost, rate) = await MeasureAsync(ours, address, count, headers);
            our.Add(cost);
            rates.Add(rate);
            their.Add((await MeasureAsync(bare, address, count, headers)).Cost);
        }
        var ratio = Median.Of(our.Zip(their, (one, other) => one / other));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {Median.Of(our):0} | {Median.Of(their):0} | {ratio:0.00} | {Median.Of(rates):0} |"));
    }

    private static async Task<(double Cost, double Rate)> MeasureAsync((Child Server, int[] Processes) side, string address, int count, string[] headers)
    {
        var (before, started) = (ProcessorTime.Of(side.Processes), TimeProvider.System.GetTimestamp());
        await Load.SendAsync(side.Server.Port, address, count, headers);
        var took = TimeProvider.System.GetElapsedTime(started);
        return ((ProcessorTime.Of(side.Processes) - before).TotalMilliseconds * 1_000 / count, count / took.TotalSeconds);
    }
}
