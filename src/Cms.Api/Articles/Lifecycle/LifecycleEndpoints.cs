using Cms.Api.Articles.Publishing;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Workflow, schedule and embargo. Readers see nothing of them; each answers the article as editors read it.</summary>
internal static class LifecycleEndpoints
{
    private static readonly EmbargoValidator EmbargoRules = new();
    private static readonly WorkflowValidator WorkflowRules = new();

    public static Task<Ok<ArticleDetail>> SubmitArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken) =>
        StepAsync(Rules.Submit, @ref, http, publisher, editing, RefuseUnfinished, cancellationToken);

    public static Task<Ok<ArticleDetail>> ReturnArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken) =>
        StepAsync(Rules.Return, @ref, http, publisher, editing, null, cancellationToken);

    public static Task<Ok<ArticleDetail>> ApproveArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken) =>
        StepAsync(Rules.Approve, @ref, http, publisher, editing, null, cancellationToken);

    /// <summary>Takes the place of what was scheduled. What would keep the story from being published now is told now.</summary>
    public static async Task<Ok<ArticleDetail>> ScheduleArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = Edit.Deserialize<ScheduleRequest>(await RequestBody.ReadAsync(http.Request, cancellationToken));
        return await ActAsync(
            Rules.Schedule,
            @ref,
            http,
            publisher,
            editing,
            async (change, row, stamp) =>
            {
                var moments = ScheduleReader.Read(request, row, stamp);
                if (request.PublishAt is not null) await PublishChecklist.RunAsync(change.Connection, [row], cancellationToken);
                change.AddNote($"Scheduled: {string.Join(", ", moments.Select(moment => $"{moment.Action} at {InstantConverter.Format(moment.At)}"))}.");
                change.AddNote(EndedMoment.Tell(await LifecycleRepository.ScheduleAsync(change.Connection, row.Id, moments, stamp, cancellationToken)));
                foreach (var moment in moments) change.Act.Rehearsal?.AddMoment(moment.Action, moment.At);
            },
            cancellationToken);
    }

    public static Task<Ok<ArticleDetail>> UnscheduleArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken) =>
        ActAsync(Rules.Unschedule, @ref, http, publisher, editing, null, cancellationToken, isDone: row => row.Moments is null);

    public static async Task<Ok<ArticleDetail>> EmbargoArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(http, EmbargoRules, cancellationToken);
        return await ActAsync(
            Rules.Embargo,
            @ref,
            http,
            publisher,
            editing,
            async (change, row, stamp) =>
            {
                RefuseEmbargo(request, row, stamp);
                RefuseEarlierEnd(request, row, change.Act.Role);
                change.Note = request.Note;
                await LifecycleRepository.EmbargoAsync(change.Connection, row.Id, request.Until, request.Note, cancellationToken);
            },
            cancellationToken);
    }

    public static Task<Ok<ArticleDetail>> LiftEmbargo(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken) =>
        ActAsync(Rules.LiftEmbargo, @ref, http, publisher, editing, null, cancellationToken, isDone: row => !row.EmbargoIsOn);

    /// <summary>A step of the workflow, with what whoever takes it has to say.</summary>
    private static async Task<Ok<ArticleDetail>> StepAsync(
        Rule rule, string @ref, HttpContext http, Publisher publisher, Editing editing, Action<ArticleRow>? judge, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(http, WorkflowRules, cancellationToken);
        return await ActAsync(
            rule,
            @ref,
            http,
            publisher,
            editing,
            (change, row, _) =>
            {
                change.Note = request.Note;
                judge?.Invoke(row);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    private static async Task<Ok<ArticleDetail>> ActAsync(
        Rule rule,
        string @ref,
        HttpContext http,
        Publisher publisher,
        Editing editing,
        Func<Change, ArticleRow, Stamp, Task>? act,
        CancellationToken cancellationToken,
        Func<ArticleRow, bool>? isDone = null) =>
        Editing.Answer(http, await ArticleEndpoints.ActAsync(
            rule,
            @ref,
            http,
            publisher,
            async (change, row) =>
            {
                var stamp = editing.Now(http);
                if (act is not null) await act(change, row, stamp);
                await LifecycleRepository.RaiseAsync(change.Connection, row.Id, stamp, cancellationToken);
            },
            cancellationToken,
            isDone));

    /// <summary>What a reviewer needs to find and place the story.</summary>
    private static void RefuseUnfinished(ArticleRow row)
    {
        var content = ArticleContent.Parse(row.Content);
        List<Fault> faults = [];
        if (content.Section is null) faults.Add(new Fault("/section", FaultCodes.Required, "A story needs a section to be submitted."));
        if (content.Slugline is null) faults.Add(new Fault("/slugline", FaultCodes.Required, "A story needs a slugline to be submitted: the newsroom's short name for it."));
        if (faults.Count > 0) throw RefusedException.Invalid(faults);
    }

    private static void RefuseEmbargo(EmbargoRequest request, ArticleRow row, Stamp stamp)
    {
        if (request.Until <= stamp.Moment)
            throw RefusedException.Invalid([new Fault("/until", FaultCodes.OutOfRange, "An embargo ends in the future; leave until out for one that is lifted by hand.")]);
        if (ScheduleDetail.From(row)?.PublishAt is { } publishAt && (request.Until is not { } until || publishAt < until))
            throw RefusedException.Invalid([new Fault("/until", FaultCodes.Conflict, $"The story is scheduled for {InstantConverter.Format(publishAt)}; move the schedule first.")]);
    }

    /// <summary>To let an embargo end earlier is to lift some of it.</summary>
    private static void RefuseEarlierEnd(EmbargoRequest request, ArticleRow row, string role)
    {
        var endsEarlier = row.EmbargoIsOn && request.Until is { } until && (row.EmbargoUntil is not { } end || until < end);
        if (endsEarlier && !Roles.AtLeast(Rules.LiftEmbargo.Role).Contains(role))
            throw new RefusedException(Problems.Forbidden, $"The story is under embargo {ScheduleReader.Until(row.EmbargoUntil)}; to let it end earlier needs the role {Rules.LiftEmbargo.Role}.");
    }

    private static async Task<TRequest> ReadAsync<TRequest>(HttpContext http, AbstractValidator<TRequest> validator, CancellationToken cancellationToken)
    {
        var request = Edit.Deserialize<TRequest>(await RequestBody.ReadOptionalAsync(http.Request, cancellationToken));
        validator.ThrowIfInvalid(request);
        return request;
    }
}
