using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cms.Benchmarks;

/// <summary>How long a publication takes to the last instance, and what a story that everybody reads costs while it changes every second.</summary>
internal static class FreshnessBenchmark
{
    private const int Publications = 100;
    private const int Readers = 1_000;
    private const int SpikeSeconds = 10;

    public static async Task<int> RunAsync()
    {
        await using var database = await BenchmarkDatabase.StartAsync();
        await using var here = await Child.ServiceAsync(database);
        await using var there = await Child.ServiceAsync(database, ("Cms__MetricsPort", MetricsPort.ToString(CultureInfo.InvariantCulture)));
        here.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkDatabase.AdminKey);
        here.Client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "*");
        var story = JsonNode.Parse(await here.Client.GetStringAsync("/v1/articles?limit=1"))!["items"]![0]!;
        await InvalidationAsync(here, there, story);
        return await SpikeAsync(here, there, story);
    }

    private const int MetricsPort = 9_464;

    private static async Task InvalidationAsync(Child here, Child there, JsonNode story)
    {
        var took = new List<double>();
        var (reader, address) = (there.Client, $"/v1/articles/{story["id"]}?fields=headline");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var number = 0; number < Publications; number++)
        {
            var headline = await PublishAsync(here.Client, story, number);
            var published = TimeProvider.System.GetTimestamp();
            while (!(await reader.GetStringAsync(address)).Contains(headline, StringComparison.Ordinal)) await timer.WaitForNextTickAsync();
            took.Add(TimeProvider.System.GetElapsedTime(published).TotalMilliseconds);
        }
        took.Sort();
        Console.WriteLine($"\nFrom the answer of a publication to the other instance's new bytes, {Machine.Describe()}\n");
        Console.WriteLine("| publications | median | 99 of 100 | longest |\n|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Publications} | {took[Publications / 2]:0} ms | {took[Publications * 99 / 100 - 1]:0} ms | {took[^1]:0} ms |"));
    }

    /// <summary>Fails where a reader was not answered.</summary>
    private static async Task<int> SpikeAsync(Child here, Child there, JsonNode story)
    {
        using var over = new CancellationTokenSource();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Readers };
        using var client = new HttpClient(handler) { BaseAddress = there.Client.BaseAddress };
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        var before = await MissesAsync();
        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                using var response = await client.GetAsync($"/v1/articles/{story["slug"]}");
                answers.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
            }
        })).ToList();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var second = 0; second < SpikeSeconds; second++)
        {
            await timer.WaitForNextTickAsync();
            await PublishAsync(here.Client, story, 1_000 + second);
        }
        await over.CancelAsync();
        await Task.WhenAll(readers);
        var misses = await MissesAsync() - before;
        Console.WriteLine($"\nOne story, {Readers} clients, republished every second, {Machine.Describe()}\n");
        Console.WriteLine("| seconds | answers | errors | reads of the database |\n|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {SpikeSeconds} | {answers.Values.Sum()} | {answers.Where(answer => answer.Key != HttpStatusCode.OK).Sum(answer => answer.Value)} | {misses} |"));
        return answers.Keys.All(status => status == HttpStatusCode.OK) ? 0 : 1;
    }

    private static async Task<string> PublishAsync(HttpClient editor, JsonNode story, int number)
    {
        var headline = string.Create(CultureInfo.InvariantCulture, $"Headline {number} of the benchmark");
        (await editor.PatchAsJsonAsync($"/v1/editorial/articles/{story["id"]}", new JsonObject { ["headline"] = headline })).EnsureSuccessStatusCode();
        (await editor.PostAsJsonAsync($"/v1/editorial/articles/{story["id"]}/publish", new JsonObject { ["update"] = "minor" })).EnsureSuccessStatusCode();
        return headline;
    }

    private static async Task<long> MissesAsync()
    {
        using var scraper = new HttpClient();
        var line = (await scraper.GetStringAsync($"http://127.0.0.1:{MetricsPort}/metrics")).Split('\n').FirstOrDefault(line => line.StartsWith("cms_cache_misses_total", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split('}', ' ').Last(part => part.Length > 0 && part.All(char.IsDigit) && part.Length < 13), CultureInfo.InvariantCulture);
    }
}
