using Cms.Api.Articles.Lifecycle;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Articles.Publishing;

/// <summary>What makes a story public and what withdraws it. Each answers the article as editors read it.</summary>
internal static class PublishingEndpoints
{
    private static readonly PublishValidator PublishRules = new();
    private static readonly UnpublishValidator UnpublishRules = new();
    private static readonly WithdrawValidator WithdrawRules = new();

    public static async Task<Ok<ArticleDetail>> PublishArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(http, PublishRules, cancellationToken);
        return Editing.Answer(http, await ArticleEndpoints.ActAsync(
            Rules.Publish,
            @ref,
            http,
            publisher,
            async (change, row) =>
            {
                RequireNote(row, request);
                change.Note = request.Note;
                var stamp = editing.Now(http);
                await RevisionWriter.WriteAsync(change.Connection, [new PublishedBy(row, stamp.By)], request, stamp.Moment, cancellationToken);
                change.Touch(Article.Kind, row.Id);
                change.CheckUnderLock(() => PublishChecklist.RunAsync(change.Connection, [row], cancellationToken));
            },
            cancellationToken));
    }

    public static async Task<Ok<ArticleDetail>> UnpublishArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(http, UnpublishRules, cancellationToken);
        return await WithdrawAsync(Rules.Unpublish, @ref, Publication.Unpublished, request.Reason, null, http, publisher, editing, cancellationToken);
    }

    public static async Task<Ok<ArticleDetail>> TakeDownArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(http, WithdrawRules, cancellationToken);
        return await WithdrawAsync(Rules.TakeDown, @ref, Publication.TakenDown, request.Reason, request.Note, http, publisher, editing, cancellationToken);
    }

    public static async Task<Ok<ArticleDetail>> KillArticle(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(http, WithdrawRules, cancellationToken);
        return await WithdrawAsync(Rules.Kill, @ref, Publication.Killed, request.Reason, request.Note, http, publisher, editing, cancellationToken);
    }

    private static async Task<Ok<ArticleDetail>> WithdrawAsync(
        Rule rule, string @ref, string publication, string? reason, string? note, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken) =>
        Editing.Answer(http, await ArticleEndpoints.ActAsync(
            rule,
            @ref,
            http,
            publisher,
            async (change, row) =>
            {
                change.Note = note is null ? reason : $"{reason}: {note}";
                if (row.Publication == Publication.TakenDown && publication == Publication.TakenDown)
                {
                    RequireNote(note);
                    change.Note = $"From {row.PublicationReason} to {reason}. {note}";
                }

                var stamp = editing.Now(http);
                await change.Connection.ExecuteAsync(
                    RevisionSql.Withdraw, new { row.Id, Publication = publication, Reason = reason, stamp.Moment, stamp.By }, cancellationToken);
                change.Touch(Article.Kind, row.Id);
            },
            cancellationToken,
            // Killing twice is no second event: the first reason stands. Nor is anything else that changes nothing.
            row => row.Publication == Publication.Killed || (row.Publication == publication && row.PublicationReason == reason && row.Moments is null)));

    /// <summary>The code is what readers are told in the newsroom's name: it is not changed without a word.</summary>
    private static void RequireNote(string? note)
    {
        if (note is null)
            throw RefusedException.Invalid([new Fault("/note", FaultCodes.Required, "The story was taken down for another reason; giving it this one needs a note that says why.")]);
    }

    private static void RequireNote(ArticleRow row, PublishRequest request)
    {
        if (row.Publication == Publication.TakenDown && request.Note is null)
            throw RefusedException.Invalid([new Fault("/note", FaultCodes.Required, "The story was taken down; publishing it again needs a note that says why.")]);
    }

    private static async Task<TRequest> ReadAsync<TRequest>(HttpContext http, AbstractValidator<TRequest> validator, CancellationToken cancellationToken)
    {
        var request = Edit.Deserialize<TRequest>(await RequestBody.ReadOptionalAsync(http.Request, cancellationToken));
        validator.ThrowIfInvalid(request);
        return request;
    }
}
