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
        var lacksKey = !settings.IsEmbedded && settings.Surfaces.HasEditorial && !await AnyAdminAsync(services.GetRequiredService<KeyRepository>(), cancellationToken);
        if (Logs.AreForPeople(services.GetRequiredService<IConfiguration>()))
        {
            await WriteLinesAsync(Console.Out, settings, address, lacksKey);
            return;
        }
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Greeting));
        LogReady(logger, address);
        if (lacksKey) LogKeyless(logger);
    }

    private static async Task WriteLinesAsync(TextWriter output, Settings settings, Uri address, bool lacksKey)
    {
        await output.WriteLineAsync($"Listening on {address.GetLeftPart(UriPartial.Authority)}");
        await output.WriteLineAsync($"Documentation: {new Uri(address, "/docs")}");
        if (settings.IsEmbedded) await output.WriteLineAsync($"The admin key is in {AdminKey.FileOf(settings)}");
        if (lacksKey) await output.WriteLineAsync(NoAdminKey);
        await output.WriteLineAsync($"Try: curl '{new Uri(address, "/v1/articles?limit=3")}'");
        await output.FlushAsync();
    }

    /// <summary>True as well where the database has just gone: nobody needs a key now.</summary>
    private static async Task<bool> AnyAdminAsync(KeyRepository keys, CancellationToken cancellationToken)
    {
        try
        {
            return await keys.AnyAdminAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Ready at {Address}")]
    private static partial void LogReady(ILogger logger, Uri address);

    [LoggerMessage(2, LogLevel.Warning, NoAdminKey)]
    private static partial void LogKeyless(ILogger logger);
}
