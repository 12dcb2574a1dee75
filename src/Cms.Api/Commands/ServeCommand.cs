using System.CommandLine;
using System.Net.Sockets;

namespace Cms.Api.Commands;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var command = new Command(Name, "Serve the API (the default).") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] arguments = [.. parsed.UnmatchedTokens];
        if (HostArguments.FirstUnknown(arguments) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"'{unknown}' is neither a command nor a setting with its value.");
            await parsed.RootCommandResult.Command.Parse("--help").InvokeAsync(cancellationToken: cancellationToken);
            return 1;
        }
        return await ServeAsync(arguments, cancellationToken);
    }

    private static async Task<int> ServeAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = HostBuilding.ForService(arguments);
        ServiceAddress.RefuseUnusable(builder.Configuration);
        Telemetry.RefuseUnusable(builder.Configuration);
        if (!ServiceAddress.IsConfigured(builder.Configuration)) builder.WebHost.UseUrls(ServiceAddress.Default);
        var settings = Settings.Read(builder.Configuration);

        // Disposed after the host has drained: the last request still has its database.
        await using var database = await OpenAsync(settings, cancellationToken);
        if (database is null) return 0;
        Program.AddServices(builder, settings, database);
        builder.Services.AddTelemetry(settings, builder.Configuration);
        builder.Services.AddHostedService<Start>().AddHostedService<EmbeddedWatch>().AddHostedService<Drain>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Drain + Drain.ForRequests);
        await using var app = Program.Build(builder);
        Telemetry.RefuseUnusable(app.Services);
        await using var stop = cancellationToken.Register(app.Lifetime.StopApplication);
        try
        {
            await ListenAsync(app);
            await app.Services.GetRequiredService<Readiness>().Completion.WaitAsync(app.Lifetime.ApplicationStopping);
            await Greeting.WriteAsync(app.Services, app.Lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop while it was still starting: that is no failure.
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
        await app.WaitForShutdownAsync(cancellationToken);
        return HasFailed(app) ? 1 : 0;
    }

    private static async Task ListenAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or SocketException)
        {
            throw new SettingsException($"The addresses to listen on cannot be used: {exception.Message}");
        }
    }

    /// <summary>Null when told to stop meanwhile: that is no failure.</summary>
    private static async Task<Database?> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await Database.OpenAsync(settings, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>A background service that fails stops the host as a signal does; whoever supervises the process has to tell them apart.</summary>
    private static bool HasFailed(WebApplication app) =>
        app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true });
}
