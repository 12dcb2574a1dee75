using Cms.Api.Shared.Data;
using Spectre.Console;

namespace Cms.Api.Commands;

/// <summary>
/// Shows on a terminal how far a command's work has come. Where the output goes into a file or a pipe there is no bar and no escape
/// code, and notes go to the error output.
/// </summary>
internal static class ProgressBar
{
    public static async Task<T> RunAsync<T>(string what, Func<IProgress<Headway>, Task<T>> work)
    {
        if (Console.IsOutputRedirected) return await work(new Reports(Tell));
        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(what);
                var result = await work(new Reports(step => Show(bar, step)));
                bar.Value = bar.MaxValue;
                return result;
            });
    }

    public static Task RunAsync(string what, Func<IProgress<Headway>, Task> work) => RunAsync(what, async progress =>
    {
        await work(progress);
        return true;
    });

    private static void Tell(Headway step)
    {
        if (step.Note is not null) Console.Error.WriteLine(step.Note);
    }

    private static void Show(ProgressTask bar, Headway step)
    {
        // Above the bar, which is drawn again below it.
        if (step.Note is not null) AnsiConsole.WriteLine(step.Note);
        if (step.Total == 0) return;
        bar.MaxValue = step.Total;
        bar.Value = step.Done;
    }

    /// <summary>At once and in order, where <see cref="Progress{T}"/> hands reports to other threads.</summary>
    private sealed class Reports(Action<Headway> take) : IProgress<Headway>
    {
        public void Report(Headway value) => take(value);
    }
}
