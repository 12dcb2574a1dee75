using Cms.Api.Shared.Data;

namespace Cms.Api.Shared.Following;

/// <summary>How far this instance knows the log.</summary>
/// <param name="Number">Of its head.</param>
/// <param name="Epoch">Another one after the database was restored: numbers of the former mean nothing then.</param>
/// <param name="Floor">Nothing is known of what was touched up to this number.</param>
/// <param name="Generation">Another one each time the floor was set.</param>
internal sealed record LogPosition(long Number, Guid Epoch, long Floor, int Generation);

/// <summary>
/// Knows within a fraction of a second how far the log is and what was touched. It asks again and again rather than be told: that works
/// on replicas and behind poolers, and an instance that was paused knows by itself that it knows nothing.
/// </summary>
internal sealed class LogFollower(DeliveryDataSource source, TimeProvider time, ILogger<LogFollower> logger)
    : RecurringWork("Following the log", Pause, time, logger)
{
    /// <summary>How long the database keeps what was touched.</summary>
    public const int KeptMinutes = 15;

    /// <summary>How long what was confirmed may be relied on.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);

    /// <summary>One may fail only because this process was paused while it ran.</summary>
    private const int FailuresOfAbsence = 2;

    private readonly Lock _lock = new();
    private volatile LogPosition? _position;
    private volatile TaskCompletionSource _advanced = NewSignal();
    private readonly Heads _heads = new(time);
    private TouchedTags _touched = new();
    private Task _looking = Task.CompletedTask;
    private Task? _next;
    private DateTimeOffset _knownAt;
    private long _confirmed;
    private volatile int _failures;

    /// <summary>It asks all the time, and others say it.</summary>
    protected override LogLevel Absence => LogLevel.Debug;

    /// <summary>Null until the database has answered once.</summary>
    public LogPosition? Position => _position;

    /// <summary>How long ago the position was confirmed.</summary>
    public TimeSpan Age => _position is null ? TimeSpan.MaxValue : Time.GetElapsedTime(Volatile.Read(ref _confirmed));

    /// <summary>Whether the database has ceased to answer.</summary>
    public bool IsAway => _failures >= FailuresOfAbsence;

    /// <summary>Whether any of these tags was touched after a number, as far as is known.</summary>
    public bool IsTouchedAfter(ReadOnlySpan<ulong> tags, long number) => Volatile.Read(ref _touched).AnyAfter(tags, number);

    /// <summary>How long ago it was known that the log goes on after a number.</summary>
    public TimeSpan BehindBy(long number) => _heads.BehindBy(number);

    /// <summary>Ends when a change after this number is known, or the number may mean nothing any more.</summary>
    public async Task<LogPosition> WaitBeyondAsync(long number, Guid epoch, CancellationToken cancellationToken)
    {
        var began = _position;
        while (true)
        {
            var signal = _advanced;
            if (_position is { } position && (position.Number > number || position.Epoch != epoch || position.Generation != began?.Generation)) return position;
            await signal.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Looks now: whatever was committed before this is called is known when it ends. Those who ask meanwhile share the next look.</summary>
    public Task LookAsync()
    {
        lock (_lock)
        {
            if (_looking.IsCompleted) return _looking = FollowAsync();
            return _next ??= LookAfterAsync(_looking);
        }
    }

    /// <summary>As <see cref="LookAsync"/>, where it does no harm if the database has gone meanwhile.</summary>
    public async Task TryLookAsync()
    {
        try
        {
            await LookAsync();
        }
        catch (Exception exception) when (Unavailability.Is(exception))
        {
            // What was done is done, and is seen when it answers again.
        }
    }

    protected override Task TakeTurnAsync(CancellationToken cancellationToken) => LookAsync();

    private async Task LookAfterAsync(Task former)
    {
        await former.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task look;
        lock (_lock)
        {
            look = _looking = FollowAsync();
            _next = null;
        }
        await look;
    }

    private async Task FollowAsync()
    {
        var asked = Time.GetTimestamp();
        try
        {
            var rows = await source.FollowAsync(
                (connection, stop) => connection.ListAsync<LogRow>(LogSql.Follow, new { After = _position?.Number ?? long.MaxValue }, stop));
            Apply(rows, asked);
            _failures = 0;
        }
        catch
        {
            _failures++;
            throw;
        }
    }

    private void Apply(IReadOnlyList<LogRow> rows, long asked)
    {
        var (head, known) = (rows[0], _position);
        var isGap = known is null || head.Epoch != known.Epoch || head.Number < known.Number || head.At - _knownAt > LongestGap;
        if (isGap)
        {
            Volatile.Write(ref _touched, new TouchedTags());
            _heads.Clear();
        }
        else
        {
            foreach (var row in rows) _touched.Touch(row.Tags ?? [], row.Touched ?? 0);
        }
        _touched.Forget(head.At);
        _knownAt = head.At;
        if (isGap || head.Number != known!.Number)
        {
            _heads.Add(head.Number);
            _position = new LogPosition(head.Number, head.Epoch, isGap ? head.Number : known!.Floor, (known?.Generation ?? 0) + (isGap ? 1 : 0));
            Interlocked.Exchange(ref _advanced, NewSignal()).SetResult();
        }
        Volatile.Write(ref _confirmed, asked);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
