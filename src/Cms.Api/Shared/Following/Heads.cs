namespace Cms.Api.Shared.Following;

/// <summary>When each head of the log was first known, of the last minute, and the one before that.</summary>
internal sealed class Heads(TimeProvider time)
{
    /// <summary>What lacks a head of before has lacked it for so long at least.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<(long Number, long At)> _known = new();

    public void Add(long number)
    {
        lock (_lock)
        {
            // The last one that is old enough stays: without it, whoever lacks all of them would seem to lack the next only.
            while (_known.Count > 1 && time.GetElapsedTime(_known.ElementAt(1).At) > Kept) _known.Dequeue();
            var now = time.GetTimestamp();
            // Nobody knows how long the first has been there.
            _known.Enqueue((number, _known.Count > 0 ? now : now - (long)(Kept.TotalSeconds * time.TimestampFrequency)));
        }
    }

    public void Clear()
    {
        lock (_lock) _known.Clear();
    }

    /// <summary>How long ago a later number than this was first known; zero where none is.</summary>
    public TimeSpan BehindBy(long number)
    {
        lock (_lock)
        {
            foreach (var head in _known)
            {
                if (head.Number > number) return time.GetElapsedTime(head.At);
            }
            return TimeSpan.Zero;
        }
    }
}
