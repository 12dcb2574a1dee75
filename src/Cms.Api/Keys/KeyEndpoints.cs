using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cms.Api.Keys;

internal static class KeyEndpoints
{
    private static readonly KeyValidator Validator = new();

    public static Task<Created<KeyCreated>> CreateKey(HttpContext http, Editing editing, TimeProvider time, CancellationToken cancellationToken) =>
        editing.CreateAsync<KeyRequest, KeyCreated>(
            http,
            Key.Kind,
            KeyDetail.Edit,
            new NewKeyValidator(time.Moment()),
            async (change, request, id, stamp) =>
            {
                var secret = Key.NewSecret();
                await KeyRepository.InsertAsync(
                    change.Connection,
                    new NewKey
                    {
                        Id = id,
                        Name = request.Name!,
                        Role = request.Role!,
                        Hash = Key.Hash(secret),
                        ExpiresAt = request.ExpiresAt,
                        CreatedAt = stamp.Moment,
                        CreatedBy = stamp.By,
                    },
                    cancellationToken);
                return new KeyCreated(KeyDetail.From((await KeyRepository.FindForUpdateAsync(change.Connection, id, cancellationToken))!), secret);
            },
            cancellationToken);

    public static async Task<Ok<Page<KeyDetail>>> ListKeys(HttpContext http, KeyRepository keys, CancellationToken cancellationToken)
    {
        var page = IdPage.Read(http.Request);
        var rows = await keys.ListAsync(page.After, page.Limit + 1, cancellationToken);
        return page.Answer(http, rows, KeyDetail.From, row => row.Id);
    }

    public static async Task<Ok<KeyDetail>> GetKey(string id, HttpContext http, KeyRepository keys, CancellationToken cancellationToken)
    {
        var row = Ref.Parse(id).Id is { } parsed ? await keys.FindAsync(parsed, cancellationToken) : null;
        return Editing.Answer(http, KeyDetail.From(row ?? throw RefusedException.NotFound(Key.Kind)));
    }

    public static Task<Ok<KeyDetail>> ReplaceKey(string id, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(id, KeyDetail.Edit.Replace<KeyRequest>, http, editing, cancellationToken);

    public static Task<Ok<KeyDetail>> PatchKey(string id, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(id, KeyDetail.Edit.Patch<KeyRequest>, http, editing, cancellationToken);

    /// <summary>The row stays, as the record of whose key it was; revoking it again changes nothing.</summary>
    public static Task<NoContent> RevokeKey(string id, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.DeleteAsync<KeyRow, KeyDetail>(
            http,
            Key.Kind,
            KeyDetail.Edit,
            change => FindForUpdateAsync(change.Connection, id, cancellationToken),
            KeyDetail.From,
            (change, row) => KeyRepository.RevokeAsync(change.Connection, row.Id, editing.Now(http).Moment, cancellationToken),
            cancellationToken);

    private static Task<Ok<KeyDetail>> EditAsync(string id, ReadEdit<KeyRequest> read, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.EditAsync<KeyRequest, KeyRow, KeyDetail>(
            http,
            Key.Kind,
            KeyDetail.Edit,
            change => FindForUpdateAsync(change.Connection, id, cancellationToken),
            (_, row) => Task.FromResult(KeyDetail.From(row)),
            (sent, current) => RefuseToExpire(read(sent, current), current, editing.Now(http).Moment),
            Validator,
            (change, row, request, _) => KeyRepository.UpdateAsync(
                change.Connection, row with { Name = request.Name!, Role = request.Role!, ExpiresAt = request.ExpiresAt }, cancellationToken),
            cancellationToken);

    /// <summary>An expiry that has passed is no news where it stays; as a new one it would look like a mistake, and revoking is done with DELETE.</summary>
    private static Edited<KeyRequest> RefuseToExpire(Edited<KeyRequest> edited, JsonNode current, DateTimeOffset now) =>
        edited.Request.ExpiresAt is { } expiry && expiry <= now && InstantConverter.Format(expiry) != (string?)current["expiresAt"]
            ? edited with { Faults = [.. edited.Faults, new Fault("/expiresAt", FaultCodes.OutOfRange, Key.Expired)] }
            : edited;

    private static async Task<KeyRow?> FindForUpdateAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken) =>
        Ref.Parse(id).Id is { } parsed ? await KeyRepository.FindForUpdateAsync(connection, parsed, cancellationToken) : null;
}
