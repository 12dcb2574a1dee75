using System.Globalization;

namespace Cms.Benchmarks;

/// <summary>An author of ten thousand stories is renamed: how long until all tell the new name, and how long a publication takes before and meanwhile.</summary>
internal static class FanOutBenchmark
{
    private const int Stories = 10;
    private const int Publications = 200;

    private const string Waiting = "select count(*) from publishing.queue where parked_at is null";
    private const string TellOldName = "select count(*) from live.document where kind = 'article' and position(convert_to('The Archive Desk', 'UTF8') in card) > 0";

    public static async Task<int> RunAsync(int stories)
    {
        RebuildBenchmark.PrintHead();
        await using var database = await BenchmarkDatabase.StartAsync();
        await RebuildBenchmark.FillAsync(database, stories);
        await using var service = await Child.ServiceAsync(database, Editor.Unlimited);
        var editor = new Editor(service.Client);
        for (var number = 0; number < Stories; number++) await editor.WriteAsync("create", number);
        await PublishUntilAsync(editor, Task.CompletedTask, Stories);
        var before = await PublishUntilAsync(editor, Task.CompletedTask, Publications);

        var concerned = await database.ReadAsync<long>(TellOldName);
        var renamed = RenameAsync(editor, database);
        var meanwhile = await PublishUntilAsync(editor, renamed, 0);
        var took = await renamed;
        if (await database.ReadAsync<long>(TellOldName) is > 0 and var left) throw new InvalidOperationException($"{left} stories tell the old name.");

        Console.WriteLine($"\nAn author is renamed, {Machine.Describe()}\n");
        Console.WriteLine("| stories | until the last tells the new name | publications meanwhile | they took at the median | 99 of 100 | before: at the median | 99 of 100 |\n|---|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {concerned} | {took.TotalSeconds:0.0} s | {meanwhile.Count} | {Median.Of(meanwhile):0} ms | {Median.Share(meanwhile, 0.99):0} ms | {Median.Of(before):0} ms | {Median.Share(before, 0.99):0} ms |"));
        return 0;
    }

    /// <summary>Until the queue is empty, for the last are written in the transaction that takes them out of it.</summary>
    private static async Task<TimeSpan> RenameAsync(Editor editor, BenchmarkDatabase database)
    {
        var began = TimeProvider.System.GetTimestamp();
        await editor.RenameAuthorAsync(Corpus.Desk, "The Desk of the Archive");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await database.ReadAsync<long>(Waiting) > 0) await timer.WaitForNextTickAsync();
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Milliseconds of each publication of a story that was edited before.</summary>
    public static async Task<List<double>> PublishUntilAsync(Editor editor, Task end, int least)
    {
        var took = new List<double>();
        while (took.Count < least || !end.IsCompleted)
        {
            var number = took.Count % Stories;
            await editor.WriteAsync("edit", number);
            var began = TimeProvider.System.GetTimestamp();
            await editor.WriteAsync("publish", number);
            took.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }
        return took;
    }
}
