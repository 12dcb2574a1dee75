using System.Collections.Concurrent;

namespace Cms.Api.Keys;

/// <summary>
/// Keys as they were a moment ago, known and unknown ones, so that a request seldom asks the database who sent it, and a flood of bad
/// keys hardly ever. What this instance changes counts at once; what another changes, within <see cref="Freshness"/>.
/// </summary>
internal sealed class KeyCache(KeyRepository keys, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(750);

    /// <summary>Then all are forgotten: whoever sends so many keys is guessing.</summary>
    private const int MostEntries = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly KeyListing _all = new(async cancellationToken => (await keys.ListHashesAsync(cancellationToken)).Select(NameOf), time);

    /// <summary>Counts the changes: what was asked before one is asked again after it.</summary>
    private int _changes;

    /// <param name="Key">Null for a secret of none.</param>
    /// <param name="Loaded">When it was asked for.</param>
    /// <param name="Changes">How many changes there had been by then.</param>
    private sealed record Entry(KeyRow? Key, long Loaded, int Changes);

    /// <summary>What is known without asking: nothing, or the key as it was a moment ago, which is null for a secret of none.</summary>
    public bool TryGet(byte[] hash, out KeyRow? key)
    {
        var found = _entries.TryGetValue(NameOf(hash), out var entry) && entry.Changes == Volatile.Read(ref _changes) && time.GetElapsedTime(entry.Loaded) < Freshness;
        key = found ? entry!.Key : null;
        return found;
    }

    /// <summary>Was it a key's when it was last looked for, however long ago?</summary>
    public bool WasKnown(byte[] hash) => _entries.TryGetValue(NameOf(hash), out var entry) && entry.Key is not null;

    /// <summary>Asks the database, and notes that a key was used.</summary>
    public async Task<KeyRow?> LoadAsync(byte[] hash, CancellationToken cancellationToken)
    {
        // As old as the question, not as the answer.
        var (asked, changes) = (time.GetTimestamp(), Volatile.Read(ref _changes));
        var key = await keys.FindByHashAsync(hash, cancellationToken);
        if (_entries.Count >= MostEntries) _entries.Clear();
        _entries[NameOf(hash)] = new Entry(key, asked, changes);
        if (key?.IsValid(time.GetUtcNow()) == true) await keys.UseAsync(key.Id, cancellationToken);
        return key;
    }

    /// <summary>Whether it is one of all keys that work, as they were a moment ago; each is not asked for.</summary>
    public Task<bool> IsListedAsync(byte[] hash, CancellationToken cancellationToken) => _all.HasAsync(NameOf(hash), Volatile.Read(ref _changes), cancellationToken);

    /// <summary>After a change to a key: all are asked for again, but those that were keys are still no strangers.</summary>
    public void AskAgain() => Interlocked.Increment(ref _changes);

    private static string NameOf(byte[] hash) => Convert.ToBase64String(hash);
}
