using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Cms.Api.Commands;

/// <summary>Addresses of a service that can be called from this machine, whatever it is bound to.</summary>
internal static class ServiceAddress
{
    public const string Default = "http://127.0.0.1:8080";
    private const string Loopback = "127.0.0.1";
    private const string ForwardedHeaders = "FORWARDEDHEADERS_ENABLED";
    private static readonly string[] Booleans = ["true", "false"];

    public static Uri Of(IServer server) => Callable(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Where a service with this configuration listens without TLS, or null.</summary>
    public static Uri? Of(IConfiguration configuration) => (configuration["urls"], configuration["http_ports"]) switch
    {
        ({ Length: > 0 } urls, _) => Split(urls).FirstOrDefault(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) is { } url ? Callable(url) : null,
        (_, { Length: > 0 } ports) => new Uri($"http://{Loopback}:{Split(ports)[0]}"),
        _ => IsConfigured(configuration) ? null : new Uri(Default),
    };

    public static bool IsConfigured(IConfiguration configuration) =>
        configuration["urls"] is not null || configuration["http_ports"] is not null || configuration["https_ports"] is not null
        || configuration.GetSection("Kestrel:Endpoints").Exists();

    /// <exception cref="SettingsException">There are settings of addresses, and no address in any of them, or a port that is none: Kestrel would choose one. Or it is not told whether a proxy's word counts.</exception>
    public static void RefuseUnusable(IConfiguration configuration)
    {
        if (Split(configuration["urls"] ?? "").FirstOrDefault(address => !IsAddress(address)) is { } none)
            throw new SettingsException($"The addresses to listen on cannot be used: {none} is none, such as {Default}.");
        // A name that is none of this machine's, or mistyped, would open the service to every network there is.
        if (Split(configuration["urls"] ?? "").FirstOrDefault(IsOfUnknownHost) is { } address)
            throw new SettingsException($"The addresses to listen on cannot be used: {address} names a host; name localhost, an IP address of this machine, or * for all of them.");
        foreach (var name in new[] { "http_ports", "https_ports" })
        {
            if (Split(configuration[name] ?? "").FirstOrDefault(port => !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } odd)
                throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"The addresses to listen on cannot be used: {name} has \"{odd}\"; ports are 0 to {ushort.MaxValue}."));
        }

        // Whatever is not "true" would go for "false", and every client for the proxy.
        if (configuration[ForwardedHeaders] is { Length: > 0 } forwarded && !Booleans.Contains(forwarded, StringComparer.OrdinalIgnoreCase))
            throw new SettingsException($"ASPNETCORE_{ForwardedHeaders} must be true or false.");

        string?[] told = [configuration["urls"], configuration["http_ports"], configuration["https_ports"]];
        if (IsConfigured(configuration) && told.All(values => Split(values ?? "").Length == 0) && !configuration.GetSection("Kestrel:Endpoints").Exists())
            throw new SettingsException($"The addresses to listen on cannot be used: there is none. Give one, such as --urls {Default}, or leave the setting out.");
    }

    /// <summary>What the server takes for the name of a host because it cannot read the port, it would listen on for every network.</summary>
    private static bool IsAddress(string address) => IsSocket(address) || Read(address) is { Scheme: "http" or "https" };

    private static bool IsOfUnknownHost(string address) => !IsSocket(address) && Read(address) is { HostNameType: UriHostNameType.Dns, IsLoopback: false };

    /// <summary>A socket's file is no host.</summary>
    private static bool IsSocket(string address) => address.Contains("//unix:/", StringComparison.OrdinalIgnoreCase);

    private static Uri? Read(string address) =>
        Uri.TryCreate(address.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var url) ? url : null;

    private static string[] Split(string values) => values.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Uri Callable(string bound)
    {
        string[] anyHost = ["[::]", "0.0.0.0", "*", "+"];
        return new Uri(anyHost.Aggregate(bound, (address, any) => address.Replace($"//{any}:", $"//{Loopback}:", StringComparison.Ordinal)));
    }
}
