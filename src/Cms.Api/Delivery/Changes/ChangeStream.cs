using System.Buffers;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery.Changes;

/// <summary>The log as server-sent events, for one client. A client that does not read is cut off: it goes on from its last event another time.</summary>
internal sealed class ChangeStream(HttpContext http, ChangeReader changes, LogFollower follower, TimeProvider time)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>For what was written to leave.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>In bytes.</summary>
    private const int SentAtOnce = 16 * 1024;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private static readonly ReadOnlyMemory<byte> Beat = ":\n\n"u8.ToArray();

    private bool _isCutOff;
    private bool _isEnded;

    public IResult Head()
    {
        Begin();
        return Results.Empty;
    }

    /// <param name="ends">When the client has gone, or the service stops.</param>
    public async Task RunAsync(long after, Guid epoch, HashSet<string> types, CancellationToken ends)
    {
        Begin();
        try
        {
            await SendAsync(ServerSentEvent.Write("start", null, new { epoch, after }), ends);
            while (!ends.IsCancellationRequested) after = await StepAsync(after, epoch, types, ends);
        }
        catch (OperationCanceledException) when (_isEnded || ends.IsCancellationRequested)
        {
            // Told to begin anew, or gone, or to go.
        }
        catch (TimeoutException) when (_isCutOff)
        {
            http.Abort();
        }
    }

    private async Task<long> StepAsync(long after, Guid epoch, HashSet<string> types, CancellationToken ends)
    {
        try
        {
            if (await IsElsewhereAsync(after, epoch)) await EndAsync(ends);
            var page = await changes.ReadSharedAsync(after);
            await SendAsync(page.Changes.Where(change => types.Contains(change.Type)).Select(change => change.Event), ends);
            if (page.Next == page.Head) await BeatUntilAsync(follower.WaitBeyondAsync(page.Next, epoch, ends), ends);
            return page.Next;
        }
        catch (RefusedException)
        {
            await EndAsync(ends);
        }
        catch (Exception exception) when (Unavailability.Is(exception) && !_isCutOff)
        {
            // Who has come so far need not come again, only because the database is away.
            await SendAsync(Beat, ends);
            await Task.Delay(Retry, time, ends);
        }
        return after;
    }

    private async Task BeatUntilAsync(Task news, CancellationToken ends)
    {
        while (!await EndsWithinAsync(news, Heartbeat)) await SendAsync(Beat, ends);
    }

    /// <summary>Its timer ends with it: thousands who follow would else leave one behind for each change.</summary>
    private async Task<bool> EndsWithinAsync(Task news, TimeSpan most)
    {
        await news.WaitAsync(most, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return news.IsCompleted;
    }

    /// <summary>Whether the numbers of this stream mean nothing any more.</summary>
    private async Task<bool> IsElsewhereAsync(long after, Guid epoch)
    {
        bool Is() => follower.Position is { } position && (position.Epoch != epoch || position.Number < after);
        if (!Is()) return false;
        // The database may be further than this instance has seen.
        await follower.LookAsync();
        return Is();
    }

    private async Task EndAsync(CancellationToken ends)
    {
        await SendAsync(ServerSentEvent.Write("resync", null, new { }), ends);
        await http.Response.CompleteAsync();
        _isEnded = true;
        throw new OperationCanceledException(ends);
    }

    private void Begin()
    {
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store";
        // Proxies that buffer would keep events to themselves.
        headers["X-Accel-Buffering"] = "no";
    }

    private Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ends) => SendAsync([bytes], ends);

    /// <summary>Many events at a time, for those who begin far back; but what the server has not got rid of is waited for before there is more.</summary>
    private async Task SendAsync(IEnumerable<ReadOnlyMemory<byte>> events, CancellationToken ends)
    {
        var writer = http.Response.BodyWriter;
        foreach (var bytes in events)
        {
            writer.Write(bytes.Span);
            if (writer.UnflushedBytes >= SentAtOnce) await FlushAsync(ends);
        }
        await FlushAsync(ends);
    }

    private Task FlushAsync(CancellationToken ends) => InTimeAsync(http.Response.BodyWriter.FlushAsync(ends).AsTask(), ends);

    private async Task InTimeAsync(Task sending, CancellationToken ends)
    {
        try
        {
            await sending.WaitAsync(Patience, time, ends);
        }
        catch (TimeoutException)
        {
            _isCutOff = true;
            throw;
        }
    }
}
