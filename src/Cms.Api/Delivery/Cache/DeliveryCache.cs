using System.Collections.Concurrent;
using System.Globalization;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cms.Api.Delivery.Cache;

/// <summary>Answers readers: from what is kept, or else by reading once for all who ask at the same time.</summary>
internal sealed class DeliveryCache(KeptAnswers kept, LogFollower follower, CacheSettings settings, CacheMetrics metrics)
{
    /// <summary>Those who publish may outrun a reader now and then, but not for ever.</summary>
    private const int MostAttempts = 3;

    private const string SecondsToWait = "1";

    private readonly ConcurrentDictionary<string, Lazy<Task<Read>>> _reads = new();

    private sealed record Read(FinishedAnswer Answer, bool IsOvertaken, bool IsKept);

    /// <summary>Sends what is kept for a request by its bare spelling; null where there is nothing current. No work is done but to look it up.</summary>
    public Task? TrySend(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestFeature>()?.RawTarget is not { } target || kept.Find(target) is not { } entry) return null;
        if (http.Request.Headers.ContainsKey(ReadersFollow.MinSequence)) return null;
        var validity = kept.Judge(entry);
        if (validity == Validity.None || (validity == Validity.Stale && !follower.IsAway)) return null;
        HttpConventions.SetCommonHeaders(http);
        AnswerHeaders.AllowAnyOrigin(http.Response);
        return SendAsync(http, entry, validity);
    }

    /// <summary>Answers a request.</summary>
    /// <param name="target">It in its canonical spelling; null for what is not worth being kept.</param>
    /// <param name="read">Reads the answer, at the number of the log that it is given or later. It is not given up with the request, for others may wait for it too.</param>
    /// <exception cref="RefusedException">503: the database is not as far as the client is.</exception>
    public async Task<IResult> AnswerAsync(HttpContext http, string? target, Func<long, Task<Answer>> read)
    {
        var least = MinSequence(http.Request) ?? 0;
        if (least > 0) await RefuseWhatIsToComeAsync(least);
        if (target is null || kept.IsOff) return new Sent(await ReadAsync(read, least));

        kept.Alias(http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? target, target);
        var entry = kept.Find(target);
        var validity = entry is null ? Validity.None : kept.Judge(entry);
        if (validity == Validity.Current && kept.NumberOf(entry!) >= least) return new SentKept(this, entry!, validity, least > 0 ? kept.NumberOf(entry!) : null);
        var fallback = validity == Validity.None || least > 0 ? null : entry;
        if (fallback is not null && follower.IsAway) return new SentKept(this, fallback, Validity.Stale);
        try
        {
            return await ReadOnceAsync(target, read, least);
        }
        catch (Exception exception) when (fallback is not null && Unavailability.Is(exception))
        {
            return new SentKept(this, fallback, Validity.Stale);
        }
    }

    /// <summary>Nothing is read for a number that the log has not come to: anybody can name one.</summary>
    /// <exception cref="RefusedException">503: the database is not as far as the client is.</exception>
    private async Task RefuseWhatIsToComeAsync(long least)
    {
        if (follower.Position is not { } position || position.Number >= least) return;
        await follower.TryLookAsync();
        if (follower.Position is { } now && now.Number < least) throw NotYet(now.Number, least);
    }

    private static RefusedException NotYet(long number, long least) =>
        new(Problems.Unavailable, $"This instance has read up to {number} of the log, and not yet {least}; try again.") { RetryAfter = SecondsToWait };

    private async Task<IResult> ReadOnceAsync(string target, Func<long, Task<Answer>> read, long least)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            // Who comes while somebody reads waits for it, unless it began before what it must tell of. A replica that is late is asked once.
            var known = attempt == 0 ? 0 : follower.Position?.Number ?? 0;
            var reading = _reads.GetOrAdd(target, _ => new Lazy<Task<Read>>(() => ReadAndKeepAsync(target, read, known)));
            var (answer, isOvertaken, isKept) = await reading.Value;
            if (!isOvertaken && answer.Number >= least) return new Sent(answer, isKept);
        }
        return new Sent(await ReadAsync(read, least));
    }

    private async Task<Read> ReadAndKeepAsync(string target, Func<long, Task<Answer>> read, long least)
    {
        try
        {
            metrics.Missed();
            var (generation, began) = (follower.Position?.Generation ?? 0, kept.Now);
            var found = await ReadKnownAsync(read, least);
            var entry = new KeptAnswers.Entry(new FinishedAnswer(found with { Body = found.Body.Join() }, settings.SurrogateKeys), generation, began);
            return new Read(entry.Answer, kept.IsOvertaken(entry), kept.Keep(target, entry));
        }
        finally
        {
            _reads.TryRemove(target, out _);
        }
    }

    private async Task<FinishedAnswer> ReadAsync(Func<long, Task<Answer>> read, long least)
    {
        metrics.Missed();
        var answer = new FinishedAnswer(await ReadKnownAsync(read, least), settings.SurrogateKeys);
        if (answer.Number >= least) return answer;
        throw NotYet(answer.Number, least);
    }

    /// <summary>
    /// Once somebody has been told of a change, nobody is answered from before it: else two readings could contradict each other, as where
    /// an old address leads to a new one that leads back.
    /// </summary>
    private async Task<Answer> ReadKnownAsync(Func<long, Task<Answer>> read, long least)
    {
        var answer = await read(least);
        if (!kept.IsOff && !(follower.Position is { } position && position.Number >= answer.Sequence)) await follower.TryLookAsync();
        return answer;
    }

    private Task SendAsync(HttpContext http, KeptAnswers.Entry entry, Validity validity, long? number = null)
    {
        metrics.Hit(validity == Validity.Stale);
        return entry.Answer.SendAsync(http, isKept: true, isStale: validity == Validity.Stale, number);
    }

    /// <exception cref="RefusedException">400: it is no number.</exception>
    private static long? MinSequence(HttpRequest request)
    {
        if (request.Headers[ReadersFollow.MinSequence] is not { Count: > 0 } values) return null;
        return values.Count == 1 && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            ? least
            : throw new RefusedException(Problems.Malformed, $"{ReadersFollow.MinSequence} must be a number of the log, such as an answer tells in {ReadersFollow.Sequence}.");
    }

    private sealed record Sent(FinishedAnswer Answer, bool IsKept = false) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Answer.SendAsync(httpContext, IsKept, isStale: false);
    }

    /// <param name="Number">Told to who asked for one: nothing of the answer has changed up to it.</param>
    private sealed record SentKept(DeliveryCache Cache, KeptAnswers.Entry Entry, Validity Validity, long? Number = null) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Cache.SendAsync(httpContext, Entry, Validity, Number);
    }
}
