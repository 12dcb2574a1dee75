using Cms.Api.Articles.Publishing;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;
using Cms.Api.Site;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>
/// Does what is due. A moment is deleted in the transaction that carries it out, under the lock of its story, so however many
/// instances look, each is carried out once.
/// </summary>
internal sealed partial class DueMoments(EditorialDataSource source, Publisher publisher, SchedulerMetrics metrics, TimeProvider time, ILogger<DueMoments> logger)
{
    /// <summary>Stories that go out together share one wait for the publishing lock and one projection.</summary>
    private const int Batch = 50;

    /// <summary>Whoever publishes waits while the future is tried.</summary>
    private const int MostForeseen = 200;

    /// <summary>Whether there may be more.</summary>
    public async Task<bool> CarryOutAsync(CancellationToken cancellationToken)
    {
        if (!await source.ReadAsync((connection, stop) => connection.SingleAsync<bool>(DueSql.AnyDue, null, stop), cancellationToken)) return false;
        IReadOnlyList<DueRow> taken = [];
        try
        {
            var outcomes = await publisher.ChangeAsync(
                async change =>
                {
                    var free = await change.Connection.ListAsync<Guid>(DueSql.LockFree, new { Limit = Batch }, cancellationToken);
                    taken = await change.Connection.ListAsync<DueRow>(DueSql.ListOf, new { Ids = free.Distinct().ToArray() }, cancellationToken);
                    var done = new List<(DueRow, RefusedException?)>();
                    foreach (var due in taken) done.Add((due, await CarryOutAsync(change, due, time.Moment(), cancellationToken)));
                    return done;
                },
                cancellationToken);
            foreach (var (due, refusal) in outcomes) Tell(due, refusal);
        }
        catch (Exception exception) when (ProjectionRun.IsFaultOfSubject(exception))
        {
            // It is the fault of one of them, which the lock alone could tell: then each by itself.
            foreach (var due in taken) await CarryOutAloneAsync(due, cancellationToken);
        }
        if (taken.Count >= Batch) return true;
        // An editor who saves again and again must not keep a story from its moment.
        foreach (var due in await source.ReadAsync((connection, stop) => connection.ListAsync<DueRow>(DueSql.ListOverdue, null, stop), cancellationToken))
            await CarryOutAloneAsync(due, cancellationToken);
        return false;
    }

