using Cms.Api.Articles.Lifecycle;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Articles.Corrections;

/// <summary>The corrections of one story. They are added and read, never changed: what was wrong about one is said by another.</summary>
internal static class CorrectionEndpoints
{
    private static readonly CorrectionValidator Validator = new();

    /// <summary>
    /// It is no part of the working copy, so it needs no If-Match (one that is sent counts) and leaves the story's ETag as it is, unless
    /// the story is in review or approved: whoever approves has read it.
    /// </summary>
    public static async Task<Created<CorrectionDetail>> AddCorrection(
        string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = Edit.Deserialize<CorrectionRequest>(await RequestBody.ReadAsync(http.Request, cancellationToken));
        Validator.ThrowIfInvalid(request);
        var row = await publisher.ChangeAsync(
            async change =>
            {
                // Locked, so that it waits for this publication or for the next, and never for neither.
                var article = await ArticleEndpoints.LockAsync(change, @ref, http, needsMatch: false, cancellationToken);
                var (state, site) = await ArticleEndpoints.RequireAsync(change, article, Rules.Correct, cancellationToken);
                if ((await CorrectionRepository.ListAsync(change.Connection, article.Id, cancellationToken)).Count >= Correction.MaxOfStory)
                    throw new RefusedException(Problems.NotAllowedNow, $"A story may have {Correction.MaxOfStory} corrections, and this one has.");
                var (stamp, version) = (editing.Now(http), article.Version);
                var added = NewRow(article.Id, request, stamp);
                await CorrectionRepository.InsertAsync(change.Connection, added, cancellationToken);
                if (article.Workflow == Article.InReview || Rules.Correct.MovesWorkflow(state, site))
                {
                    await LifecycleRepository.RaiseAsync(change.Connection, article.Id, stamp, cancellationToken);
                    version++;
                }
                change.Note = request.Text;
                change.AddNote(await LifecycleRepository.FollowAsync(change.Connection, article.Id, Rules.Correct, state, site, cancellationToken));
                change.Record(Article.Kind, article.Id, article.Version, version);
                http.Response.Headers.ETag = Preconditions.ETag(version);
                return added;
            },
            cancellationToken);
        return TypedResults.Created($"/v1/editorial/articles/{row.ArticleId}/corrections/{row.Id}", CorrectionDetail.From(row));
    }

    public static async Task<Ok<Page<CorrectionDetail>>> ListCorrections(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var rows = await ListAsync(@ref, http, source, cancellationToken);
        return TypedResults.Ok(new Page<CorrectionDetail> { Items = [.. rows.Select(CorrectionDetail.From)], Next = null });
    }

    public static async Task<Ok<CorrectionDetail>> GetCorrection(string @ref, Guid id, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var rows = await ListAsync(@ref, http, source, cancellationToken);
        return TypedResults.Ok(CorrectionDetail.From(rows.SingleOrDefault(row => row.Id == id) ?? throw RefusedException.NotFound(Correction.Subject)));
    }

    private static Task<IReadOnlyList<CorrectionRow>> ListAsync(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken) => source.ReadAsync(
        async (connection, stop) =>
        {
            var article = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
            http.Response.Headers.ETag = Preconditions.ETag(article.Version);
            return await CorrectionRepository.ListAsync(connection, article.Id, stop);
        },
        cancellationToken);

    private static CorrectionRow NewRow(Guid article, CorrectionRequest request, Stamp stamp) => new()
    {
        Id = Ids.New(stamp.Moment),
        ArticleId = article,
        Kind = request.Kind!,
        Text = request.Text!,
        Placement = request.Placement ?? "bottom",
        Severity = request.Severity ?? Correction.SeverityOf(request.Kind!),
        CreatedAt = stamp.Moment,
        CreatedBy = stamp.By,
        Revision = null,
        PublishedAt = null,
    };
}
