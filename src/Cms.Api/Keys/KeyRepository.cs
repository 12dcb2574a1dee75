using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Keys;

internal sealed class KeyRepository(EditorialDataSource source)
{
    /// <summary>The key with this secret, valid or not, or null.</summary>
    public async Task<KeyRow?> FindBySecretAsync(string secret, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await connection.FindAsync<KeyRow>(KeySql.FindByHash, new { Hash = Key.Hash(secret) }, cancellationToken);
    }

    public async Task<KeyRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await connection.FindAsync<KeyRow>(KeySql.Find, new { Id = id }, cancellationToken);
    }

    public async Task<IReadOnlyList<KeyRow>> ListAsync(Guid after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await connection.ListAsync<KeyRow>(KeySql.List, new { After = after, Limit = limit }, cancellationToken);
    }

    /// <summary>Is there an admin key that works?</summary>
    public async Task<bool> AnyAdminAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await connection.SingleAsync<bool>(KeySql.AnyAdmin, null, cancellationToken);
    }

    public async Task InsertAsync(NewKey key, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await InsertAsync(connection, key, cancellationToken);
    }

    /// <summary>For the key that the configuration names: every start offers it, one start keeps it.</summary>
    public async Task InsertIfNewAsync(NewKey key, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(KeySql.InsertIfNew, key, cancellationToken);
    }

    public async Task UseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(KeySql.Use, new { Id = id }, cancellationToken);
    }

    /// <summary>False when it is revoked already, or never was.</summary>
    public async Task<bool> RevokeAsync(Guid id, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return await RevokeAsync(connection, id, moment, cancellationToken);
    }

    public static Task InsertAsync(NpgsqlConnection connection, NewKey key, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(KeySql.Insert, key, cancellationToken);

    /// <inheritdoc cref="RevokeAsync(Guid, DateTimeOffset, CancellationToken)"/>
    public static async Task<bool> RevokeAsync(NpgsqlConnection connection, Guid id, DateTimeOffset moment, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(KeySql.Revoke, new { Id = id, RevokedAt = moment }, cancellationToken) == 1;

    /// <summary>Locks the row for the rest of the transaction.</summary>
    public static Task<KeyRow?> FindForUpdateAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.FindAsync<KeyRow>(KeySql.FindForUpdate, new { Id = id }, cancellationToken);

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