    private async Task CarryOutAloneAsync(DueRow due, CancellationToken cancellationToken)
    {
        try
        {
            await TakeOneAsync(due, change => CarryOutAsync(change, due, time.Moment(), cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (ProjectionRun.IsFaultOfSubject(exception))
        {
            var refusal = exception as RefusedException ?? new RefusedException(Problems.Internal, exception.Message);
            await TakeOneAsync(due, async change => await FailAsync(change, due, refusal, cancellationToken), cancellationToken);
        }
    }

    private async Task TakeOneAsync(DueRow due, Func<Change, Task<RefusedException?>> act, CancellationToken cancellationToken)
    {
        var (taken, refusal) = await publisher.ChangeAsync(
            async change =>
            {
                await ArticleRepository.FindForUpdateAsync(change.Connection, new Ref(due.ArticleId, null), cancellationToken);
                var moments = await change.Connection.ListAsync<DueRow>(DueSql.ListOf, new { Ids = new[] { due.ArticleId } }, cancellationToken);
                return moments.Any(moment => moment.Action == due.Action) ? (true, await act(change)) : (false, null);
            },
            cancellationToken);
        if (taken) Tell(due, refusal);
    }

    /// <summary>
    /// Does in this transaction what is to happen until a moment, in its order, each as at its time. It is for a transaction that is
    /// undone, and tells nobody.
    /// </summary>
    /// <exception cref="RefusedException">422: too much is to happen until then.</exception>
    public async Task ForeseeAsync(Change change, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var stories = await change.Connection.ListAsync<Guid>(DueSql.LockUntil, new { Until = until, Limit = MostForeseen + 1 }, cancellationToken);
        if (stories.Count > MostForeseen)
            throw new RefusedException(Problems.NotKept, $"More than {MostForeseen} stories are scheduled until then; ask about an earlier moment.");
        // A story has two moments at most, and each that is done is gone.
        for (var left = 2 * stories.Count; left > 0; left--)
        {
            if (await change.Connection.FindAsync<DueRow>(DueSql.FindNext, new { Until = until, Stories = stories.ToArray() }, cancellationToken) is not { } due) return;
            await change.Connection.ExecuteAsync(DueSql.EndEmbargo, new { due.ArticleId, due.At }, cancellationToken);
            await CarryOutAsync(change, due, due.At, cancellationToken);
        }
    }

    /// <summary>Answers why it was not done, where it was not.</summary>
    private async Task<RefusedException?> CarryOutAsync(Change change, DueRow due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = (await ArticleRepository.FindAsync(change.Connection, new Ref(due.ArticleId, null), cancellationToken))!;
        var site = await SiteRepository.ReadAsync(change.Connection, cancellationToken);
        var (rule, state) = (due.Action == Moment.Publish ? Rules.Publish : Rules.Unpublish, ArticleState.Of(row, due.SetBy));
        try
        {
            rule.Require(state, site, Roles.Publisher);
            if (due.Action == Moment.Publish) await PublishChecklist.RunAsync(change.Connection, row, cancellationToken);
        }
        catch (RefusedException refusal)
        {
            return await FailAsync(change, due, refusal, cancellationToken);
        }

        var stamp = new Stamp(now, due.SetBy);
        if (due.Action == Moment.Publish)
        {
            await RevisionWriter.WriteAsync(change.Connection, row, new PublishRequest(), stamp, cancellationToken);
            change.CheckUnderLock(() => PublishChecklist.RunAsync(change.Connection, row, cancellationToken));
        }
        else
        {
            await change.Connection.ExecuteAsync(
                RevisionSql.Withdraw, new { row.Id, Publication = Publication.Unpublished, Reason = (string?)null, stamp.Moment, stamp.By }, cancellationToken);
        }
        await LifecycleRepository.EndMomentsAsync(change.Connection, due.ArticleId, [due.Action], cancellationToken);
        var told = await LifecycleRepository.FollowAsync(change.Connection, row.Id, rule, state, site, cancellationToken);
        change.Touch(Article.Kind, row.Id);
        change.Record(Article.Kind, row.Id, row.Version, row.Version + 1, $"Scheduled by {due.SetBy}. {told}".TrimEnd(), due.Action == Moment.Publish ? AuditTrail.PublishScheduled : AuditTrail.UnpublishScheduled);
        return null;
    }

    /// <summary>The working copy stays as it is; what was to come after a publication that fails has nothing to come after, unless the story is public already.</summary>
    private async Task<RefusedException> FailAsync(Change change, DueRow due, RefusedException refusal, CancellationToken cancellationToken)
    {
        var row = (await ArticleRepository.FindAsync(change.Connection, new Ref(due.ArticleId, null), cancellationToken))!;
        var ended = await LifecycleRepository.EndMomentsAsync(
            change.Connection, due.ArticleId, row.Publication == Publication.Published ? [due.Action] : Rules.Both, cancellationToken);
        var failure = new ScheduleFailure
        {
            Action = due.Action,
            At = due.At,
            FailedAt = time.Moment(),
            Code = refusal.Kind.Code,
            Detail = refusal.Message,
            Errors = [.. refusal.Errors.OfType<Fault>()],
        };
        await LifecycleRepository.NoteFailureAsync(change.Connection, due.ArticleId, failure, cancellationToken);
        change.Record(Article.Kind, row.Id, row.Version, row.Version, string.Join(' ', [$"Scheduled by {due.SetBy}.", refusal.Message, .. EndedMoment.Tell([.. ended.Where(moment => moment.Action != due.Action)])]), AuditTrail.ScheduleFailed);
        return refusal;
    }

    private void Tell(DueRow due, RefusedException? refusal)
    {
        metrics.Done(time.GetUtcNow() - due.At);
        if (refusal is null) LogDone(due.Action, due.ArticleId, due.At, due.SetBy);
        else LogFailure(due.Action, due.ArticleId, due.At, due.SetBy, refusal.Kind.Code, refusal.Message);
    }

    [LoggerMessage(1, LogLevel.Information, "Scheduled {Action} of article {ArticleId}, due {At}, set by {SetBy}")]
    private partial void LogDone(string action, Guid articleId, DateTimeOffset at, string setBy);

    [LoggerMessage(2, LogLevel.Warning, "Scheduled {Action} of article {ArticleId}, due {At}, set by {SetBy}, was not done: {Code}, {Reason}")]
    private partial void LogFailure(string action, Guid articleId, DateTimeOffset at, string setBy, string code, string reason);
}
