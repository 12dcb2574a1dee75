using Cms.Api.Shared.Data;

namespace Cms.Api.Articles.Revisions;

/// <param name="Kept">How long every working copy is kept.</param>
internal sealed record SaveSettings(TimeSpan Kept);

/// <summary>
/// Of working copies that were replaced long ago, the last of each day stays, after a year the last of each month. Published
/// revisions are another table.
/// </summary>
internal sealed class SaveThinning(EditorialDataSource source, SaveSettings settings)
{
    /// <summary>One pass over all stories, in small transactions; given up where another instance is at it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Guid? after = Guid.Empty;
        while (after is { } last) after = await ThinAsync(last, cancellationToken);
    }

    private async Task<Guid?> ThinAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await connection.SingleAsync<bool>(SaveThinningSql.TryLock, null, cancellationToken)) return null;
        var next = await connection.FindAsync<Guid?>(SaveThinningSql.ThinNext, new { After = after, settings.Kept }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }
}
