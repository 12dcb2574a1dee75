using Cms.Api.Shared.Data;
using Cms.Api.Shared.Paging;
using Npgsql;

namespace Cms.Api.Images;

/// <summary>Images on the editorial side, each with its agency's code and name. Every method runs in the caller's connection and transaction.</summary>
internal static class ImageRepository
{
    /// <summary>By id, the only name an image has; null when there is none.</summary>
    public static async Task<ImageRow?> FindAsync(NpgsqlConnection connection, Ref image, CancellationToken cancellationToken) =>
        image.Id is { } id ? await connection.FindAsync<ImageRow>(ImageSql.Find, new { Id = id }, cancellationToken) : null;

    /// <summary>As <see cref="FindAsync"/>, and locks the row for the rest of the transaction.</summary>
    public static async Task<ImageRow?> FindForUpdateAsync(NpgsqlConnection connection, Ref image, CancellationToken cancellationToken)
    {
        if (image.Id is not { } id) return null;
        await connection.FindAsync<Guid?>(ImageSql.LockRow, new { Id = id }, cancellationToken);
        return await FindAsync(connection, image, cancellationToken);
    }

    /// <summary>One more than the page holds, where there are more.</summary>
    public static Task<IReadOnlyList<ImageRow>> ListAsync(NpgsqlConnection connection, IdPage page, CancellationToken cancellationToken) =>
        page.Words is null
            ? connection.ListAsync<ImageRow>(ImageSql.List, new { page.After, Limit = page.Limit + 1 }, cancellationToken)
            : connection.ListAsync<ImageRow>(ImageSql.Search, new { page.Words, page.After, Limit = page.Limit + 1 }, cancellationToken);

    public static Task<IReadOnlyList<ImageRow>> ListByIdsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        connection.ListAsync<ImageRow>(ImageSql.ListByIds, new { Ids = ids }, cancellationToken);

    /// <exception cref="PostgresException">A foreign key: the agency has just been deleted.</exception>
    public static Task InsertAsync(NpgsqlConnection connection, ImageWrite image, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(ImageSql.Insert, image, cancellationToken);

    /// <exception cref="PostgresException">A foreign key: the agency has just been deleted.</exception>
    public static Task UpdateAsync(NpgsqlConnection connection, ImageWrite image, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(ImageSql.Update, image, cancellationToken);

    /// <exception cref="PostgresException">A foreign key of <c>editorial.reference</c>: a story uses it.</exception>
    public static Task DeleteAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(ImageSql.Delete, new { Id = id }, cancellationToken);
}

/// <summary>The columns a write sets.</summary>
internal sealed record ImageWrite
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required string? Alt { get; init; }
    public required bool Decorative { get; init; }
    public required string? Caption { get; init; }
    public required string? CreditLine { get; init; }
    public required Guid? AgencyId { get; init; }
    public required string? FocalPoint { get; init; }
    public required DateTimeOffset Moment { get; init; }
    public required string By { get; init; }
}
