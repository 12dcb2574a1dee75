using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Cms.Api.Commands;

internal static class ServiceAddress
{
    private const string Loopback = "127.0.0.1";

    /// <summary>An address of a listening service that can be called from this machine, whatever it is bound to.</summary>
    public static Uri Of(IServer server)
    {
        var bound = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        string[] anyHost = ["[::]", "0.0.0.0", "*", "+"];
        return new Uri(anyHost.Aggregate(bound, (address, any) => address.Replace($"//{any}:", $"//{Loopback}:", StringComparison.Ordinal)));
    }
}
