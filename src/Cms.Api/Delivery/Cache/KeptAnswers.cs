using Cms.Api.Shared.Following;
using Microsoft.Extensions.Caching.Memory;

namespace Cms.Api.Delivery.Cache;

/// <summary>How an answer that is kept may be used.</summary>
internal enum Validity
{
    None,

    /// <summary>Only for want of a better one: what is newer cannot be known.</summary>
    Stale,
    Current,
}

/// <summary>
/// Answers by the request that they belong to. None is ever looked for to be thrown away: each knows the number it was read at and what it
/// was made of, and is current while nothing of that was touched later and the head of the log was confirmed a moment ago. So a slow reader
/// who keeps what a fast editor has just changed does no harm.
/// </summary>
internal sealed class KeptAnswers(CacheSettings settings, LogFollower follower, TimeProvider time) : IDisposable
{
    /// <summary>Of the whole, that one answer may take.</summary>
    private const int LargestShare = 8;

    /// <summary>What the library takes for an entry, beside the entry.</summary>
    private const int Overhead = 300;

    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = Capacity(settings) });

    private long _bytes;

    public bool IsOff => settings.Megabytes == 0;
    public long Now => time.GetTimestamp();
    public int Count => _entries.Count;
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What was kept for a request, in its own spelling or the canonical one.</summary>
    public Entry? Find(string target) => _entries.TryGetValue(target, out var found)
        ? found as Entry ?? (_entries.TryGetValue((string)found!, out found) ? found as Entry : null)
        : null;

    public Validity Judge(Entry entry)
    {
        if (follower.Position is not { } position || !IsCurrent(entry, position)) return Validity.None;
        var age = follower.Age;
        // Counted up to the last confirmation: while the database is away nothing that was touched is forgotten.
        if (time.GetElapsedTime(entry.KeptAt) - age > settings.Longest) return Validity.None;
        return age <= LogFollower.Lease ? Validity.Current : age <= LogFollower.Lease + settings.Stale ? Validity.Stale : Validity.None;
    }

    /// <summary>The number of the log that an answer is as good as, where it is current.</summary>
    public long NumberOf(Entry entry) => Math.Max(entry.Answer.Number, follower.Position?.Number ?? 0);

    /// <summary>Whether an answer is known to have been overtaken while it was read.</summary>
    public bool IsOvertaken(Entry entry) => follower.Position is { } position && !IsCurrent(entry, position);

    /// <summary>Keeps an answer that is current, unless it is too large; answers whether it did.</summary>
    public bool Keep(string target, Entry entry)
    {
        if (entry.Answer.Size + (2 * target.Length) > Capacity(settings) / LargestShare || follower.Position is not { } position || !IsCurrent(entry, position)) return false;
        Set(target, entry, entry.Answer.Size, entry.Answer.Status == StatusCodes.Status200OK ? CacheItemPriority.Normal : CacheItemPriority.Low);
        return true;
    }

    /// <summary>Remembers that one spelling of a request asks for what another does.</summary>
    public void Alias(string spelling, string target)
    {
        if (spelling != target && !IsOff) Set(spelling, target, 2 * target.Length, CacheItemPriority.Low);
    }

    public void Dispose() => _entries.Dispose();

    private bool IsCurrent(Entry entry, LogPosition position)
    {
        if (entry.Generation != position.Generation || entry.Answer.Number < position.Floor) return false;
        if (entry.CheckedAt == position.Number) return true;
        if (follower.IsTouchedAfter(entry.Answer.Dependencies, entry.Answer.Number)) return false;
        entry.CheckedAt = position.Number;
        return true;
    }

    private void Set(string key, object value, long size, CacheItemPriority priority)
    {
        size += Overhead + (2 * key.Length);
        using var entry = _entries.CreateEntry(key);
        entry.Value = value;
        entry.Size = size;
        entry.Priority = priority;
        entry.AbsoluteExpiration = time.GetUtcNow() + settings.Longest + LogFollower.Lease + settings.Stale;
        entry.RegisterPostEvictionCallback((_, _, _, _) => Interlocked.Add(ref _bytes, -size));
        Interlocked.Add(ref _bytes, size);
    }

    private static long Capacity(CacheSettings settings) => settings.Megabytes * 1_048_576L;

    /// <summary>An answer that is kept, or may be.</summary>
    /// <param name="generation">Of the follower, before it was read.</param>
    /// <param name="keptAt">By the process's clock, before it was read.</param>
    internal sealed class Entry(FinishedAnswer answer, int generation, long keptAt)
    {
        private long _checkedAt = -1;

        public FinishedAnswer Answer => answer;
        public int Generation => generation;
        public long KeptAt => keptAt;

        /// <summary>The head of the log when it was last found to be current: until that moves there is nothing to look up.</summary>
        public long CheckedAt
        {
            get => Volatile.Read(ref _checkedAt);
            set => Volatile.Write(ref _checkedAt, value);
        }
    }
}
