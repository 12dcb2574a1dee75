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

    /// <summary>Stories that are waited for at once: each takes a connection.</summary>
    private const int MostWaits = 8;

    /// <summary>Whoever publishes waits while the future is tried.</summary>
    private const int MostForeseen = 200;

    /// <summary>Does what is due for stories that nobody has in hand; answers whether there may be more.</summary>
    public async Task<bool> CarryOutAsync(CancellationToken cancellationToken)
    {
        if (!await source.ReadAsync((connection, stop) => connection.SingleAsync<bool>(DueSql.AnyDue, null, stop), cancellationToken)) return false;
        IReadOnlyList<DueRow> taken = [];
        try
        {
            Tell(await publisher.ChangeAsync(
                async change =>
                {
                    var free = await change.Connection.ListAsync<Guid>(DueSql.LockFree, new { Limit = Batch }, cancellationToken);
                    taken = await ListOfAsync(change, [.. free.Distinct()], cancellationToken);
                    return await CarryOutAsync(change, taken, time.Moment(), cancellationToken);
                },
                cancellationToken));
        }
        catch (Exception exception) when (ProjectionRun.IsFaultOfSubject(exception))
        {
            // It is the fault of one of them, which the lock alone could tell: then each by itself.
            foreach (var story in taken.Select(due => due.ArticleId).Distinct()) await CarryOutAloneAsync(story, cancellationToken);
        }
        return taken.Count >= Batch;
    }

    /// <summary>Waits for stories that others had in hand at every look: an editor who saves again and again must not keep one from its moment.</summary>
    public async Task CarryOutOverdueAsync(CancellationToken cancellationToken)
    {
        var stories = await source.ReadAsync((connection, stop) => connection.ListAsync<Guid>(DueSql.ListOverdue, null, stop), cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = MostWaits, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(stories.Distinct(), options, async (story, stop) => await CarryOutAloneAsync(story, stop));
    }

    private async Task CarryOutAloneAsync(Guid story, CancellationToken cancellationToken)
    {
        try
        {
            Tell(await TakeAsync(story, (change, dues) => CarryOutAsync(change, dues, time.Moment(), cancellationToken), cancellationToken));
        }
        catch (Exception exception) when (ProjectionRun.IsFaultOfSubject(exception))
        {
            var refusal = exception as RefusedException ?? new RefusedException(Problems.Internal, exception.Message);
            Tell(await TakeAsync(
                story,
                async (change, dues) =>
                {
                    var due = dues.FirstOrDefault(due => due.Action == Moment.Publish) ?? dues[0];
                    return [(due, await FailAsync(change, due, refusal, cancellationToken))];
                },
                cancellationToken));
        }
    }

    private Task<IReadOnlyList<(DueRow, RefusedException?)>> TakeAsync(
        Guid story, Func<Change, IReadOnlyList<DueRow>, Task<IReadOnlyList<(DueRow, RefusedException?)>>> act, CancellationToken cancellationToken) =>
        publisher.ChangeAsync(
            async change =>
            {
                await ArticleRepository.FindForUpdateAsync(change.Connection, new Ref(story, null), cancellationToken);
                var dues = await ListOfAsync(change, [story], cancellationToken);
                return dues.Count == 0 ? [] : await act(change, dues);
            },
            cancellationToken);

    private static Task<IReadOnlyList<DueRow>> ListOfAsync(Change change, Guid[] stories, CancellationToken cancellationToken) =>
        change.Connection.ListAsync<DueRow>(DueSql.ListOf, new { Ids = stories }, cancellationToken);

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
            await CarryOutAtOnceAsync(change, [due], due.At, cancellationToken);
        }
    }

    /// <summary>
    /// Answers why each was not done, where it was not. Where a story has two moments, as after a pause, the second is done in the same transaction,
    /// so that nothing appears that is to be gone already.
    /// </summary>
    private async Task<IReadOnlyList<(DueRow, RefusedException?)>> CarryOutAsync(Change change, IReadOnlyList<DueRow> dues, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outcomes = new List<(DueRow Due, RefusedException? Refusal)>();
        var turns = dues.GroupBy(due => due.ArticleId).SelectMany(story => story.Index()).GroupBy(due => due.Index, due => due.Item).OrderBy(turn => turn.Key);
        foreach (var turn in turns)
        {
            // What is left for a story that was refused is looked at another time.
            var left = turn.Where(due => !outcomes.Exists(outcome => outcome.Refusal is not null && outcome.Due.ArticleId == due.ArticleId)).ToList();
            var refusals = await CarryOutAtOnceAsync(change, left, now, cancellationToken);
            outcomes.AddRange(left.Select(due => (due, refusals.GetValueOrDefault(due.ArticleId))));
        }
        return outcomes;
    }

    /// <summary>Answers for which stories it was not done, and why. What is due for a crowd is read and written for all of it at once.</summary>
    /// <param name="dues">One for each story.</param>
    private async Task<IReadOnlyDictionary<Guid, RefusedException>> CarryOutAtOnceAsync(Change change, IReadOnlyList<DueRow> dues, DateTimeOffset now, CancellationToken cancellationToken)
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

    private void Tell(IEnumerable<(DueRow Due, RefusedException? Refusal)> outcomes)
    {
        foreach (var (due, refusal) in outcomes) Tell(due, refusal);
    }

    private void Tell(DueRow due, RefusedException? refusal)
    {
        metrics.Done(time.GetUtcNow() - due.At);
        if (refusal is null) LogDone(due.Action, due.ArticleId, due.At, due.SetBy);
        else LogFailure(due.Action, due.ArticleId, due.At, due.SetBy, refusal.Kind.Code, refusal.Message);
    }

    [LoggerMessage(1, LogLevel.Information, "Scheduled {Action} of article {ArticleId}, due {At:O}, set by {SetBy}")]
    private partial void LogDone(string action, Guid articleId, DateTimeOffset at, string setBy);

    [LoggerMessage(2, LogLevel.Warning, "Scheduled {Action} of article {ArticleId}, due {At:O}, set by {SetBy}, was not done: {Code}, {Reason}")]
    private partial void LogFailure(string action, Guid articleId, DateTimeOffset at, string setBy, string code, string reason);
}
