using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace Cms.Benchmarks;

/// <summary>
/// Whether a reader's request costs more in a larger archive, and a deep page more than the first: nothing is kept in memory, one client asks
/// for one thing after the other, stories and pages never twice in a row. Processor time is of the service and Postgres; rounds of both sizes
/// take turns on one server.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Rounds = 5;
    private const int Requests = 1_000;
    private const int Depth = 200;
    private const string Section = "business/markets";

    /// <summary>What is beyond is copied from what readers are answered with: to project it would take an hour, and no answer tells the difference.</summary>
    private const int MostProjected = 100_000;

    private const string Documents = "select slug, path from live.document where kind = 'article' and slug ~ '-[0-9]+$' order by md5(id::text) limit 200";

    private sealed record Archive(int Stories, BenchmarkDatabase Database, Child Service, Dictionary<string, string[]> Requests);

    private sealed record Cost(double Median, double Processor);

    public static async Task<int> RunAsync(int small, int large)
    {
        RebuildBenchmark.PrintHead();
        await using var one = await BenchmarkDatabase.StartAsync();
        await using var other = await one.BesideAsync("larger");
        await RebuildBenchmark.FillAsync(one, small);
        await RebuildBenchmark.FillAsync(other, Math.Min(large, MostProjected));
        if (large > MostProjected) await other.ExecuteAsync(Copies((large / MostProjected) - 1));
        await using var serviceOfOne = await Child.ServiceAsync(one, ("Cms__CacheMegabytes", "0"));
        await using var serviceOfOther = await Child.ServiceAsync(other, ("Cms__CacheMegabytes", "0"));
        Console.WriteLine($"\nService after its start: {Megabytes(serviceOfOne)} MB with {small} stories, {Megabytes(serviceOfOther)} MB with {large}.");
        Archive[] archives =
        [
            new(small, one, serviceOfOne, await RequestsAsync(one, serviceOfOne.Client)),
            new(large, other, serviceOfOther, await RequestsAsync(other, serviceOfOther.Client)),
        ];

        foreach (var archive in archives) await SettleAsync(archive);

        Console.WriteLine($"\nA reader's request in a growing archive, {Machine.Describe()}\n");
        Console.WriteLine($"| request | ms at the median, {small} stories | {large} | ratio | ms of processor time per 1,000, {small} stories | {large} | ratio |\n|---|---|---|---|---|---|---|");
        foreach (var what in archives[0].Requests.Keys) await CompareAsync(what, archives);
        return 0;
    }

    /// <summary>Every public story so many times more, beside itself by id and date, in all its lists.</summary>
    private static string Copies(int times) => string.Create(CultureInfo.InvariantCulture, $"""
        insert into live.listing (list, document, published, updated, name)
        select l.list, {IdOfCopy("l.document")}, l.published + copy * interval '1 second', l.updated + copy * interval '1 second', l.name
        from live.document d
        join live.listing l on l.document = d.id
        cross join generate_series(1, {times}) copy
        where d.kind = 'article';
        insert into live.document (kind, id, owner_kind, owner_id, slug, path, parent, card, body, head, face, version)
        select d.kind, {IdOfCopy("d.id")}, d.owner_kind, {IdOfCopy("d.owner_id")}, d.slug || '-' || copy, d.path || '-' || copy, d.parent, d.card, d.body, d.head, d.face, d.version
        from live.document d
        cross join generate_series(1, {times}) copy
        where d.kind = 'article';
        update live.list
        set size = (select count(*) from live.listing where list = id)
        """);

    private static string IdOfCopy(string id) => $"(left({id}::text, 24) || left(md5({id}::text || copy), 12))::uuid";

    private static async Task CompareAsync(string what, Archive[] archives)
    {
        var rounds = archives.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (index, archive) in archives.Index()) rounds[index].Add(await MeasureAsync(archive, what));
        }
        string Row(Func<Cost, double> of, string format)
        {
            var ratio = Median.Of(rounds[1].Zip(rounds[0], (large, small) => of(large) / of(small)));
            return string.Create(CultureInfo.InvariantCulture, $"{Median.Of(rounds[0].Select(of)).ToString(format, CultureInfo.InvariantCulture)} | {Median.Of(rounds[1].Select(of)).ToString(format, CultureInfo.InvariantCulture)} | {ratio:0.00}");
        }
        Console.WriteLine($"| {what} | {Row(cost => cost.Median, "0.00")} | {Row(cost => cost.Processor, "0")} |");
    }

    /// <summary>What was written a moment ago is tidied up, and everything asked for, so that neither is counted with what is measured.</summary>
    private static async Task SettleAsync(Archive archive)
    {
        await archive.Database.ExecuteAsync("vacuum analyze");
        await archive.Database.ExecuteAsync("checkpoint");
        foreach (var what in archive.Requests.Keys) await MeasureAsync(archive, what);
    }

    private static async Task<Cost> MeasureAsync(Archive archive, string what)
    {
        int[] processes = [archive.Service.Id, archive.Database.ProcessId];
        var before = ProcessorTime.Of(processes);
        var took = await Load.TimeAsync(archive.Service.Port, archive.Requests[what], Requests);
        return new Cost(Median.Of(took.Select(one => one.TotalMilliseconds)), (ProcessorTime.Of(processes) - before).TotalMilliseconds * 1_000 / Requests);
    }

    private static async Task<Dictionary<string, string[]>> RequestsAsync(BenchmarkDatabase database, HttpClient client)
    {
        var (slugs, paths) = (new List<string>(), new List<string>());
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(Documents);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            slugs.Add($"/v1/articles/{Uri.EscapeDataString(reader.GetString(0))}");
            paths.Add($"/v1/page?path={Uri.EscapeDataString(reader.GetString(1))}");
        }
        return new Dictionary<string, string[]>
        {
            ["story"] = [.. slugs],
            ["page"] = [.. paths],
            ["list of 20"] = ["/v1/articles"],
            ["of a section"] = [$"/v1/articles?section={Section}"],
            ["of a section and a tag"] = [$"/v1/articles?section={Section}&tag={Corpus.Tag}"],
            [$"page {Depth} of the list"] = [await DeepAsync(client, "/v1/articles")],
            ["page 100 of the section"] = [await DeepAsync(client, $"/v1/articles?section={Section}", 100)],
        };
    }

    private static async Task<string> DeepAsync(HttpClient client, string list, int depth = Depth)
    {
        var address = list;
        for (var page = 1; page < depth; page++)
        {
            var next = (string?)JsonNode.Parse(await client.GetStringAsync(address))!["next"] ?? throw new InvalidOperationException($"{list} has {page} pages only.");
            address = $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={next}";
        }
        return address;
    }

    /// <summary>What the process holds of the machine's memory.</summary>
    private static int Megabytes(Child service)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{service.Id}/status")).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
