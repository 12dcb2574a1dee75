using System.Data;
using Cms.Api.Articles.Lifecycle;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Pages;

/// <summary>Pages as readers got them, or will get them if nothing happens but what is scheduled.</summary>
internal sealed class PageHistory(EditorialDataSource source, Publisher publisher, DueMoments due)
{
    /// <param name="at">Null for now.</param>
    /// <exception cref="RefusedException">422 <c>not_kept</c>: the past is not known so far back, or the future so far ahead.</exception>
    public async Task<PageRow> FindAsync(PagePath path, DateTimeOffset? at, CancellationToken cancellationToken) =>
        await FindPastAsync(path, at, cancellationToken) ?? await ForeseeAsync(path, at!.Value, cancellationToken);

    /// <summary>Null for a moment that is yet to come, by the clock of the database.</summary>
    private Task<PageRow?> FindPastAsync(PagePath path, DateTimeOffset? at, CancellationToken cancellationToken) => source.ReadAsync(
        async (connection, stop) =>
        {
            // One snapshot: what was kept when it was asked for is still there when it is read.
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
            var kept = await connection.SingleAsync<KeptRow>(PageAsOfSql.FindKept, null, stop);
            var moment = at ?? kept.Now;
            if (moment < kept.Since)
                throw new RefusedException(Problems.NotKept, $"What readers saw is known from {InstantConverter.Format(kept.Since)} on.");
            if (moment > kept.Now) return null;
            return await connection.FindAsync<PageRow>(
                PageAsOfSql.Find,
                new { path.Path, path.SectionPath, path.SlugKind, path.Slug, Limit = PageAnswer.ItemCount, At = moment },
                stop);
        },
        cancellationToken);

    private Task<PageRow> ForeseeAsync(PagePath path, DateTimeOffset at, CancellationToken cancellationToken) => publisher.ForeseeAsync(
        change => due.ForeseeAsync(change, at, cancellationToken),
        connection => connection.SingleAsync<PageRow>(PageSql.Find, PageReader.ParametersOf(path), cancellationToken),
        cancellationToken);
}

internal sealed record KeptRow
{
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset Now { get; init; }
}
