using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Commands;

/// <summary>
/// Asks the database whether it can serve this build: once a second at most, however many want to know, and over a connection
/// of its own, so that a service that is busy is not taken for one that is broken.
/// </summary>
/// <param name="connectionStrings">Of databases any of which is enough.</param>
internal sealed class DatabaseProbe(IEnumerable<Func<string>> connectionStrings, TimeProvider time) : IAsyncDisposable
{
    public const string NoAnswer = "The database does not answer.";
    private const string Outdated = "The database lacks migrations of this build.";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string NewestScript =
        typeof(Migrator).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Max(StringComparer.Ordinal)!;

    private readonly IReadOnlyList<Pool> _pools = [.. connectionStrings.Select(connectionString => new Pool(connectionString, OfItsOwn))];
    private readonly Lock _lock = new();
    private Task<string?> _answer = Task.FromResult<string?>(NoAnswer);
    private long? _askedAt;

    /// <summary>What the database lacks, or null. A question that is still open is waited for, not asked again.</summary>
    public async Task<string?> LackAsync()
    {
        Task<string?> answer;
        TimeSpan patience;
        lock (_lock)
        {
            if (_askedAt is null || (_answer.IsCompleted && time.GetElapsedTime(_askedAt.Value) >= Fresh))
            {
                _askedAt = time.GetTimestamp();
                _answer = AskAsync();
            }
            answer = _answer;
            patience = Patience - time.GetElapsedTime(_askedAt.Value);
        }
        try
        {
            return await answer.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            return NoAnswer;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools) await pool.DisposeAsync();
    }

    private async Task<string?> AskAsync()
    {
        var answers = _pools.Select(AskAsync).ToList();
        await foreach (var answer in Task.WhenEach(answers))
        {
            if (await answer is null) return null;
        }
        return await answers[0];
    }

    private static async Task<string?> AskAsync(Pool pool)
    {
        // Not on the caller's time: opening a connection may block before it first waits.
        await Task.Yield();
        try
        {
            var isMigrated = await pool.ReadAsync((connection, stop) => connection.SingleAsync<bool>(ReadySql.IsMigrated, new { Script = NewestScript }, stop), CancellationToken.None);
            return isMigrated ? null : Outdated;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return Outdated;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            return NoAnswer;
        }
    }

    private static string OfItsOwn(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = "cms-health",
        MaxPoolSize = 1,
        MinPoolSize = 0,
        Timeout = 5,
        CommandTimeout = 5,
    }.ConnectionString;
}

internal static class ReadySql
{
    public const string IsMigrated = """
        select exists (
            select
            from schemaversions
            where scriptname = @Script)
        """;
}
