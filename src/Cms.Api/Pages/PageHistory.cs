using System.Data;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Pages;

/// <summary>Pages as readers got them.</summary>
internal sealed class PageHistory(EditorialDataSource source)
{
    /// <param name="at">Null for now.</param>
    /// <exception cref="RefusedException">422 <c>not_kept</c>: the past is not known so far back; or the moment is yet to come.</exception>
    public Task<PageRow> FindAsync(PagePath path, DateTimeOffset? at, CancellationToken cancellationToken) => source.ReadAsync(
        async (connection, stop) =>
        {
            // One snapshot: what was kept when it was asked for is still there when it is read.
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
            var kept = await connection.SingleAsync<KeptRow>(PageAsOfSql.FindKept, null, stop);
            var moment = at ?? kept.Now;
            if (moment < kept.Since)
                throw new RefusedException(Problems.NotKept, $"What readers saw is known from {InstantConverter.Format(kept.Since)} on.");
            if (moment > kept.Now)
                throw new RefusedException(Problems.NotKept, $"It is {InstantConverter.Format(kept.Now)}: nobody has seen what comes later.");
            return await connection.SingleAsync<PageRow>(
                PageAsOfSql.Find,
                new { path.Path, SectionPath = path.Path[1..], path.SlugKind, path.Slug, Limit = PageAnswer.ItemCount, At = moment },
                stop);
        },
        cancellationToken);
}

internal sealed record KeptRow
{
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset Now { get; init; }
}
