using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Publishing;

/// <summary>A row that editors change under its version.</summary>
internal interface IVersioned
{
    Guid Id { get; }
    long Version { get; }
}

/// <summary>What editors read of a row.</summary>
internal interface IDetail
{
    string Etag { get; }
}

/// <summary>When a write happens, and whose it is.</summary>
internal sealed record Stamp(DateTimeOffset Moment, string By);

/// <summary>Reads what was sent into a request: as it is, or over what GET answers now.</summary>
internal delegate TRequest ReadEdit<out TRequest>(JsonObject sent, JsonNode current);

/// <summary>
/// The course of an editorial write, the same for every resource: read and judge what was sent, lock the row, compare the
/// version, write, project, answer what GET answers.
/// </summary>
internal sealed class Editing(Publisher publisher, TimeProvider time)
{
    public async Task<Created<TDetail>> CreateAsync<TRequest, TDetail>(
        HttpContext http,
        Edit edit,
        AbstractValidator<TRequest> validator,
        Func<Change, TRequest, Guid, Stamp, Task<TDetail>> insert,
        CancellationToken cancellationToken)
        where TDetail : IDetail
    {
        var request = edit.Create<TRequest>(await RequestBody.ReadAsync(http.Request, cancellationToken));
        validator.ThrowIfInvalid(request);
        var id = Guid.Empty;
        var detail = await publisher.ChangeAsync(
            async change =>
            {
                var stamp = Now(http);
                id = Guid.CreateVersion7(stamp.Moment);
                return await insert(change, request, id, stamp);
            },
            cancellationToken);
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Created($"{http.Request.Path}/{id}", detail);
    }

    /// <param name="findForUpdate">Finds the row and locks it.</param>
    /// <param name="toDetail">What GET answers of a row.</param>
    /// <param name="read">PUT or PATCH.</param>
    /// <param name="update">Writes the row, and touches it where readers may see it.</param>
    public async Task<Ok<TDetail>> EditAsync<TRequest, TRow, TDetail>(
        HttpContext http,
        string what,
        Func<Change, Task<TRow?>> findForUpdate,
        Func<Change, TRow, Task<TDetail>> toDetail,
        ReadEdit<TRequest> read,
        AbstractValidator<TRequest> validator,
        Func<Change, TRow, TRequest, Stamp, Task> update,
        CancellationToken cancellationToken)
        where TRow : class, IVersioned
        where TDetail : IDetail
    {
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        var detail = await publisher.ChangeAsync(
            async change =>
            {
                var row = await findForUpdate(change) ?? throw RefusedException.NotFound(what);
                Preconditions.Require(http.Request, row.Version);
                var request = read(sent, Json.ToNode(await toDetail(change, row)));
                validator.ThrowIfInvalid(request);
                await update(change, row, request, Now(http));
                return await toDetail(change, (await findForUpdate(change))!);
            },
            cancellationToken);
        return Answer(http, detail);
    }

    public async Task<NoContent> DeleteAsync<TRow>(
        HttpContext http, string what, Func<Change, Task<TRow?>> findForUpdate, Func<Change, TRow, Task> delete, CancellationToken cancellationToken)
        where TRow : class, IVersioned
    {
        await publisher.ChangeAsync(
            async change =>
            {
                var row = await findForUpdate(change) ?? throw RefusedException.NotFound(what);
                Preconditions.Require(http.Request, row.Version);
                await delete(change, row);
                return row.Id;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public Stamp Now(HttpContext http) => new(time.Moment(), http.User.KeyName());

    public static Ok<TDetail> Answer<TDetail>(HttpContext http, TDetail detail)
        where TDetail : IDetail
    {
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Ok(detail);
    }
}
