using System.CommandLine;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;

namespace Cms.Api.Commands;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var plan = new Option<bool>("--plan") { Description = "Only list what would run, a name a line; change nothing." };
        var command = new Command("migrate", "Bring the database to the schema of this build.") { plan };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(plan), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool planOnly, CancellationToken cancellationToken)
    {
        var settings = Settings.Read(HostBuilding.ForCommand().Configuration);
        await using var database = await Database.OpenAsync(settings, cancellationToken);
        if (planOnly) return await PlanAsync(database);

        var applied = await ProgressBar.RunAsync("Migrating", progress => Task.Run(
            () => Migrator.Migrate(database.ConnectionString, progress, cancellationToken: cancellationToken), CancellationToken.None));
        foreach (var script in applied) Console.WriteLine(script);
        await using var source = new EditorialDataSource(() => database.ConnectionString, isAway: () => false);
        await ProgressBar.RunAsync("Filling the search", progress => SearchFill.RunAsync(source, progress, cancellationToken));
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"{Counted.Of(applied.Count, "migration")} applied.");
        return 0;
    }

    private static async Task<int> PlanAsync(Database database)
    {
        var plan = Migrator.Plan(database.ConnectionString);
        foreach (var name in plan.Unknown) await Console.Error.WriteLineAsync($"The database has {name}, which this build does not know: a newer one has migrated it.");
        foreach (var name in plan.Pending) Console.WriteLine(name);
        if (plan.Pending.Count == 0) Console.WriteLine("The database is up to date.");
        return 0;
    }
}
