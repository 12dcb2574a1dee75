using Cms.Api.Keys;
using Microsoft.AspNetCore.Hosting.Server;

namespace Cms.Api.Commands;

/// <summary>The last lines of a start: where the service is, and what to do next.</summary>
internal static class Greeting
{
    public static async Task WriteAsync(TextWriter output, IServiceProvider services, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<Settings>();
        var address = ServiceAddress.Of(services.GetRequiredService<IServer>());
        await output.WriteLineAsync($"Listening on {address.GetLeftPart(UriPartial.Authority)}");
        await output.WriteLineAsync($"Documentation: {new Uri(address, "/docs")}");
        if (settings.IsEmbedded)
            await output.WriteLineAsync($"The admin key is in {AdminKey.FileOf(settings)}");
        else if (!await services.GetRequiredService<KeyRepository>().AnyAdminAsync(cancellationToken))
            await output.WriteLineAsync("There is no admin key yet: run the command 'keys create', or set Cms__AdminKey.");
        await output.WriteLineAsync($"Try: curl '{new Uri(address, "/v1/articles?limit=3")}'");
        await output.FlushAsync(cancellationToken);
    }
}
