using System.CommandLine;

namespace Cms.Api.Commands;

/// <summary>For whoever supervises a container that holds no other client: is the service of this configuration ready?</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var command = new Command("health", "Ask the service that runs on this machine whether it is ready; exits with 1 if not.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = HostBuilding.ForCommand().Configuration;
        ServiceAddress.RefuseUnusable(configuration);
        var address = ServiceAddress.Of(configuration)
            ?? throw new SettingsException("The service listens on no address without TLS that its settings tell; ask its /health/ready.");
        using var client = new HttpClient { BaseAddress = address, Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync("/health/ready", cancellationToken);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine($"No answer from {address}");
            return 1;
        }
    }
}
