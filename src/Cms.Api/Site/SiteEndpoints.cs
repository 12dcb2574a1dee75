using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Site;

internal static class SiteEndpoints
{
    private static readonly SiteValidator Validator = new();

    public static async Task<Ok<SiteDetail>> GetSite(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        return Editing.Answer(http, SiteDetail.From(await source.ReadAsync(SiteRepository.FindAsync, cancellationToken)));
    }

    public static Task<Ok<SiteDetail>> ReplaceSite(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(SiteDetail.Edit.Replace<SiteRequest>, http, editing, cancellationToken);

    public static Task<Ok<SiteDetail>> PatchSite(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(SiteDetail.Edit.Patch<SiteRequest>, http, editing, cancellationToken);

    private static Task<Ok<SiteDetail>> EditAsync(ReadEdit<SiteRequest> read, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.EditAsync<SiteRequest, SiteRow, SiteDetail>(
            http,
            TheSite.Kind,
            SiteDetail.Edit,
            async change => await SiteRepository.FindForUpdateAsync(change.Connection, cancellationToken),
            (_, row) => Task.FromResult(SiteDetail.From(row)),
            read,
            Validator,
            async (change, _, request, stamp) =>
            {
                await SiteRepository.UpdateAsync(change.Connection, request.ToContent(), stamp.Moment, stamp.By, cancellationToken);
                change.Touch(TheSite.Kind, TheSite.Id);
            },
            cancellationToken);
}
