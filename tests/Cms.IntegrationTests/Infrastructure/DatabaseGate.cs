using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>A way to a database that can be shut, as when its server is not there, and opened again. Its address stays the same.</summary>
internal sealed class DatabaseGate : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _behind;
    private readonly string? _version;
    private readonly Lock _lock = new();
    private readonly List<Socket> _open = [];
    private readonly int _port;
    private Socket? _listener;
    private long _sent;
    private long _held;
    private volatile bool _holds;

    /// <param name="connectionString">Of the database behind it.</param>
    /// <param name="version">What the server behind it is to call itself, of as many digits as its own major version, or null.</param>
    public DatabaseGate(string connectionString, string? version = null)
    {
        _behind = new NpgsqlConnectionStringBuilder(connectionString);
        _version = version;
        // Bound all the time, so that nobody else takes the port; who is bound but does not listen refuses.
        _listener = Bound(0);
        _port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = _port, SslMode = SslMode.Disable }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>How many bytes clients have sent to the database.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>How many bytes of clients it keeps to itself.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>From now on takes what clients send and passes nothing on, as a server that is frozen.</summary>
    public void Hold() => _holds = true;

    /// <summary>Ends the connections that it held something of, and holds nothing from now on: the server is there again.</summary>
    public void Release()
    {
        _holds = false;
        CloseAll();
    }

    public void Open()
    {
        var listener = _listener ??= Bound(_port);
        listener.Listen();
        _ = AcceptAsync(listener);
    }

    /// <summary>Ends the connections there are, and refuses new ones.</summary>
    public void Shut()
    {
        _listener?.Dispose();
        _listener = Bound(_port);
        CloseAll();
    }

    public ValueTask DisposeAsync()
    {
        Shut();
        _listener?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void CloseAll()
    {
        lock (_lock)
        {
            foreach (var socket in _open) socket.Dispose();
            _open.Clear();
        }
    }

    private static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                lock (_lock) _open.AddRange([client, server]);
                await server.ConnectAsync(_behind.Host!, _behind.Port);
                _ = PassAsync(client, server, Count);
                _ = PassAsync(server, client, Rename);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Shut.
        }
    }

    private static async Task PassAsync(Socket from, Socket to, Func<Memory<byte>, bool> passes)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                if (passes(buffer.AsMemory(0, read))) await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Shut, or gone.
        }
        from.Dispose();
        to.Dispose();
    }

    private bool Count(Memory<byte> bytes)
    {
        Interlocked.Add(ref _holds ? ref _held : ref _sent, bytes.Length);
        return !_holds;
    }

    private bool Rename(Memory<byte> bytes)
    {
        if (_version is null) return true;
        var name = "server_version\0"u8;
        if (bytes.Span.IndexOf(name) is >= 0 and var at) Encoding.ASCII.GetBytes(_version).CopyTo(bytes.Span[(at + name.Length)..]);
        return true;
    }
}
