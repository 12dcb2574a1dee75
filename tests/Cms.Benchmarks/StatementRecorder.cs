using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Cms.Benchmarks;

/// <summary>Stands between a service and Postgres, passes everything on, and remembers the transactions that were committed.</summary>
internal sealed class StatementRecorder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _database;
    private readonly Lock _lock = new();
    private readonly List<IReadOnlyList<RecordedStatement>> _committed = [];

    private StatementRecorder(string connectionString) => _database = new NpgsqlConnectionStringBuilder(connectionString);

    /// <summary>To the database through this. Nothing is encrypted, nor could it be read otherwise.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_database.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    public static StatementRecorder Start(string connectionString)
    {
        var recorder = new StatementRecorder(connectionString);
        recorder._listener.Start();
        _ = recorder.AcceptAsync();
        return recorder;
    }

    /// <summary>The last committed transaction in which some statement begins so.</summary>
    public IReadOnlyList<RecordedStatement> LastWith(string beginning)
    {
        lock (_lock) return _committed.Last(transaction => transaction.Any(statement => statement.Sql.StartsWith(beginning, StringComparison.Ordinal)));
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassOnAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The recording is over.
        }
    }

    private async Task PassOnAsync(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        await server.ConnectAsync(_database.Host!, _database.Port);
        var back = server.GetStream().CopyToAsync(client.GetStream());
        try
        {
            await ListenAsync(client.GetStream(), server.GetStream());
        }
        catch (EndOfStreamException)
        {
            server.Client.Shutdown(SocketShutdown.Send);
        }
        await back;
    }

    /// <summary>A message is a letter, a length that counts itself, and its content; the first has no letter.</summary>
    private async Task ListenAsync(NetworkStream client, NetworkStream server)
    {
        var session = new Session();
        for (var head = new byte[4]; ; head = new byte[5])
        {
            await client.ReadExactlyAsync(head);
            var content = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(head.Length - 4)) - 4];
            await client.ReadExactlyAsync(content);
            if (head.Length == 5 && session.Hear((char)head[0], content) is { } transaction)
            {
                lock (_lock) _committed.Add(transaction);
            }
            await server.WriteAsync((byte[])[.. head, .. content]);
        }
    }

    /// <summary>What one connection has said.</summary>
    private sealed class Session
    {
        private readonly Dictionary<string, (string Sql, uint[] Types)> _parsed = [];
        private List<RecordedStatement>? _transaction;

        /// <summary>The transaction, where this message commits it.</summary>
        public IReadOnlyList<RecordedStatement>? Hear(char kind, byte[] content)
        {
            var message = new Reader(content);
            if (kind == 'P') _parsed[message.Text()] = (message.Text(), [.. Enumerable.Range(0, message.Short()).Select(_ => (uint)message.Int())]);
            else if (kind == 'B') Bind(message);
            else if (kind == 'Q' && message.Text() is var command)
            {
                if (command.StartsWith("BEGIN", StringComparison.Ordinal)) _transaction = [];
                else if (command.StartsWith("ROLLBACK", StringComparison.Ordinal)) _transaction = null;
                else if (command.StartsWith("COMMIT", StringComparison.Ordinal))
                {
                    var committed = _transaction;
                    _transaction = null;
                    return committed;
                }
            }
            return null;
        }

        private void Bind(Reader message)
        {
            message.Text();
            var (sql, types) = _parsed[message.Text()];
            foreach (var _ in Enumerable.Range(0, message.Short())) message.Short();
            _transaction?.Add(new RecordedStatement(sql, types, [.. Enumerable.Range(0, message.Short()).Select(_ => message.Bytes())]));
        }
    }

    private sealed class Reader(byte[] content)
    {
        private int _at;

        public string Text()
        {
            var end = Array.IndexOf(content, (byte)0, _at);
            var text = Encoding.UTF8.GetString(content, _at, end - _at);
            _at = end + 1;
            return text;
        }

        public int Short() => BinaryPrimitives.ReadInt16BigEndian(content.AsSpan((_at += 2) - 2));

        public int Int() => BinaryPrimitives.ReadInt32BigEndian(content.AsSpan((_at += 4) - 4));

        /// <summary>Null is a length of -1.</summary>
        public byte[]? Bytes() => Int() is >= 0 and var length ? content[_at..(_at += length)] : null;
    }
}
