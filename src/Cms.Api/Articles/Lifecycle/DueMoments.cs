using Cms.Api.Articles.Publishing;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
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
                    taken = await change.Connection.ListAsync<DueRow>(DueSql.ListFirstOf, new { Ids = free.Distinct().ToArray() }, cancellationToken);
                    return await CarryOutAsync(change, taken, time.Moment(), cancellationToken);
                },
                cancellationToken);
            foreach (var due in taken) Tell(due, outcomes.GetValueOrDefault(due.ArticleId));
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
        // Of a story for which two things are due, the first has been done.
        return taken.Count > 0;
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
                var first = await change.Connection.FindAsync<DueRow>(DueSql.ListFirstOf, new { Ids = new[] { due.ArticleId } }, cancellationToken);
                return first?.Action == due.Action ? (true, await act(change)) : (false, null);
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
    private async Task<RefusedException?> CarryOutAsync(Change change, DueRow due, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await CarryOutAsync(change, [due], now, cancellationToken)).GetValueOrDefault(due.ArticleId);

    /// <summary>Answers for which stories it was not done, and why. What is due for a crowd is read and written for all of it at once.</summary>
    /// <param name="dues">One for each story.</param>
    private async Task<IReadOnlyDictionary<Guid, RefusedException>> CarryOutAsync(Change change, IReadOnlyList<DueRow> dues, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (dues.Count == 0) return new Dictionary<Guid, RefusedException>();
        var rows = (await ArticleRepository.ListByIdsAsync(change.Connection, [.. dues.Select(due => due.ArticleId)], cancellationToken)).ToDictionary(row => row.Id);
        var site = await SiteRepository.ReadAsync(change.Connection, cancellationToken);
        var refusals = await RefusalsAsync(change, dues, rows, site, cancellationToken);
        foreach (var due in dues)
        {
            if (refusals.TryGetValue(due.ArticleId, out var refusal)) await FailAsync(change, due, refusal, cancellationToken);
        }

        var done = dues.Where(due => !refusals.ContainsKey(due.ArticleId)).ToList();
        await PublishAsync(change, [.. done.Where(due => due.Action == Moment.Publish).Select(due => new PublishedBy(rows[due.ArticleId], due.SetBy))], now, cancellationToken);
        foreach (var due in done.Where(due => due.Action == Moment.Unpublish))
        {
            await change.Connection.ExecuteAsync(
                RevisionSql.Withdraw, new { Id = due.ArticleId, Publication = Publication.Unpublished, Reason = (string?)null, Moment = now, By = due.SetBy }, cancellationToken);
        }
        await change.Connection.ExecuteAsync(
            DueSql.DeleteDone, new { Ids = done.Select(due => due.ArticleId).ToArray(), Actions = done.Select(due => due.Action).ToArray() }, cancellationToken);
        foreach (var due in done) await FollowAsync(change, due, rows[due.ArticleId], site, cancellationToken);
        return refusals;
    }

    private static async Task<Dictionary<Guid, RefusedException>> RefusalsAsync(
        Change change, IReadOnlyList<DueRow> dues, Dictionary<Guid, ArticleRow> rows, SiteContent site, CancellationToken cancellationToken)
    {
        var refusals = new Dictionary<Guid, RefusedException>();
        foreach (var due in dues)
        {
            if (RuleOf(due).Refusal(ArticleState.Of(rows[due.ArticleId], due.SetBy), site) is { } refusal) refusals[due.ArticleId] = refusal;
        }
        var publishable = dues.Where(due => due.Action == Moment.Publish && !refusals.ContainsKey(due.ArticleId)).Select(due => rows[due.ArticleId]).ToList();
        foreach (var (id, refusal) in await PublishChecklist.RefusalsAsync(change.Connection, publishable, cancellationToken)) refusals[id] = refusal;
        return refusals;
    }

    private static async Task PublishAsync(Change change, IReadOnlyList<PublishedBy> stories, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (stories.Count == 0) return;
        await RevisionWriter.WriteAsync(change.Connection, stories, new PublishRequest(), now, cancellationToken);
        change.CheckUnderLock(() => PublishChecklist.RunAsync(change.Connection, [.. stories.Select(story => story.Row)], cancellationToken));
    }

    /// <summary>What follows what has been done; its own moment is gone by now, and is not told to have ended.</summary>
    private static async Task FollowAsync(Change change, DueRow due, ArticleRow row, SiteContent site, CancellationToken cancellationToken)
    {
        var rule = RuleOf(due);
        rule = rule with { EndsMoments = [.. rule.EndsMoments.Where(action => action != due.Action)] };
        var told = await LifecycleRepository.FollowAsync(change.Connection, row.Id, rule, ArticleState.Of(row, due.SetBy), site, cancellationToken);
        change.Touch(Article.Kind, row.Id);
        change.Record(Article.Kind, row.Id, row.Version, row.Version + 1, $"Scheduled by {due.SetBy}. {told}".TrimEnd(), due.Action == Moment.Publish ? AuditTrail.PublishScheduled : AuditTrail.UnpublishScheduled);
    }

    /// <summary>Whoever scheduled it had the role for it.</summary>
    private static Rule RuleOf(DueRow due) => due.Action == Moment.Publish ? Rules.Publish : Rules.Unpublish;

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
