using Microsoft.Extensions.Configuration.Memory;

namespace Cms.Api.Commands;

/// <summary>The host of a command, with this program's own defaults: any other source of configuration overrides them.</summary>
internal static class HostBuilding
{
    public static WebApplicationBuilder ForService(string[] args) => Create(args, Logs.OfService);

    public static WebApplicationBuilder ForCommand() => Create([], Logs.OfCommand);

    private static WebApplicationBuilder Create(string[] args, Func<IConfiguration, Dictionary<string, string?>> logging)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = logging(builder.Configuration) });
        Logs.RefuseUnusable(builder.Configuration);
        Logs.KeepSecrets(builder.Logging);
        return builder;
    }
}
