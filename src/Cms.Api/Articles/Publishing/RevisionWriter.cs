using Cms.Api.Articles.Corrections;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles.Publishing;

internal static class RevisionWriter
{
    /// <summary>Makes the working copy the next revision, and that the public one. Whether it may be is checked under the lock.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection, ArticleRow row, PublishRequest request, Stamp stamp, CancellationToken cancellationToken)
    {
        var content = ArticleContent.Parse(row.Content);
        var publishedAt = content.PublishedAt ?? row.PublishedAt ?? stamp.Moment;
        var significant = request.Update == "significant" || await CorrectionRepository.AnyToTellAsync(connection, row.Id, cancellationToken);
        var number = await connection.SingleAsync<int>(RevisionSql.NextNumber, new { row.Id }, cancellationToken);
        await connection.ExecuteAsync(
            RevisionSql.Publish,
            new
            {
                row.Id,
                Number = number,
                // The moment becomes part of the working copy: publishing again does not move it.
                Content = (content with { PublishedAt = publishedAt }).Write(),
                PublishedAt = publishedAt,
                UpdatedAt = significant && row.FirstPublishedAt is not null ? stamp.Moment : (DateTimeOffset?)null,
                stamp.Moment,
                stamp.By,
            },
            cancellationToken);
        await connection.ExecuteAsync(
            RevisionSql.Insert, new { row.Id, Number = number, Significant = significant, request.Note, stamp.Moment, stamp.By }, cancellationToken);
        await connection.ExecuteAsync(RevisionSql.InsertReferences, new { row.Id, Number = number }, cancellationToken);
        await CorrectionRepository.PublishAsync(connection, row.Id, number, stamp, cancellationToken);
    }
}
