using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cms.Benchmarks;

/// <summary>Clients that cost little: sockets that are kept open, a request that is made once, answers that are not looked at but for their length.</summary>
internal static class Load
{
    private const int Connections = 8;

    /// <summary>Sends so many requests, over all connections together, one after the other on each.</summary>
    public static Task SendAsync(int port, string path, int count, params string[] headers)
    {
        var request = RequestFor(path, headers);
        return Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => Send(port, request, count / Connections))));
    }

    /// <summary>How long each of so many requests took, one after the other, to these paths in turn.</summary>
    public static Task<IReadOnlyList<TimeSpan>> TimeAsync(int port, IReadOnlyList<string> paths, int count) => Task.Run(IReadOnlyList<TimeSpan> () =>
    {
        var requests = paths.Select(path => RequestFor(path)).ToList();
        using var socket = Connect(port);
        var buffer = new byte[1 << 20];
        var took = new List<TimeSpan>(count);
        for (var sent = 0; sent < count; sent++)
        {
            var began = TimeProvider.System.GetTimestamp();
            socket.Send(requests[sent % requests.Count]);
            Receive(socket, buffer);
            took.Add(TimeProvider.System.GetElapsedTime(began));
        }
        return took;
    });

    private static byte[] RequestFor(string path, params string[] headers) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static void Send(int port, byte[] request, int count)
    {
        using var socket = Connect(port);
        var buffer = new byte[1 << 20];
        for (var sent = 0; sent < count; sent++)
        {
            socket.Send(request);
            Receive(socket, buffer);
        }
    }

    private static void Receive(Socket socket, byte[] buffer)
    {
        var (length, end) = (0, -1);
        while (end < 0)
        {
            length += Some(socket, buffer.AsSpan(length));
            end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }
        var head = Encoding.ASCII.GetString(buffer, 0, end);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && !head.StartsWith("HTTP/1.1 304", StringComparison.Ordinal)) throw new InvalidOperationException(head.Split('\r')[0]);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        var total = end + 4 + (at < 0 ? 0 : int.Parse(head.AsSpan(at + 16, (head + "\r").IndexOf('\r', at) - at - 16), System.Globalization.CultureInfo.InvariantCulture));
        while (length < total) length += Some(socket, buffer.AsSpan(length));
    }

    private static int Some(Socket socket, Span<byte> buffer) => socket.Receive(buffer) is > 0 and var received ? received : throw new InvalidOperationException("The server has hung up.");
}
