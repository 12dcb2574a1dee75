using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Cms.Api.Shared.Following;

/// <summary>
/// For each tag the last number of the log that touched it, for ten minutes at least. Tags are held as hashes: where two have the same,
/// something is read once more than it need be.
/// </summary>
internal sealed class TouchedTags
{
    /// <summary>What is kept by tags must not be kept longer than they are.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private volatile ConcurrentDictionary<ulong, long> _now = new();
    private volatile ConcurrentDictionary<ulong, long> _before = new();
    private DateTimeOffset? _since;

    public static ulong Hash(string tag) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(tag.AsSpan()));

    public void Touch(IEnumerable<string> tags, long number)
    {
        foreach (var tag in tags) _now.AddOrUpdate(Hash(tag), number, (_, known) => Math.Max(known, number));
    }

    public bool AnyAfter(ReadOnlySpan<ulong> tags, long number)
    {
        // In this order: between the two steps of forgetting a tag stands in both.
        var (now, before) = (_now, _before);
        foreach (var tag in tags)
        {
            if ((now.TryGetValue(tag, out var touched) || before.TryGetValue(tag, out touched)) && touched > number) return true;
        }
        return false;
    }

    /// <summary>Forgets what is old enough. Its caller is alone.</summary>
    public void Forget(DateTimeOffset now)
    {
        _since ??= now;
        if (now - _since < Kept) return;
        _before = _now;
        _now = new ConcurrentDictionary<ulong, long>();
        _since = now;
    }
}
