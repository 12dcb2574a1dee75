using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Cms.Api.Shared.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>
/// Holds overwrite nothing and are placed in a hurry: that needs no If-Match and raises no version. Their release shows a story again, and
/// does both. The ETag that is answered is the story's.
/// </summary>
internal static class HoldEndpoints
{
    private const string Subject = "hold";

    private static readonly HoldValidator HoldRules = new();
    private static readonly ReleaseValidator ReleaseRules = new();

    public static async Task<Created<HoldDetail>> PlaceHold(string @ref, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = Edit.Deserialize<HoldRequest>(await RequestBody.ReadAsync(http.Request, cancellationToken));
        HoldRules.ThrowIfInvalid(request);
        var (article, hold) = await publisher.ChangeAsync(
            async change =>
            {
                var row = await ArticleEndpoints.LockAsync(change, @ref, http, needsMatch: false, cancellationToken);
                await ArticleEndpoints.RequireAsync(change, row, Rules.Hold, cancellationToken);
                var stamp = editing.Now(http);
                var id = Ids.New(stamp.Moment);
                await change.Connection.ExecuteAsync(
                    HoldSql.Insert, new { Id = id, ArticleId = row.Id, request.Kind, request.Reason, stamp.Moment, stamp.By, change.Act.Role }, cancellationToken);
                change.Touch(Article.Kind, row.Id);
                change.Record(Article.Kind, row.Id, row.Version, row.Version, request.Reason is null ? request.Kind : $"{request.Kind}: {request.Reason}");
                http.Response.Headers.ETag = Preconditions.ETag(row.Version);
                return (row.Id, await FindAsync(change.Connection, row.Id, id, cancellationToken));
            },
            cancellationToken);
        return TypedResults.Created($"/v1/editorial/articles/{article}/holds/{hold!.Id}", hold.ToDetail());
    }

    public static async Task<Ok<Page<HoldDetail>>> ListHolds(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var rows = await source.ReadAsync(
            async (connection, stop) =>
            {
                var article = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
                http.Response.Headers.ETag = Preconditions.ETag(article.Version);
                return await connection.ListAsync<HoldRow>(HoldSql.List, new { ArticleId = article.Id }, stop);
            },
            cancellationToken);
        return TypedResults.Ok(new Page<HoldDetail> { Items = [.. rows.Select(row => row.ToDetail())], Next = null });
    }

    public static async Task<Ok<HoldDetail>> GetHold(string @ref, Guid id, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var row = await source.ReadAsync(
            async (connection, stop) =>
            {
                var article = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
                http.Response.Headers.ETag = Preconditions.ETag(article.Version);
                return await FindAsync(connection, article.Id, id, stop);
            },
            cancellationToken);
        return TypedResults.Ok((row ?? throw RefusedException.NotFound(Subject)).ToDetail());
    }

    /// <summary>Releasing twice is no second event: the first stands.</summary>
    public static async Task<Ok<HoldDetail>> ReleaseHold(string @ref, Guid id, HttpContext http, Publisher publisher, Editing editing, CancellationToken cancellationToken)
    {
        var request = Edit.Deserialize<ReleaseRequest>(await RequestBody.ReadOptionalAsync(http.Request, cancellationToken));
        ReleaseRules.ThrowIfInvalid(request);
        return TypedResults.Ok(await publisher.ChangeAsync(
            async change =>
            {
                var row = await ArticleEndpoints.LockAsync(change, @ref, http, needsMatch: true, cancellationToken);
                await ArticleEndpoints.RequireAsync(change, row, Rules.Release, cancellationToken);
                http.Response.Headers.ETag = Preconditions.ETag(row.Version);
                var hold = await FindAsync(change.Connection, row.Id, id, cancellationToken) ?? throw RefusedException.NotFound(Subject);
                if (!Roles.AtLeast(hold.PlacedRole).Contains(change.Act.Role))
                    throw new RefusedException(Problems.Forbidden, $"The hold was placed with the role {hold.PlacedRole}; it is released with that role or a higher one.");
                if (hold.ReleasedAt is not null) return hold.ToDetail();
                var stamp = editing.Now(http);
                await change.Connection.ExecuteAsync(HoldSql.Release, new { Id = id, request.Note, stamp.Moment, stamp.By }, cancellationToken);
                await LifecycleRepository.RaiseAsync(change.Connection, row.Id, stamp, cancellationToken);
                http.Response.Headers.ETag = Preconditions.ETag(row.Version + 1);
                change.Touch(Article.Kind, row.Id);
                change.Record(Article.Kind, row.Id, row.Version, row.Version + 1, request.Note);
                return (await FindAsync(change.Connection, row.Id, id, cancellationToken))!.ToDetail();
            },
            cancellationToken));
    }

    private static Task<HoldRow?> FindAsync(NpgsqlConnection connection, Guid article, Guid id, CancellationToken cancellationToken) =>
        connection.FindAsync<HoldRow>(HoldSql.Find, new { ArticleId = article, Id = id }, cancellationToken);
}
