namespace Cms.Api.Keys;

/// <summary>
/// The names of all keys that work, read once a moment at most: it costs the database the same to tell a key among a thousand guesses as
/// among none. While they are read again, those of before are gone by.
/// </summary>
/// <param name="read">Reads them.</param>
internal sealed class KeyListing(Func<CancellationToken, Task<IEnumerable<string>>> read, TimeProvider time)
{
    /// <summary>For the first ones to be read. Each of them holds a place among the requests, of which a flood must not take all.</summary>
    private const int MostWaiting = 50;

    private readonly Lock _turn = new();
    private volatile Known? _known;
    private Task _reading = Task.CompletedTask;
    private int _waiting;

    private sealed record Known(HashSet<string> Names, long Asked, int Changes);

    /// <param name="changes">How many there have been: what was read before the last one is not gone by.</param>
    public async Task<bool> HasAsync(string name, int changes, CancellationToken cancellationToken)
    {
        var reading = ReadIfDue(changes);
        if (_known?.Changes != changes && !await WaitAsync(reading, cancellationToken)) return false;
        return _known?.Names.Contains(name) == true;
    }

    private Task ReadIfDue(int changes)
    {
        lock (_turn)
        {
            var isDue = _known is not { } known || known.Changes != changes || time.GetElapsedTime(known.Asked) >= KeyCache.Freshness;
            if (isDue && _reading.IsCompleted) _reading = ReadAsync(changes);
            return _reading;
        }
    }

    /// <summary>Not given up with a request: others go by it too.</summary>
    private async Task ReadAsync(int changes)
    {
        var asked = time.GetTimestamp();
        _known = new Known([.. await read(CancellationToken.None)], asked, changes);
    }

    /// <summary>False where too many are waiting already.</summary>
    private async Task<bool> WaitAsync(Task reading, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MostWaiting) return false;
            await reading.WaitAsync(cancellationToken);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
