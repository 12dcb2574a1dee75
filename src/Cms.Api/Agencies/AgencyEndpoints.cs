using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Agencies;

internal static class AgencyEndpoints
{
    private static readonly AgencyValidator Validator = new();
    private static readonly NewAgencyValidator NewValidator = new();

    public static Task<Created<AgencyDetail>> CreateAgency(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync<NewAgencyRequest, AgencyDetail>(
            http,
            Agency.Kind,
            AgencyDetail.Creation,
            NewValidator,
            async (change, request, id, stamp) =>
            {
                await AgencyRepository.InsertAsync(change.Connection, Write(id, request.Code!, request, stamp), cancellationToken);
                return AgencyDetail.From((await AgencyRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!);
            },
            cancellationToken);

    public static async Task<Ok<Page<AgencyDetail>>> ListAgencies(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Search(http.Request);
        var rows = await source.ReadAsync((connection, stop) => AgencyRepository.ListAsync(connection, page, stop), cancellationToken);
        return page.Answer(http, rows, AgencyDetail.From, row => row.Id);
    }

    public static async Task<Ok<AgencyDetail>> GetAgency(string code, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var row = await source.ReadAsync((connection, stop) => AgencyRepository.FindAsync(connection, Ref.Parse(code), stop), cancellationToken) ?? throw RefusedException.NotFound(Agency.Kind);
        return Editing.Answer(http, AgencyDetail.From(row));
    }

    public static Task<Ok<AgencyDetail>> ReplaceAgency(string code, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(code, AgencyDetail.Edit.Replace<AgencyRequest>, http, editing, cancellationToken);

    public static Task<Ok<AgencyDetail>> PatchAgency(string code, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(code, AgencyDetail.Edit.Patch<AgencyRequest>, http, editing, cancellationToken);

    public static Task<NoContent> DeleteAgency(string code, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.DeleteAsync<AgencyRow, AgencyDetail>(
            http,
            Agency.Kind,
            AgencyDetail.Edit,
            change => AgencyRepository.FindForUpdateAsync(change.Connection, Ref.Parse(code), cancellationToken),
            AgencyDetail.From,
            (change, row) => InUse.GuardAsync(
                change.Connection, row.Id, () => AgencyRepository.DeleteAsync(change.Connection, row.Id, cancellationToken), AgencySql.ListUsers, cancellationToken),
            cancellationToken);

    private static Task<Ok<AgencyDetail>> EditAsync(
        string code, ReadEdit<AgencyRequest> read, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.EditAsync<AgencyRequest, AgencyRow, AgencyDetail>(
            http,
            Agency.Kind,
            AgencyDetail.Edit,
            change => AgencyRepository.FindForUpdateAsync(change.Connection, Ref.Parse(code), cancellationToken),
            (_, row) => Task.FromResult(AgencyDetail.From(row)),
            read,
            Validator,
            async (change, row, request, stamp) =>
            {
                await AgencyRepository.UpdateAsync(change.Connection, Write(row.Id, row.Code, request, stamp), cancellationToken);
                change.Touch(Agency.Kind, row.Id);
            },
            cancellationToken);

    private static AgencyWrite Write(Guid id, string code, AgencyRequest request, Stamp stamp) => new()
    {
        Id = id,
        Code = code,
        Name = request.Name!,
        Kind = request.Kind!,
        Moment = stamp.Moment,
        By = stamp.By,
    };
}
