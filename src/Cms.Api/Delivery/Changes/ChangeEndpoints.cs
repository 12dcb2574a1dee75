using System.Globalization;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery.Changes;

internal static class ChangeEndpoints
{
    public const string After = "after";
    public const string Epoch = "epoch";
    public const string Types = "types";
    public const string Limit = "limit";
    public const string Wait = "wait";

    public const int DefaultLimit = 100;
    public const int LongestWait = 30;

    public static async Task<IResult> ListChanges(HttpContext http, ChangeReader changes)
    {
        var query = new Query(http.Request, After, Epoch, Types, Limit, Wait);
        var (after, epoch, types) = (AfterOf(query), EpochOf(query), TypesOf(query));
        var limit = query.Number(Limit, DefaultLimit, 1, ChangeReader.MaxLimit);
        var wait = query.Number(Wait, 0, 0, LongestWait);
        query.ThrowIfFaulty();

        var page = wait == 0
            ? await changes.ReadAsync(after, epoch, types, limit)
            : await changes.WaitAsync(after, epoch, types, limit, TimeSpan.FromSeconds(wait), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers[ReadersFollow.Sequence] = page.Head.ToString(CultureInfo.InvariantCulture);
        return Results.Ok(new ChangeList { Items = page.Items, Next = page.Next, Epoch = page.Epoch });
    }

    public static async Task<IResult> StreamChanges(HttpContext http, ChangeReader changes, LogFollower follower, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        var query = new Query(http.Request, After, Epoch, Types);
        var (after, epoch, types) = (LastEventOf(http.Request) ?? AfterOf(query), EpochOf(query), TypesOf(query));
        query.ThrowIfFaulty();

        // What cannot be followed is refused before anything is sent.
        var current = await changes.EpochAtAsync(after, epoch);
        if (HttpMethods.IsHead(http.Request.Method)) return new ChangeStream(http, changes, follower, time).Head();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        await new ChangeStream(http, changes, follower, time).RunAsync(after, current, types.ToHashSet(), ends.Token);
        return Results.Empty;
    }

    private static long AfterOf(Query query)
    {
        var text = query.Text(After);
        if (string.IsNullOrEmpty(text)) return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            query.RefuseOtherSpelling(After, text, after);
            return after;
        }
        query.Fault(After, FaultCodes.InvalidValue, $"{After} must be a number of the log, such as the next of an answer before.");
        return 0;
    }

    private static Guid? EpochOf(Query query)
    {
        var text = query.Text(Epoch);
        if (string.IsNullOrEmpty(text)) return null;
        if (Guid.TryParseExact(text, "D", out var epoch)) return epoch;
        query.Fault(Epoch, FaultCodes.InvalidFormat, $"{Epoch} must be what an answer before gave as its epoch.");
        return null;
    }

    private static IReadOnlyList<string> TypesOf(Query query) => query.AnyOf(Types, ChangePublic.Types) is { Length: > 0 } types ? types : ChangePublic.Types;

    /// <exception cref="RefusedException">400: it is no number.</exception>
    private static long? LastEventOf(HttpRequest request) => request.Headers["Last-Event-ID"] switch
    {
        [] => null,
        [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) => after,
        _ => throw new RefusedException(Problems.Malformed, "Last-Event-ID must be the id of an event of this stream."),
    };
}
