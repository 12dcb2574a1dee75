using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Keys;

internal sealed class KeyRepository(EditorialDataSource source)
{
    /// <summary>The key whose secret has this hash, valid or not, or null.</summary>
    public Task<KeyRow?> FindByHashAsync(byte[] hash, CancellationToken cancellationToken) =>
        source.ReadAsync((connection, stop) => connection.FindAsync<KeyRow>(KeySql.FindByHash, new { Hash = hash }, stop), cancellationToken);

    /// <summary>Of the secrets of all keys that work.</summary>
    public Task<IReadOnlyList<byte[]>> ListHashesAsync(CancellationToken cancellationToken) =>
        source.ReadAsync((connection, stop) => connection.ListAsync<byte[]>(KeySql.ListHashes, null, stop), cancellationToken);

    public Task<KeyRow?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        source.ReadAsync((connection, stop) => connection.FindAsync<KeyRow>(KeySql.Find, new { Id = id }, stop), cancellationToken);

    public Task<IReadOnlyList<KeyRow>> ListAsync(Guid after, int limit, CancellationToken cancellationToken) =>
        source.ReadAsync((connection, stop) => connection.ListAsync<KeyRow>(KeySql.List, new { After = after, Limit = limit }, stop), cancellationToken);

    /// <summary>Is there an admin key that works?</summary>
    public Task<bool> AnyAdminAsync(CancellationToken cancellationToken) =>
        source.ReadAsync((connection, stop) => connection.SingleAsync<bool>(KeySql.AnyAdmin, null, stop), cancellationToken);

    public Task InsertAsync(NewKey key, CancellationToken cancellationToken) =>
        source.ChangeAsync(
            (connection, stop) => NoteAsync(connection, key.CreatedBy, new AuditEntry("createKey", Key.Kind, key.Id, null, 1, null), () => connection.ExecuteAsync(KeySql.Insert, key, stop), stop),
            cancellationToken);

    /// <summary>For the key that the configuration names: every start offers it, one start keeps it.</summary>
    public Task InsertIfNewAsync(NewKey key, CancellationToken cancellationToken) =>
        source.ChangeAsync(
            (connection, stop) => NoteAsync(connection, key.CreatedBy, new AuditEntry("createKey", Key.Kind, key.Id, null, 1, null), () => connection.ExecuteAsync(KeySql.InsertIfNew, key, stop), stop),
            cancellationToken);

    public Task UseAsync(Guid id, CancellationToken cancellationToken) =>
        source.ReadAsync((connection, stop) => connection.ExecuteAsync(KeySql.Use, new { Id = id }, stop), cancellationToken);

    /// <summary>False when it is revoked already, or never was.</summary>
    public Task<bool> RevokeAsync(Guid id, DateTimeOffset moment, CancellationToken cancellationToken) =>
        source.ChangeAsync(
            async (connection, stop) =>
            {
                var version = (await connection.FindAsync<KeyRow>(KeySql.Find, new { Id = id }, stop))?.Version;
                return await NoteAsync(
                    connection,
                    "command line",
                    new AuditEntry("revokeKey", Key.Kind, id, version, version + 1, null),
                    () => connection.ExecuteAsync(KeySql.Revoke, new { Id = id, RevokedAt = moment }, stop),
                    stop);
            },
            cancellationToken);

    public static Task InsertAsync(NpgsqlConnection connection, NewKey key, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(KeySql.Insert, key, cancellationToken);

    /// <inheritdoc cref="RevokeAsync(Guid, DateTimeOffset, CancellationToken)"/>
    public static async Task<bool> RevokeAsync(NpgsqlConnection connection, Guid id, DateTimeOffset moment, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(KeySql.Revoke, new { Id = id, RevokedAt = moment }, cancellationToken) == 1;

    /// <summary>Locks the row for the rest of the transaction.</summary>
    public static Task<KeyRow?> FindForUpdateAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.FindAsync<KeyRow>(KeySql.FindForUpdate, new { Id = id }, cancellationToken);

    /// <summary>A write that no request asked for and that touches nothing readers see; noted where it changed a row.</summary>
    private static async Task<bool> NoteAsync(NpgsqlConnection connection, string by, AuditEntry entry, Func<Task<int>> write, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var written = await write() == 1;
        if (written) await AuditTrail.WriteAsync(connection, Act.OfService with { By = by }, [entry], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    /// <summary>Sets name, role and expiry.</summary>
    public static Task UpdateAsync(NpgsqlConnection connection, KeyRow key, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(KeySql.Update, new { key.Id, key.Name, key.Role, key.ExpiresAt }, cancellationToken);
}

internal sealed record NewKey
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required byte[] Hash { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
}
