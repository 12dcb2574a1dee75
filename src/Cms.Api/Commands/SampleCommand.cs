using System.CommandLine;
using Cms.Api.Commands.Sample;
using Cms.Api.Keys;
using Cms.Api.Publishing;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using Microsoft.AspNetCore.Hosting.Server;

namespace Cms.Api.Commands;

internal static class SampleCommand
{
    public static Command Create()
    {
        var command = new Command("sample", "Fill the database with a small sample newsroom; what exists already is left alone.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    /// <summary>The sample is sent as an editor would send it, so a service is run for that long, on a free port of loopback.</summary>
    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var builder = HostBuilding.ForCommand();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var settings = Settings.Read(builder.Configuration);
        await using var database = await Database.OpenAsync(settings, cancellationToken);
        Shared.Data.Migrator.Migrate(database.ConnectionString, cancellationToken: cancellationToken);
        Program.AddServices(builder, settings, database);
        await using var app = Program.Build(builder);
        var time = app.Services.GetRequiredService<TimeProvider>();
        await SiteStart.EnsureAsync(app.Services.GetRequiredService<Publisher>(), time, cancellationToken);
        app.Services.GetRequiredService<Readiness>().Migrated();
        await app.StartAsync(cancellationToken);

        var address = ServiceAddress.Of(app.Services.GetRequiredService<IServer>());
        var keys = app.Services.GetRequiredService<KeyRepository>();
        var (id, secret) = await KeysCommand.CreateAsync(keys, time, "sample", Shared.Security.Roles.Admin, TimeSpan.FromHours(1), cancellationToken);
        var sent = await ProgressBar.RunAsync("Sample newsroom", progress => SampleLoader.LoadAsync(address, secret, progress, cancellationToken));
        await keys.RevokeAsync(id, time.GetUtcNow(), cancellationToken);
        await app.StopAsync(cancellationToken);
        Console.WriteLine($"{Counted.Of(sent, "request")} sent.");
        return 0;
    }
}
