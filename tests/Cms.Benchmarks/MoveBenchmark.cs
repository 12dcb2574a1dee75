using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cms.Benchmarks;

/// <summary>
/// A section with an archive of stories moves: how long until the last is at its new address, what a publication takes before and
/// meanwhile, and that each story is at one address all the time.
/// </summary>
internal static class MoveBenchmark
{
    private const string Before = "culture";
    private const string After = "arts";
    private const int Stories = 10;
    private const int Publications = 50;

    private const string Slugs = $"select array_agg(slug) from live.document where kind = 'article' and path = '/{Before}/' || slug";
    private const string StillThere = $"select count(*) from live.document where kind = 'article' and starts_with(path, '/{Before}/')";

    public static async Task<int> RunAsync(int stories)
    {
        RebuildBenchmark.PrintHead();
        await using var database = await BenchmarkDatabase.StartAsync();
        await RebuildBenchmark.FillAsync(database, stories, Before);
        await using var service = await Child.ServiceAsync(database, Editor.Unlimited);
        var editor = new Editor(service.Client);
        for (var number = 0; number < Stories; number++) await editor.WriteAsync("create", number);
        await FanOutBenchmark.PublishUntilAsync(editor, Task.CompletedTask, Stories);
        var before = await FanOutBenchmark.PublishUntilAsync(editor, Task.CompletedTask, Publications);
        var slugs = await database.ReadAsync<string[]>(Slugs);

        var (whole, postgres) = (ProcessorTime.Of(service.Id, database.ProcessId), ProcessorTime.Of(database.ProcessId));
        var moved = MoveAsync(editor, service.Client);
        var walked = WalkAsync(service.Port, slugs, moved);
        var meanwhile = await FanOutBenchmark.PublishUntilAsync(editor, moved, 0);
        var (request, took, readings) = await moved;
        var (followed, waiting) = await walked;
        (whole, postgres) = (ProcessorTime.Of(service.Id, database.ProcessId) - whole, ProcessorTime.Of(database.ProcessId) - postgres);
        if (await database.ReadAsync<long>(StillThere) is > 0 and var left) throw new InvalidOperationException($"{left} stories are at their former address.");

        Console.WriteLine($"\nA section moves, {Machine.Describe()}\n");
        Console.WriteLine("| stories | the request itself | until the last story has moved | publications meanwhile | they took at the median | 99 of 100 | before: at the median | 99 of 100 | seconds of processor time, all of this | of it Postgres |\n|---|---|---|---|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {slugs.Length} | {request.TotalSeconds:0.0} s | {took.TotalSeconds:0.0} s | {meanwhile.Count} | {Median.Of(meanwhile):0} ms | {Median.Share(meanwhile, 0.99):0} ms | {Median.Of(before):0} ms | {Median.Share(before, 0.99):0} ms | {whole.TotalSeconds:0} | {postgres / whole:P0} |"));
        Console.WriteLine($"\nThe progress was read {readings} times and only fell. Of stories that were looked for, {followed} had moved and {waiting} had not; each was at one of its addresses, and the other led there.");
        return 0;
    }

    private static async Task<(TimeSpan Request, TimeSpan Took, int Readings)> MoveAsync(Editor editor, HttpClient client)
    {
        var began = TimeProvider.System.GetTimestamp();
        await editor.MoveSectionAsync(Before, After);
        var request = TimeProvider.System.GetElapsedTime(began);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var readings = 0;
        for (var left = int.MaxValue; left > 0; readings++)
        {
            // Left out where counting took too long.
            var now = (int?)(await client.GetFromJsonAsync<JsonObject>($"/v1/editorial/sections/{After}"))!["storiesToMove"] ?? left;
            if (now > left) throw new InvalidOperationException($"{left} stories were to move, and now {now}.");
            left = now;
            await timer.WaitForNextTickAsync();
        }
        return (request, TimeProvider.System.GetElapsedTime(began), readings);
    }

    /// <summary>Asks for one story after the other: what its new address answers before and after the former binds the former.</summary>
    private static async Task<(int Followed, int Waiting)> WalkAsync(int port, string[] slugs, Task end)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var reader = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var random = new Random(1);
        var (followed, waiting) = (0, 0);
        while (!end.IsCompleted)
        {
            var slug = slugs[random.Next(slugs.Length)];
            // The section itself moves with the request, and its first stories with it.
            var first = await IsThereAsync(reader, After, Before, slug);
            var former = await IsThereAsync(reader, Before, After, slug);
            var last = await IsThereAsync(reader, After, Before, slug);
            if (first == last && first == former) throw new InvalidOperationException($"{slug} is at {(first ? "both addresses" : "neither address")}.");
            if (last) followed++;
            else waiting++;
        }
        return (followed, waiting);
    }

    /// <summary>Whether a story is at this address, where else it has to lead to the other.</summary>
    private static async Task<bool> IsThereAsync(HttpClient reader, string section, string other, string slug)
    {
        using var response = await reader.GetAsync($"/v1/page?path=/{section}/{slug}");
        var leads = response.StatusCode == HttpStatusCode.MovedPermanently && response.Headers.Location?.OriginalString == "/v1/page?path=" + Uri.EscapeDataString($"/{other}/{slug}");
        return response.StatusCode == HttpStatusCode.OK || (leads ? false : throw new InvalidOperationException($"/{section}/{slug} answers {response.StatusCode} {response.Headers.Location}."));
    }
}
