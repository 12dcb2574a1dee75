using System.Net.Sockets;
using System.Text;

namespace Cms.IntegrationTests.OddInputs;

/// <summary>Sends the very bytes: a client would mend them.</summary>
internal static class RawHttp
{
    /// <summary>One request on a connection of its own, and all that is answered until the service closes it.</summary>
    /// <param name="head">Request line and headers; what they lack to end the connection is added.</param>
    /// <param name="body">Follows the empty line, byte for byte.</param>
    public static async Task<RawAnswer> AskAsync(Uri address, string head, string body = "", bool hasHost = true)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, deadline.Token);
        await using var stream = client.GetStream();
        var request = $"{head}\r\n{(hasHost ? $"Host: {address.Authority}\r\n" : "")}Connection: close\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new RawAnswer(await reader.ReadToEndAsync(deadline.Token));
    }
}

internal sealed record RawAnswer(string Text)
{
    public int Status => int.Parse(Text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    public string Body => Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public string? Header(string name) => Text.Split("\r\n\r\n")[0].Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();
}
