using System.Globalization;
using System.Text.Json;

namespace Cms.Benchmarks;

/// <summary>
/// What a write through the service costs beside the bare transaction: the statements that the service sent for the same operation, under
/// the same lock, recorded between it and Postgres and sent again for other stories. Processor time is of the service and Postgres on one
/// side, of the bare client and Postgres on the other; the eight clients that send HTTP requests are counted nowhere. Both write into one
/// archive, in turns.
/// </summary>
internal static class WriteBenchmark
{
    private const int Rounds = 5;
    private const int Writes = 160;

    private static readonly string[] Operations = ["create", "edit", "publish"];

    public static async Task<int> RunAsync(int stories)
    {
        RebuildBenchmark.PrintHead();
        await using var database = await BenchmarkDatabase.StartAsync();
        await RebuildBenchmark.FillAsync(database, stories);
        var recorded = await RecordAsync(database);
        await using var service = await Child.ServiceAsync(database, Editor.Unlimited);
        await using var bare = await Child.BareAsync("bare-write", await WriteFileAsync(recorded), database.ConnectionString);

        var (editor, numbers) = (new Editor(service.Client), 1_000_000);
        var costs = Operations.ToDictionary(operation => operation, _ => new List<(double Ours, double Bare)>());
        for (var round = -1; round < Rounds; round++)
        {
            var (ours, theirs) = (numbers += Writes, numbers += Writes);
            foreach (var operation in Operations)
            {
                await bare.Client.GetAsync($"/make/{operation}/{theirs}/{Writes}");
                var cost = await MeasureAsync([service.Id, database.ProcessId], () => editor.WriteAsync(operation, ours, Writes));
                var bareCost = await MeasureAsync([bare.Id, database.ProcessId], async () => (await bare.Client.GetAsync($"/send/{operation}")).EnsureSuccessStatusCode());
                // The first round prepares and compiles.
                if (round >= 0) costs[operation].Add((cost, bareCost));
            }
        }

        // Where the bare transactions had done anything else than the service, what they wrote would differ from what is projected.
        await Child.RunAsync(database.Settings, "live", "verify");
        Console.WriteLine($"\nA write through the service, {Editor.Clients} clients, {Machine.Describe()}\n");
        Console.WriteLine("| operation | statements | ms of processor time | of the bare transaction | ratio |\n|---|---|---|---|---|");
        foreach (var operation in Operations) PrintRow(operation, recorded[operation].Statements.Count, costs[operation]);
        PrintRow("all three", recorded.Values.Sum(write => write.Statements.Count), [.. Enumerable.Range(0, Rounds).Select(round => (costs.Values.Sum(one => one[round].Ours), costs.Values.Sum(one => one[round].Bare)))]);
        return 0;
    }

    private static void PrintRow(string what, int statements, List<(double Ours, double Bare)> costs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {statements} | {Median.Of(costs.Select(cost => cost.Ours)):0.0} | {Median.Of(costs.Select(cost => cost.Bare)):0.0} | {Median.Of(costs.Select(cost => cost.Ours / cost.Bare)):0.00} |"));

    private static async Task<double> MeasureAsync(int[] processes, Func<Task> write)
    {
        var before = ProcessorTime.Of(processes);
        await write();
        return (ProcessorTime.Of(processes) - before).TotalMilliseconds / Writes;
    }

    /// <summary>Of the second story, as the first of its kind may make lists that are there afterwards.</summary>
    private static async Task<Dictionary<string, RecordedWrite>> RecordAsync(BenchmarkDatabase database)
    {
        await using var recorder = StatementRecorder.Start(database.ConnectionString);
        await using var service = await Child.ServiceAsync(database, [.. Editor.Unlimited, ("ConnectionStrings__Cms", recorder.ConnectionString)]);
        var (editor, writes) = (new Editor(service.Client), new Dictionary<string, RecordedWrite>());
        foreach (var number in (int[])[1, 2])
        {
            foreach (var operation in Operations)
            {
                await editor.WriteAsync(operation, number, 1);
                writes[operation] = new RecordedWrite(editor.IdOf(number), RecordedWrite.Text(number), recorder.LastWith("insert into editorial.audit"));
            }
        }
        return writes;
    }

    private static async Task<string> WriteFileAsync(Dictionary<string, RecordedWrite> writes)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(writes));
        return file;
    }
}
