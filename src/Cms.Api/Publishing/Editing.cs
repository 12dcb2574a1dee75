using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Publishing;

/// <summary>Reads what was sent into a request: as it is, or over what GET answers now.</summary>
internal delegate Edited<TRequest> ReadEdit<TRequest>(JsonObject sent, JsonNode current);

/// <summary>Finds the faults that only the database knows, such as a reference to nothing.</summary>
internal delegate Task<IReadOnlyList<Fault>> LookUp<in TRequest>(Change change, TRequest request);

/// <summary>
/// The course of an editorial write, the same for every resource: read and judge what was sent, lock the row, compare the
/// version, keep what it was, write, project, answer what GET answers.
/// </summary>
internal sealed class Editing(Publisher publisher, TimeProvider time)
{
    private static readonly MergeValidator MergeRules = new();

    public async Task<Created<TDetail>> CreateAsync<TRequest, TDetail>(
        HttpContext http,
        string what,
        Edit edit,
        AbstractValidator<TRequest> validator,
        Func<Change, TRequest, Guid, Stamp, Task<TDetail>> insert,
        CancellationToken cancellationToken,
        LookUp<TRequest>? lookUp = null)
        where TDetail : IDetail
    {
        var edited = edit.Create<TRequest>(await RequestBody.ReadAsync(http.Request, cancellationToken));
        var id = Guid.Empty;
        var detail = await publisher.ChangeAsync(
            async change =>
            {
                await JudgeAsync(change, edited, validator, lookUp);
                var stamp = Now(http);
                id = Ids.New(stamp.Moment);
                var created = await insert(change, edited.Request, id, stamp);
                await NameWords.FoldAsync(change.Connection, id, cancellationToken);
                change.Record(what, id, null, 1);
                return created;
            },
            cancellationToken);
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{id}", detail);
    }

    /// <param name="findForUpdate">Finds the row and locks it.</param>
    /// <param name="toDetail">What GET answers of a row.</param>
    /// <param name="read">PUT or PATCH.</param>
    /// <param name="update">Writes the row, and touches it where readers may see it.</param>
    public async Task<Ok<TDetail>> EditAsync<TRequest, TRow, TDetail>(
        HttpContext http,
        string what,
        Edit edit,
        Func<Change, Task<TRow?>> findForUpdate,
        Func<Change, TRow, Task<TDetail>> toDetail,
        ReadEdit<TRequest> read,
        AbstractValidator<TRequest> validator,
        Func<Change, TRow, TRequest, Stamp, Task> update,
        CancellationToken cancellationToken,
        LookUp<TRequest>? lookUp = null)
        where TRow : class, IVersioned
        where TDetail : IDetail
    {
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        var detail = await publisher.ChangeAsync(
            async change =>
            {
                var row = await findForUpdate(change) ?? throw RefusedException.NotFound(what);
                RequestLog.About(http, row.Id);
                var now = Json.ToNode(await toDetail(change, row)).AsObject();
                var edited = await StaleDetail.ReadAsync(change.Connection, http, row, now, edit, current => read(sent, current), cancellationToken);
                await JudgeAsync(change, edited, validator, lookUp);
                await StaleDetail.KeepAsync(change.Connection, row, now, cancellationToken);
                await update(change, row, edited.Request, Now(http));
                await NameWords.FoldAsync(change.Connection, row.Id, cancellationToken);
                var after = (await findForUpdate(change))!;
                change.Record(what, row.Id, row.Version, after.Version);
                return await toDetail(change, after);
            },
            cancellationToken);
        return Answer(http, detail);
    }

    public async Task<NoContent> DeleteAsync<TRow, TDetail>(
        HttpContext http, string what, Edit edit, Func<Change, Task<TRow?>> findForUpdate, Func<TRow, TDetail> toDetail, Func<Change, TRow, Task> delete, CancellationToken cancellationToken)
        where TRow : class, IVersioned
        where TDetail : IDetail
    {
        await publisher.ChangeAsync(
            async change =>
            {
                var row = await findForUpdate(change) ?? throw RefusedException.NotFound(what);
                RequestLog.About(http, row.Id);
                var last = Json.ToNode(toDetail(row)).AsObject();
                await StaleDetail.RequireAsync(change.Connection, http.Request, row, last, edit, cancellationToken);
                await delete(change, row);
                await StaleDetail.KeepKeyAsync(change.Connection, row, last, cancellationToken);
                // What is deleted may stay as a record, as keys do; to delete that again is no second event.
                var after = await findForUpdate(change);
                if (after?.Version != row.Version) change.Record(what, row.Id, row.Version, after?.Version);
                return row.Id;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public async Task<Ok<TDetail>> MergeAsync<TRow, TDetail>(string @ref, HttpContext http, Merging<TRow, TDetail> merging, CancellationToken cancellationToken)
        where TRow : class, IMergeable
        where TDetail : IDetail
    {
        var request = Edit.Deserialize<MergeRequest>(await RequestBody.ReadAsync(http.Request, cancellationToken));
        MergeRules.ThrowIfInvalid(request);
        return Answer(http, await publisher.ChangeAsync(
            change => merging.RunAsync(change, http, @ref, request.Into!, Now(http), cancellationToken), cancellationToken));
    }

    /// <exception cref="RefusedException">422 with every fault, from wherever it is known.</exception>
    private static async Task JudgeAsync<TRequest>(Change change, Edited<TRequest> edited, AbstractValidator<TRequest> validator, LookUp<TRequest>? lookUp)
    {
        List<Fault> faults = [.. edited.Faults, .. validator.FaultsOf(edited.Request)];
        if (lookUp is not null) faults.AddRange(await lookUp(change, edited.Request));
        if (faults.Count > 0) throw RefusedException.Invalid(faults);
    }

    public Stamp Now(HttpContext http) => new(time.Moment(), http.User.KeyName());

    public static Ok<TDetail> Answer<TDetail>(HttpContext http, TDetail detail)
        where TDetail : IDetail
    {
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Ok(detail);
    }
}
