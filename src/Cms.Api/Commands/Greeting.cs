using Cms.Api.Keys;
using Microsoft.AspNetCore.Hosting.Server;
using Npgsql;

namespace Cms.Api.Commands;

/// <summary>The end of a start: where the service is, and what to do next. Lines for people, or entries of a log that programs read.</summary>
internal static partial class Greeting
{
    private const string NoAdminKey = "There is no admin key yet: run the command 'keys create --name NAME --role admin', or set Cms__AdminKey.";

    public static async Task WriteAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<Settings>();
        var address = ServiceAddress.Of(services.GetRequiredService<IServer>());
        var lack = await LackAsync(settings, services.GetRequiredService<KeyRepository>(), services.GetRequiredService<TimeProvider>(), cancellationToken);
        if (Logs.AreForPeople(services.GetRequiredService<IConfiguration>()))
        {
            await WriteLinesAsync(Console.Out, settings, address, lack);
            return;
        }
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Greeting));
        LogReady(logger, address);
        if (lack is not null) LogKeyless(logger, lack);
    }

    private static async Task WriteLinesAsync(TextWriter output, Settings settings, Uri address, string? lack)
    {
        await output.WriteLineAsync($"Listening on {address.GetLeftPart(UriPartial.Authority)}");
        await output.WriteLineAsync($"Documentation: {new Uri(address, "/docs")}");
        if (lack is not null) await output.WriteLineAsync(lack);
        else if (AdminKey.IsInFile(settings)) await output.WriteLineAsync($"The admin key is in {AdminKey.FileOf(settings)}");
        await output.WriteLineAsync($"Try: curl '{new Uri(address, "/v1/articles?limit=3")}'");
        await output.FlushAsync();
    }

    /// <summary>What an administrator has to do before there is a key that works. Nothing where the database has just gone: nobody needs a key now.</summary>
    private static async Task<string?> LackAsync(Settings settings, KeyRepository keys, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!settings.Surfaces.HasEditorial) return null;
        try
        {
            if (!AdminKey.IsInFile(settings)) return await keys.AnyAdminAsync(cancellationToken) ? null : NoAdminKey;
            return await AdminKey.WorksAsync(settings, keys, time, cancellationToken)
                ? null
                : $"The key in {AdminKey.FileOf(settings)} is no admin key any more: it was revoked, or changed. For another run the command 'keys create --name NAME --role admin', or delete the file and start again.";
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Ready at {Address}")]
    private static partial void LogReady(ILogger logger, Uri address);

    [LoggerMessage(2, LogLevel.Warning, "{Lack}")]
    private static partial void LogKeyless(ILogger logger, string lack);
}
