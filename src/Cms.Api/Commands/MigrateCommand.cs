using System.CommandLine;
using Cms.Api.Shared.Data;

namespace Cms.Api.Commands;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to the schema of this build.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var settings = Settings.Read(HostBuilding.ForCommand().Configuration);
        await using var database = await Database.OpenAsync(settings, cancellationToken);
        var applied = Migrator.Migrate(database.ConnectionString);
        foreach (var script in applied) Console.WriteLine(script);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"{applied.Count} migrations applied.");
        return 0;
    }
}
