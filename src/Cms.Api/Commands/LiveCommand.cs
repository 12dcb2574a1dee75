using System.CommandLine;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;

namespace Cms.Api.Commands;

internal static class LiveCommand
{
    public static Command Create()
    {
        var rebuild = new Command("rebuild", "Project everything again, in place and in batches; readers and editors go on meanwhile.");
        rebuild.SetAction((_, cancellationToken) => RunAsync(
            "Rebuilding", (maintenance, progress) => maintenance.RebuildAsync(progress, cancellationToken), report => 0, cancellationToken));
        var verify = new Command("verify", "Look whether a rebuild would change anything; exits with 1 if so.");
        verify.SetAction((_, cancellationToken) => RunAsync(
            "Verifying", (maintenance, progress) => maintenance.VerifyAsync(progress, cancellationToken), report => report.Differences.Count == 0 ? 0 : 1, cancellationToken));
        return new Command("live", "Look after what readers get.") { rebuild, verify };
    }

    private static Task<int> RunAsync(
        string what,
        Func<LiveMaintenance, IProgress<Headway>, Task<MaintenanceReport>> pass,
        Func<MaintenanceReport, int> exitCode,
        CancellationToken cancellationToken) =>
        CommandLine.OnDatabaseAsync(
            async (_, services) =>
            {
                var report = await ProgressBar.RunAsync(what, progress => pass(services.GetRequiredService<LiveMaintenance>(), progress));
                Console.WriteLine($"{Counted.Of(report.Subjects, "subject")}, {Counted.Of(report.Differences.Count, "difference")}.");
                foreach (var difference in report.Differences) Console.WriteLine(difference);
                var queue = await services.GetRequiredService<ProjectionQueue>().CountAsync(cancellationToken);
                if (queue.Waiting > 0) Console.WriteLine($"In the queue: {Counted.Of(queue.Waiting, "subject")}, with differences that are on their way.");
                if (queue.Parked > 0) Console.WriteLine($"Parked, for it cannot be projected: {Counted.Of(queue.Parked, "subject")}.");
                return queue.Parked > 0 ? 1 : exitCode(report);
            },
            cancellationToken);
}
