using System.Text;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Npgsql;

namespace Cms.Api.Articles;

/// <summary>Working copies. Every method runs in the caller's connection and transaction.</summary>
internal static class ArticleRepository
{
    /// <summary>By id, or by a slug it has or once had; null when there is none.</summary>
    public static Task<ArticleRow?> FindAsync(NpgsqlConnection connection, Ref article, CancellationToken cancellationToken) =>
        article.Id is { } id
            ? connection.FindAsync<ArticleRow>(ArticleSql.Find, new { Id = id }, cancellationToken)
            : connection.FindAsync<ArticleRow>(ArticleSql.FindBySlug, new { article.Slug }, cancellationToken);

    public static Task<IReadOnlyList<ArticleRow>> ListByIdsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken) =>
        connection.ListAsync<ArticleRow>(ArticleSql.ListByIds, new { Ids = ids }, cancellationToken);

    /// <summary>
    /// As <see cref="FindAsync"/>, and locks the row for the rest of the transaction: weakly enough that a story linking here
    /// can be saved meanwhile.
    /// </summary>
    public static async Task<ArticleRow?> FindForUpdateAsync(NpgsqlConnection connection, Ref article, CancellationToken cancellationToken)
    {
        if (await FindAsync(connection, article, cancellationToken) is not { } row) return null;
        await connection.FindAsync<Guid?>(ArticleSql.LockRow, new { row.Id }, cancellationToken);
        return await FindAsync(connection, new Ref(row.Id, null), cancellationToken);
    }

    /// <summary>Until the end of the transaction no other may ask for a story of this origin in order to create or replace it.</summary>
    public static Task LockOriginAsync(NpgsqlConnection connection, Origin origin, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(ArticleSql.LockOrigin, origin, cancellationToken);

    /// <summary>The story of an origin, locked as by <see cref="FindForUpdateAsync"/>; null when there is none.</summary>
    public static async Task<ArticleRow?> FindByOriginForUpdateAsync(NpgsqlConnection connection, Origin origin, CancellationToken cancellationToken) =>
        await connection.FindAsync<Guid?>(ArticleSql.LockRowByOrigin, origin, cancellationToken) is { } id
            ? await FindAsync(connection, new Ref(id, null), cancellationToken)
            : null;

    public static async Task InsertAsync(NpgsqlConnection connection, ArticleWrite article, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(ArticleSql.Insert, Parameters(article), cancellationToken);
        await WriteReferencesAsync(connection, article, cancellationToken);
    }

    /// <summary>Whether it changed anything. A save that does not is no version, and undoes no approval.</summary>
    public static async Task<bool> UpdateAsync(NpgsqlConnection connection, ArticleWrite article, CancellationToken cancellationToken)
    {
        if (await connection.ExecuteAsync(ArticleSql.Update, Parameters(article), cancellationToken) == 0) return false;
        await WriteReferencesAsync(connection, article, cancellationToken);
        return true;
    }

    /// <summary>Into the trash, or out of it where <paramref name="trashedAt"/> is null.</summary>
    public static Task TrashAsync(NpgsqlConnection connection, Guid id, DateTimeOffset? trashedAt, Stamp stamp, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(ArticleSql.Trash, new { Id = id, TrashedAt = trashedAt, stamp.Moment, stamp.By }, cancellationToken);

    private static object Parameters(ArticleWrite article) => new
    {
        article.Id,
        article.Slug,
        Content = article.Content.Write(),
        Body = Encoding.UTF8.GetString(BodyWriter.ToBytes(article.Body)),
        HeadlineWords = SearchWords.Of(article.Content.Headline).ToArray(),
        OriginSystem = article.Origin.System,
        OriginId = article.Origin.Id,
        article.Stamp.Moment,
        article.Stamp.By,
    };

    private static async Task WriteReferencesAsync(NpgsqlConnection connection, ArticleWrite article, CancellationToken cancellationToken)
    {
        await ClaimRelatedLinksAsync(connection, article.Id, article.Content.RelatedLinks, cancellationToken);
        var rows = ReferencesOf(article.Content, article.Body).Order().ToList();
        Guid?[] Column(string kind) => [.. rows.Select(row => row.Kind == kind ? row.Id : (Guid?)null)];
        await connection.ExecuteAsync(
            ArticleSql.InsertMissingReferences,
            new
            {
                article.Id,
                SectionIds = Column("section"),
                AuthorIds = Column("author"),
                TagIds = Column("tag"),
                AgencyIds = Column("agency"),
                ImageIds = Column("image"),
                TargetIds = Column("target"),
            },
            cancellationToken);
        await connection.ExecuteAsync(
            ArticleSql.DeleteOtherReferences, new { article.Id, WantedIds = rows.Select(row => row.Id).ToArray() }, cancellationToken);
    }

    private static async Task ClaimRelatedLinksAsync(
        NpgsqlConnection connection, Guid articleId, IReadOnlyList<RelatedLink> links, CancellationToken cancellationToken)
    {
        if (links.Count == 0) return;
        var parameters = new { ArticleId = articleId, Ids = links.Select(link => link.Id).ToArray() };
        await connection.ExecuteAsync(ArticleSql.ClaimRelatedLinks, parameters, cancellationToken);
        var foreign = await connection.ListAsync<Guid>(ArticleSql.ListForeignRelatedLinks, parameters, cancellationToken);
        if (foreign.Count > 0)
            throw new RefusedException(Problems.RelatedLinkTaken, $"The related link id {foreign[0]} belongs to another article; choose a new one.");
    }

    /// <summary>What a version of a story names: <c>target</c> is a story that a related link leads to.</summary>
    public static HashSet<(string Kind, Guid Id)> ReferencesOf(ArticleContent content, Body body)
    {
        IEnumerable<Guid?> sections = [content.Section, .. content.OtherSections];
        IEnumerable<Guid?> images = [content.LeadImage?.Image, content.Social.Image, .. BodyReferences.Of(body).Images.Select(Guid? (image) => image.Id)];
        return
        [
            .. sections.OfType<Guid>().Select(id => ("section", id)),
            .. content.Bylines.Select(byline => ("author", byline.Author)),
            .. content.Tags.Select(id => ("tag", id)),
            .. content.Sources.Select(source => ("agency", source.Agency)),
            .. images.OfType<Guid>().Select(id => ("image", id)),
            .. content.RelatedLinks.Select(link => link.Article).OfType<Guid>().Select(id => ("target", id)),
        ];
    }
}
