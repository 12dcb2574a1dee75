using System.Globalization;

namespace Cms.Benchmarks;

/// <summary>What it costs to project an archive, as an operator does after an import; the archive of the other benchmarks is made by it.</summary>
internal static class RebuildBenchmark
{
    private const string SizeOfLive = "select sum(pg_total_relation_size(oid))::bigint from pg_class where relnamespace = 'live'::regnamespace and relkind = 'r'";

    public static async Task<int> RunAsync(int stories)
    {
        PrintHead();
        await using var database = await BenchmarkDatabase.StartAsync();
        await FillAsync(database, stories);
        await Child.RunAsync(database.Settings, "live", "verify");
        Console.WriteLine("\n`live verify` finds no difference.");
        return 0;
    }

    public static void PrintHead()
    {
        Console.WriteLine($"\nAn archive, projected by `live rebuild`, {Machine.Describe()}\n");
        Console.WriteLine("| stories | copied in | projected in | stories per second of processor time | of it Postgres | MB in schema live |\n|---|---|---|---|---|---|");
    }

    /// <summary>Copies an archive in and makes it public. Processor time is of the command and of Postgres, with what it does by itself meanwhile.</summary>
    public static async Task FillAsync(BenchmarkDatabase database, int stories, string? section = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        await Corpus.CopyAsync(database, stories, section);
        var copied = TimeProvider.System.GetElapsedTime(began);

        var (whole, postgres) = (ProcessorTime.Of(Environment.ProcessId, database.ProcessId), ProcessorTime.Of(database.ProcessId));
        began = TimeProvider.System.GetTimestamp();
        await Child.RunAsync(database.Settings, "live", "rebuild");
        var projected = TimeProvider.System.GetElapsedTime(began);
        (whole, postgres) = (ProcessorTime.Of(Environment.ProcessId, database.ProcessId) - whole, ProcessorTime.Of(database.ProcessId) - postgres);

        await database.ExecuteAsync("vacuum analyze");
        var megabytes = await database.ReadAsync<long>(SizeOfLive) / (1 << 20);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {stories} | {copied.TotalSeconds:0} s | {projected.TotalSeconds:0} s | {stories / whole.TotalSeconds:0} | {postgres / whole:P0} | {megabytes} |"));
    }
}
