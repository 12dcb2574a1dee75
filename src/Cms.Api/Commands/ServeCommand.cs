using System.CommandLine;

namespace Cms.Api.Commands;

internal static class ServeCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    public static Command Create(string[] args)
    {
        var command = new Command("serve", "Serve the API (the default).") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((_, cancellationToken) => RunAsync([.. args.Where(argument => argument != "serve")], cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (!IsAddressed(builder.Configuration)) builder.WebHost.UseUrls(DefaultUrl);
        var settings = Settings.Read(builder.Configuration);

        // Disposed after the host has drained: the last request still has its database.
        await using var database = await Database.OpenAsync(settings, cancellationToken);
        Program.AddServices(builder, settings, database);
        builder.Services.AddHostedService<Start>();
        await using var app = Program.Build(builder);
        await app.RunAsync(cancellationToken);
        return 0;
    }

    private static bool IsAddressed(IConfiguration configuration) =>
        configuration["urls"] is not null || configuration["http_ports"] is not null || configuration["https_ports"] is not null
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
