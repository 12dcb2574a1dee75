namespace Cms.Api.Shared.Following;

/// <summary>When each head of the log was first known, of the last minute.</summary>
internal sealed class Heads(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<(long Number, long At)> _known = new();

    public void Add(long number)
    {
        lock (_lock)
        {
            // One that is old enough stays: what is before it is older still.
            while (_known.Count > 1 && time.GetElapsedTime(_known.Peek().At) > Kept) _known.Dequeue();
            _known.Enqueue((number, time.GetTimestamp()));
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
