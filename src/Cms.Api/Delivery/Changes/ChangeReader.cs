using System.Collections.Concurrent;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery.Changes;

/// <summary>A stretch of the log.</summary>
/// <param name="Next">Everything up to this number is in it, or was not asked for.</param>
/// <param name="Head">Of the log, when it was read.</param>
internal sealed record ChangePage(IReadOnlyList<ChangePublic> Items, long Next, long Head, Guid Epoch);

/// <summary>A stretch of the log as streams send it.</summary>
internal sealed record StreamedPage(IReadOnlyList<StreamedChange> Changes, long Next, long Head, Guid Epoch);

/// <param name="Event">Written once, for thousands to be sent.</param>
internal sealed record StreamedChange(string Type, ReadOnlyMemory<byte> Event);

/// <summary>Reads the change log for clients. Those who follow it at its end all ask for the same, and share it.</summary>
internal sealed class ChangeReader(LiveSource source, LogFollower follower, TimeProvider time)
{
    public const int MaxLimit = 1_000;

    /// <summary>Numbers that one statement looks at, whatever is filtered out of them.</summary>
    private const int Window = 10_000;

    private const int StreamedAtOnce = 200;
    private const int SharedPages = 64;

    /// <summary>For all who were told of a change at once; later the log may begin elsewhere.</summary>
    private static readonly TimeSpan LongestShared = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<long, Reading> _shared = new();

    /// <param name="Generation">Of the follower: numbers of a former one mean something else.</param>
    private sealed record Reading(Lazy<Task<StreamedPage>> Page, int Generation, long BeganAt);

    /// <exception cref="RefusedException">410 <c>resync_needed</c>.</exception>
    /// <exception cref="TimeoutException">What is known of the log cannot be read yet.</exception>
    public async Task<ChangePage> ReadAsync(long after, Guid? epoch, IReadOnlyList<string> types, int limit)
    {
        var known = follower.Position;
        var rows = await source.ReadAsync(
            (connection, stop) => connection.ListAsync<ChangeRow>(ChangeSql.ListAfter, new { After = Math.Min(after, long.MaxValue - Window), Window, Types = types.ToArray(), Limit = limit }, stop),
            found => found[0].Head,
            // Another instance may have told a number a moment ago that this one has not heard of.
            Math.Max(known?.Number ?? 0, after));
        var head = rows[0];
        if (head.Epoch == known?.Epoch && head.Head < known.Number)
            throw new TimeoutException($"The log is known up to {known.Number}, and all that answers is a replica that has it up to {head.Head}.");
        if (epoch is not null && epoch != head.Epoch) throw Resync("The database was restored since: its log is of another epoch.", head);
        if (after > head.Head && follower.IsAway) throw new TimeoutException($"The log cannot be read up to {after} while the primary is away.");
        if (after > head.Head) throw Resync($"after is beyond the end of the log, which is {head.Head}: the database was restored since, or the number is not from here.", head);
        if (after < head.Oldest - 1) throw Resync($"The log is kept from {head.Oldest} on.", head);
        List<ChangePublic> items = [.. rows.Where(row => row.Number is not null).Select(Public)];
        var next = items.Count == limit ? items[^1].Seq : Math.Min(head.Head, after + Window);
        return new ChangePage(items, next, head.Head, head.Epoch);
    }

    /// <summary>As <see cref="ReadAsync"/>, but waits until something that was asked for is there, or the time is over.</summary>
    public async Task<ChangePage> WaitAsync(long after, Guid? epoch, IReadOnlyList<string> types, int limit, TimeSpan most, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(most);
        while (true)
        {
            var page = await ReadAsync(after, epoch, types, limit);
            if (page.Items.Count > 0 || over.IsCancellationRequested) return page;
            after = page.Next;
            if (after < page.Head) continue;
            await ((Task)follower.WaitBeyondAsync(after, page.Epoch, over.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The epoch that a number can be followed in.</summary>
    /// <exception cref="RefusedException">410 <c>resync_needed</c>.</exception>
    public async Task<Guid> EpochAtAsync(long after, Guid? epoch)
    {
        // Those who were cut off together come back together, most of them to the end.
        if (follower.Position is { } position && position.Number == after && (epoch ?? position.Epoch) == position.Epoch) return position.Epoch;
        var page = await ReadSharedAsync(after);
        return epoch is null || epoch == page.Epoch ? page.Epoch : (await ReadAsync(after, epoch, ChangePublic.Types, 1)).Epoch;
    }

    /// <summary>What follows a number, of every type: read once for all who are there.</summary>
    public async Task<StreamedPage> ReadSharedAsync(long after)
    {
        var reading = _shared.AddOrUpdate(after, _ => Begin(), (_, known) => MayBeShared(known) ? known : Begin());
        try
        {
            var page = await reading.Page.Value;
            // One that ends where it begins will be another page the next time.
            if (page.Changes.Count == 0) _shared.TryRemove(KeyValuePair.Create(after, reading));
            if (_shared.Count > SharedPages)
            {
                foreach (var old in _shared.Keys.Order().Take(_shared.Count - SharedPages)) _shared.TryRemove(old, out _);
            }
            return page;
        }
        catch
        {
            _shared.TryRemove(KeyValuePair.Create(after, reading));
            throw;
        }

        Reading Begin() => new(new Lazy<Task<StreamedPage>>(() => ReadStreamedAsync(after)), follower.Position?.Generation ?? 0, time.GetTimestamp());
    }

    private bool MayBeShared(Reading reading) => reading.Generation == follower.Position?.Generation && time.GetElapsedTime(reading.BeganAt) < LongestShared;

    private async Task<StreamedPage> ReadStreamedAsync(long after)
    {
        var page = await ReadAsync(after, null, ChangePublic.Types, StreamedAtOnce);
        return new StreamedPage(
            [.. page.Items.Select(change => new StreamedChange(change.Type, ServerSentEvent.Write("change", change.Seq, change)))], page.Next, page.Head, page.Epoch);
    }

    private static ChangePublic Public(ChangeRow row) => new()
    {
        Seq = row.Number!.Value,
        At = row.At!.Value,
        Type = row.Type!,
        Action = row.Action!,
        Id = row.Id!.Value,
        Path = row.Path,
        Reason = row.Reason,
    };

    private static RefusedException Resync(string why, ChangeRow head) => new(Problems.ResyncNeeded, why)
    {
        Extensions = { ["epoch"] = head.Epoch, ["head"] = head.Head },
    };
}
