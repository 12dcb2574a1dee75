using System.CommandLine;
using Cms.Api.Publishing;
using Cms.Api.Site;
using Cms.EmbeddedPostgres;
using Npgsql;

namespace Cms.Api.Commands;

/// <summary>What this program can do: <c>serve</c>, which is also what it does when told nothing, and the operator's commands.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Cms: a headless CMS for news. Without a command it serves; --urls and other settings of the host are passed on.")
        {
            ServeCommand.Create(),
            MigrateCommand.Create(),
            SampleCommand.Create(),
            KeysCommand.Create(),
            LiveCommand.Create(),
            HealthCommand.Create(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction(ServeCommand.RunAsync);
        using var signals = new StopSignals();
        try
        {
            var parsed = root.Parse(args);
            // What is no command's goes to the host, where one serves; elsewhere it is mistyped, and may have been meant to hold something back.
            if (parsed.CommandResult.Command is { } command && command != root && command.Name != ServeCommand.Name && command.Subcommands.Count == 0 && parsed.UnmatchedTokens is [var unknown, ..])
            {
                await Console.Error.WriteLineAsync($"'{unknown}' is no option of {command.Name}; --help tells those there are.");
                return 1;
            }
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before it was done.");
            return 1;
        }
        catch (Exception exception) when (IsForTheOperator(exception))
        {
            await Console.Error.WriteLineAsync(DatabaseFailure.LineOf(exception));
            return 1;
        }
    }

    /// <summary>Something about this machine, its settings or its database: the message says it all. Anything else is ours, with its trace.</summary>
    private static bool IsForTheOperator(Exception exception) => exception
        is SettingsException or PostgresNotFoundException or PostgresServerException or NpgsqlException
        or InvalidOperationException or IOException or UnauthorizedAccessException;

    /// <summary>Runs a command's work on a migrated database, with the settings of the environment.</summary>
    public static async Task<int> OnDatabaseAsync(Func<Settings, IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        var builder = HostBuilding.ForCommand();
        var settings = Settings.Read(builder.Configuration);
        await using var database = await Database.OpenAsync(settings, cancellationToken);
        Shared.Data.Migrator.Migrate(database.ConnectionString, cancellationToken: cancellationToken);
        Program.AddServices(builder, settings, database);
        await using var services = builder.Services.BuildServiceProvider();
        await SiteStart.EnsureAsync(services.GetRequiredService<Publisher>(), services.GetRequiredService<TimeProvider>(), cancellationToken);
        return await work(settings, services);
    }
}
