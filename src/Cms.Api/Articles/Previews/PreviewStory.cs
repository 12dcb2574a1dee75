using Cms.Api.Articles.Public;
using Cms.Api.Articles.Publishing;
using Cms.Api.Publishing;
using Cms.Api.Sections;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Articles.Previews;

/// <summary>The document that a story would have if its working copy were published now.</summary>
internal static class PreviewStory
{
    /// <summary>Stands for the section that a working copy has yet to be given; no such section is kept anywhere.</summary>
    private static readonly SectionRow Unplaced = new()
    {
        Id = Guid.Empty,
        Version = 0,
        ParentId = null,
        Slug = "preview",
        Path = "preview",
        Name = "",
        Description = null,
        FooterLinks = "[]",
        Layout = null,
        CreatedAt = default,
        CreatedBy = "",
        ModifiedAt = default,
        ModifiedBy = "",
    };

    /// <summary>Written by the code that writes public documents. It only reads, in the caller's transaction; null where there is no story.</summary>
    public static async Task<Document?> FindAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await ArticleRepository.FindAsync(connection, new Ref(id, null), cancellationToken) is not { } row) return null;
        var number = await connection.SingleAsync<int>(PreviewSql.NextRevision, new { row.Id }, cancellationToken);
        // The revision that it would be has no references yet.
        var references = await StoryReferences.ReadAsync(connection, [(id, StoryReferences.WorkingCopy)], cancellationToken);
        var content = references.Follow(id, StoryReferences.WorkingCopy, ArticleContent.Parse(row.Content));
        var stories = await StoryLoader.LoadAsync(connection, [AsPublished(row, content, number, now)], cancellationToken, Unplaced);
        return StoryDocument.Of(stories[0])[0];
    }

    /// <summary>As <see cref="RevisionWriter"/> would leave it after a minor update, but that no search engine is to list it.</summary>
    private static PublicationRow AsPublished(ArticleRow row, ArticleContent content, int number, DateTimeOffset now)
    {
        var publishedAt = content.PublishedAt ?? row.PublishedAt ?? now;
        return new PublicationRow
        {
            Id = row.Id,
            Publication = Publication.Published,
            PublicationReason = null,
            IsHeld = false,
            FirstPublishedAt = row.FirstPublishedAt ?? publishedAt,
            PublishedAt = publishedAt,
            UpdatedAt = row.UpdatedAt,
            Revision = number,
            Slug = row.Slug,
            Content = (content with { PublishedAt = publishedAt, Seo = content.Seo with { Noindex = true } }).Write(),
            Body = row.Body,
        };
    }
}
