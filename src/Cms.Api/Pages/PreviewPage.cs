using System.Data;
using Cms.Api.Articles.Previews;
using Cms.Api.Delivery;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Pages;

/// <summary>The page of a working copy, for whoever has a link to it.</summary>
internal sealed class PreviewPage(EditorialDataSource source, PreviewLinks links, TimeProvider time)
{
    /// <summary>Null where the token shows nothing, whatever the reason.</summary>
    /// <param name="isLook">Whether somebody sees it.</param>
    public async Task<PageRow?> FindAsync(string token, bool isLook, CancellationToken cancellationToken) =>
        await links.FindStoryAsync(token, isLook, cancellationToken) is { } id ? await ReadAsync(id, cancellationToken) : null;

    private Task<PageRow?> ReadAsync(Guid id, CancellationToken cancellationToken) => source.ReadAsync(
        async (connection, stop) =>
        {
            // One snapshot instead of the publishing lock: what the story refers to is there as long as it is read.
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
            if (await PreviewStory.FindAsync(connection, id, time.Moment(), stop) is not { } story) return null;
            var around = await connection.SingleAsync<PreviewSurroundings>(PreviewSurroundingsSql.Find, new { Section = story.Parent }, stop);
            return RowOf(story, around);
        },
        cancellationToken);

    private static PageRow RowOf(Document story, PreviewSurroundings around) => new()
    {
        Number = 0,
        Kind = story.Kind,
        Id = story.Id,
        Slug = story.Slug,
        Path = story.Path,
        Card = story.Card,
        Body = story.Body,
        Head = story.Head,
        SectionId = around.SectionId,
        SectionCard = around.SectionCard,
        SectionHead = around.SectionHead,
        SiteId = around.SiteId,
        SiteCard = around.SiteCard,
        List = null,
        ItemIds = null,
        ItemCards = null,
        LastPublished = null,
        MovedId = null,
        MovedKind = null,
        MovedTo = null,
        GoneId = null,
        Reason = null,
    };
}

internal static class PreviewPageEndpoints
{
    public static async Task<IResult> GetPreview(string token, HttpContext http, PreviewPage previews)
    {
        http.Response.OnStarting(() =>
        {
            // On a refusal too, of which the error handler clears all headers first.
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            return Task.CompletedTask;
        });
        new Query(http.Request).ThrowIfFaulty();
        return await previews.FindAsync(token, isLook: !HttpMethods.IsHead(http.Request.Method), http.RequestAborted) is { } row
            ? new EditorialPage(Answer.Found(PageAnswer.BodyOf(row), row.Number, new CacheTags()))
            : throw new RefusedException(Problems.NotFound, "There is no preview here, or no longer.");
    }
}
