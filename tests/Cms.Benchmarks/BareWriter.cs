using System.Globalization;
using System.Text;
using System.Text.Json;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Benchmarks;

/// <summary>One operation as it was recorded, and what in it stands for the one story.</summary>
/// <param name="Number">Part of its slug and its headline, as text of seven digits.</param>
internal sealed record RecordedWrite(Guid Id, string Number, IReadOnlyList<RecordedStatement> Statements)
{
    public static string Text(int number) => number.ToString("0000000", CultureInfo.InvariantCulture);
}

/// <summary>
/// Sends recorded transactions again, each for another story: prepared statements over eight connections that are kept, the values ready
/// before. Nothing is read, judged or answered.
/// </summary>
internal sealed class BareWriter(IReadOnlyDictionary<string, RecordedWrite> writes, NpgsqlDataSource source) : IAsyncDisposable
{
    private readonly Dictionary<int, Guid> _ids = [];
    private readonly List<Dictionary<string, Client>> _clients = [];
    private readonly List<NpgsqlConnection> _connections = [];
    private object?[][][] _ready = [];

    public static async Task<int> ServeAsync(int port, string file, string connectionString)
    {
        var writes = JsonSerializer.Deserialize<Dictionary<string, RecordedWrite>>(await File.ReadAllTextAsync(file))!;
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var writer = new BareWriter(writes, source);
        await writer.ConnectAsync();
        return await BareServers.ServeAsync(port, async http =>
        {
            // /make/OPERATION/FIRST/COUNT, then /send/OPERATION
            var parts = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts is ["make", var wanted, var first, var count])
                writer.Make(wanted, int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
            else if (parts is ["send", var operation])
                await writer.SendAsync(operation);
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
    }

    private async Task ConnectAsync()
    {
        for (var client = 0; client < Editor.Clients; client++)
        {
            var connection = await source.OpenConnectionAsync();
            _connections.Add(connection);
            _clients.Add([]);
            foreach (var (operation, write) in writes) _clients[^1][operation] = await Client.PrepareAsync(connection, write.Statements);
        }
    }

    private void Make(string operation, int first, int count)
    {
        var write = writes[operation];
        _ready = [.. Enumerable.Range(first, count).Select(number =>
        {
            if (!_ids.TryGetValue(number, out var id)) _ids[number] = id = Ids.New(TimeProvider.System.GetUtcNow());
            var story = new OtherStory(write, id, RecordedWrite.Text(number));
            return write.Statements.Select(statement => Enumerable.Range(0, statement.Values.Length).Select(index => story.In(statement.Decode(index))).ToArray()).ToArray();
        })];
    }

    private Task SendAsync(string operation)
    {
        var next = -1;
        return Task.WhenAll(_clients.Select(client => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var index && index < _ready.Length) await client[operation].SendAsync(_ready[index]);
        })));
    }

    /// <summary>The statements of an operation, prepared on one connection.</summary>
    private sealed class Client(NpgsqlConnection connection, IReadOnlyList<NpgsqlCommand> commands)
    {
        public static async Task<Client> PrepareAsync(NpgsqlConnection connection, IReadOnlyList<RecordedStatement> statements)
        {
            var commands = new List<NpgsqlCommand>();
            foreach (var statement in statements)
            {
                var command = new NpgsqlCommand(statement.Sql, connection);
                foreach (var type in statement.Types) command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = RecordedStatement.TypeOf(type) });
                // A savepoint cannot be prepared.
                if (!statement.Sql.Contains("savepoint", StringComparison.Ordinal)) await command.PrepareAsync();
                commands.Add(command);
            }
            return new Client(connection, commands);
        }

        public async Task SendAsync(object?[][] values)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var (command, given) in commands.Zip(values))
            {
                for (var index = 0; index < given.Length; index++) command.Parameters[index].Value = given[index] ?? DBNull.Value;
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync()) { }
            }
            await transaction.CommitAsync();
        }
    }

    /// <summary>Puts another story's id and number in the place of the recorded one's.</summary>
    private sealed class OtherStory(RecordedWrite recorded, Guid id, string number)
    {
        public object? In(object? value) => value switch
        {
            Guid given => In(given),
            Guid?[] given => given.Select(one => one is { } some ? In(some) : one).ToArray(),
            string given => In(given),
            string[] given => given.Select(In).ToArray(),
            byte[] given => In(given),
            byte[][] given => given.Select(In).ToArray(),
            _ => value,
        };

        private Guid In(Guid given) => given == recorded.Id ? id : given;

        private string? In(string? text) => text?.Replace(recorded.Id.ToString(), id.ToString(), StringComparison.Ordinal).Replace(recorded.Number, number, StringComparison.Ordinal);

        private byte[]? In(byte[]? bytes) => bytes is null ? null : Encoding.Latin1.GetBytes(In(Encoding.Latin1.GetString(bytes))!);
    }
}
