using Cms.Api.Articles.Corrections;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Articles.Publishing;

/// <summary>A story that is published, and in whose name.</summary>
internal readonly record struct PublishedBy(ArticleRow Row, string By);

internal static class RevisionWriter
{
    /// <summary>Makes each working copy the next revision of its story, and that the public one. Whether it may be is checked under the lock.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<PublishedBy> stories, PublishRequest request, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. stories.Select(story => story.Row.Id)];
        var corrections = await CorrectionRepository.ListAsync(connection, ids, cancellationToken);
        var contents = stories.Select(story => Dated(ArticleContent.Parse(story.Row.Content), story.Row, moment)).ToList();
        bool[] significants = [.. ids.Select(id => request.Update == "significant" || corrections[id].Any(row => row.Revision is null && Correction.IsTold(row.Kind, row.Severity)))];
        await connection.ExecuteAsync(
            RevisionSql.Publish,
            new
            {
                Ids = ids,
                Contents = contents.Select(content => content.Write()).ToArray(),
                PublishedAts = contents.Select(content => content.PublishedAt!.Value).ToArray(),
                Significants = significants,
                Bys = stories.Select(story => story.By).ToArray(),
                Moment = moment,
            },
            cancellationToken);
        await connection.ExecuteAsync(RevisionSql.Insert, new { Ids = ids, Significants = significants, request.Note }, cancellationToken);
        await connection.ExecuteAsync(RevisionSql.InsertReferences, new { Ids = ids }, cancellationToken);
        await CorrectionRepository.PublishAsync(connection, ids, moment, cancellationToken);
    }

    /// <summary>The moment becomes part of the working copy: publishing again does not move it.</summary>
    private static ArticleContent Dated(ArticleContent content, ArticleRow row, DateTimeOffset moment) =>
        content with { PublishedAt = content.PublishedAt ?? row.PublishedAt ?? moment };
}
