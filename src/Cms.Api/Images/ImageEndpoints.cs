using System.Text.Json;
using Cms.Api.Agencies;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cms.Api.Images;

internal static class ImageEndpoints
{
    private static readonly ImageValidator Validator = new();

    public static Task<Created<ImageDetail>> CreateImage(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync<ImageRequest, ImageDetail>(
            http,
            Image.Kind,
            ImageDetail.Edit,
            Validator,
            async (change, request, id, stamp) =>
            {
                var agency = await FindAgencyAsync(change.Connection, request.Credit?.Agency, cancellationToken);
                await ImageRepository.InsertAsync(change.Connection, Write(id, agency, request, stamp), cancellationToken);
                return ImageDetail.From((await ImageRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!);
            },
            cancellationToken,
            AgencyExists(cancellationToken));

    public static async Task<Ok<Page<ImageDetail>>> ListImages(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Search(http.Request);
        var rows = await source.ReadAsync((connection, stop) => ImageRepository.ListAsync(connection, page, stop), cancellationToken);
        return page.Answer(http, rows, ImageDetail.From, row => row.Id);
    }

    public static async Task<Ok<ImageDetail>> GetImage(string id, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var row = await source.ReadAsync((connection, stop) => ImageRepository.FindAsync(connection, Ref.Parse(id), stop), cancellationToken) ?? throw RefusedException.NotFound(Image.Kind);
        return Editing.Answer(http, ImageDetail.From(row));
    }

    public static Task<Ok<ImageDetail>> ReplaceImage(string id, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(id, ImageDetail.Edit.Replace<ImageRequest>, http, editing, cancellationToken);

    public static Task<Ok<ImageDetail>> PatchImage(string id, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(id, ImageDetail.Edit.Patch<ImageRequest>, http, editing, cancellationToken);

    public static Task<NoContent> DeleteImage(string id, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.DeleteAsync<ImageRow, ImageDetail>(
            http,
            Image.Kind,
            ImageDetail.Edit,
            change => ImageRepository.FindForUpdateAsync(change.Connection, Ref.Parse(id), cancellationToken),
            ImageDetail.From,
            (change, row) => InUse.GuardAsync(
                change.Connection, row.Id, () => ImageRepository.DeleteAsync(change.Connection, row.Id, cancellationToken), ImageSql.ListUsers, cancellationToken),
            cancellationToken);

    private static Task<Ok<ImageDetail>> EditAsync(string id, ReadEdit<ImageRequest> read, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.EditAsync<ImageRequest, ImageRow, ImageDetail>(
            http,
            Image.Kind,
            ImageDetail.Edit,
            change => ImageRepository.FindForUpdateAsync(change.Connection, Ref.Parse(id), cancellationToken),
            (_, row) => Task.FromResult(ImageDetail.From(row)),
            read,
            Validator,
            async (change, row, request, stamp) =>
            {
                var agency = await FindAgencyAsync(change.Connection, request.Credit?.Agency, cancellationToken);
                await ImageRepository.UpdateAsync(change.Connection, Write(row.Id, agency, request, stamp), cancellationToken);
                change.Touch(Image.Kind, row.Id);
            },
            cancellationToken,
            AgencyExists(cancellationToken));

    private static async Task<AgencyRow?> FindAgencyAsync(NpgsqlConnection connection, string? code, CancellationToken cancellationToken) =>
        code is null ? null : await AgencyRepository.FindAsync(connection, Ref.Parse(code), cancellationToken);

    private static LookUp<ImageRequest> AgencyExists(CancellationToken cancellationToken) => async (change, request) =>
        request.Credit?.Agency is { } code && await FindAgencyAsync(change.Connection, code, cancellationToken) is null
            ? [new Fault("/credit/agency", FaultCodes.NotFound, $"There is no agency with the code {code}.{await Slugs.HintAsync(change.Connection, Agency.Kind, code, cancellationToken)}")]
            : [];

    private static ImageWrite Write(Guid id, AgencyRow? agency, ImageRequest request, Stamp stamp) => new()
    {
        Id = id,
        Url = request.Url!,
        Width = request.Width!.Value,
        Height = request.Height!.Value,
        Alt = request.Alt,
        Decorative = request.Decorative,
        Caption = request.Caption,
        CreditLine = request.Credit?.Line,
        AgencyId = agency?.Id,
        FocalPoint = request.FocalPoint is null ? null : JsonSerializer.Serialize(request.FocalPoint, Json.Options),
        Moment = stamp.Moment,
        By = stamp.By,
    };
}
