using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Cms.Api.Shared.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Articles;

/// <summary>The editorial list of stories, in whatever state; without <c>state</c>, all but the trash.</summary>
internal static class ArticleList
{
    private const string Descending = "-modifiedAt";
    private const string Ascending = "modifiedAt";

    public static readonly string[] Parameters =
        ["state", "q", "section", "tag", "author", "agency", "genre", "type", "language", "publishedFrom", "publishedTo", "linksTo", "sort", "limit", "cursor"];

    public static readonly string[] Sorts = [Descending, Ascending];

    public static readonly string[] States = [.. Publication.All, "trashed", .. Article.Workflows, "scheduled", "embargoed", "held"];

    public static async Task<Ok<Page<ArticleSummary>>> ListArticles(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var query = new Query(http.Request, Parameters);
        var limit = query.Number("limit", 20, 1, 100);
        var ascending = query.OneOf("sort", Descending, Ascending) == Ascending;
        var cursor = query.Text("cursor");
        var filter = Filter(query);
        query.ThrowIfFaulty();
        var fingerprint = Cursor.Fingerprint(Identity(http.Request));
        if (cursor is not null) Continue(filter, Read(cursor, fingerprint), ascending);
        filter.Parameters["Limit"] = limit + 1;
        if (ascending) filter.Tail(ArticleListSql.OldestFirst);
        else filter.Tail(ArticleListSql.NewestFirst);

        var (rows, items) = await source.ReadAsync(
            async (connection, stop) =>
            {
                var found = await connection.ListAsync<ArticleRow>(filter, stop);
                return (found, await ArticleReader.ToSummariesAsync(connection, [.. found.Take(limit)], stop));
            },
            cancellationToken);
        var next = rows.Count > limit ? Cursor.Encode(new Position(rows[limit - 1].ModifiedAt, null, rows[limit - 1].Id), fingerprint) : null;
        if (next is not null) http.Response.Headers.Link = NextLink.Of(http.Request, next);
        return TypedResults.Ok(new Page<ArticleSummary>
        {
            Items = items,
            Next = next,
        });
    }

    private static SqlFilter Filter(Query query)
    {
        var filter = new SqlFilter(ArticleSql.ListHead);
        if (query.AnyOf("state", States) is { Length: > 0 } states) filter.Where(ArticleListSql.InState, "States", states);
        else filter.Where(ArticleListSql.NotTrashed);
        if (query.Words("q") is { Count: > 0 } words) filter.Where(ArticleListSql.WithWords, "Words", SearchWords.ToQuery(words));
        if (query.AnyOf("section") is { Length: > 0 } sections)
            filter.Where(ArticleListSql.InSection, "Sections", sections.Select(path => path.Trim('/')).ToArray());
        if (Grouped(query.Groups("tag"), "Tag", filter)) filter.Where(ArticleListSql.WithTags);
        if (Grouped(query.Groups("author"), "Author", filter)) filter.Where(ArticleListSql.ByAuthors);
        if (query.AnyOf("agency") is { Length: > 0 } agencies) filter.Where(ArticleListSql.FromAgencies, "Agencies", agencies);
        if (query.AnyOf("genre", Article.Genres) is { Length: > 0 } genres) filter.Where(ArticleListSql.InGenre, "Genres", genres);
        if (query.AnyOf("type", Article.Types) is { Length: > 0 } types) filter.Where(ArticleListSql.OfType, "Types", types);
        if (query.AnyOf("language") is { Length: > 0 } languages)
            filter.Where(ArticleListSql.InLanguage, "Languages", languages.Select(language => language.ToLowerInvariant()).ToArray());
        if (query.AnyOf("linksTo") is { Length: > 0 } targets) filter.Where(ArticleListSql.LinksTo, "Targets", targets);
        if (query.Instant("publishedFrom") is { } from) filter.Where(ArticleListSql.PublishedFrom, "PublishedFrom", from);
        if (query.Instant("publishedTo") is { } to) filter.Where(ArticleListSql.PublishedTo, "PublishedTo", to);
        return filter;
    }

    private static bool Grouped(IReadOnlyList<string[]> groups, string name, SqlFilter filter)
    {
        if (groups.Count == 0) return false;
        filter.Parameters[name + "Groups"] = groups.SelectMany((group, index) => group.Select(_ => index)).ToArray();
        filter.Parameters[name + "Keys"] = groups.SelectMany(group => group).ToArray();
        return true;
    }

    /// <summary>What decides which stories the list holds, and in which order: all that was asked but where to go on and how far.</summary>
    private static IEnumerable<string> Identity(HttpRequest request) =>
        request.Query.Where(parameter => parameter.Key is not ("cursor" or "limit")).OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .SelectMany(parameter => parameter.Value.Select(value => $"{parameter.Key}={value}"));

    private static Position Read(string cursor, ulong fingerprint) =>
        Cursor.TryDecode(cursor, fingerprint, out var position) && position.At is not null
            ? position
            : throw new RefusedException(Problems.InvalidCursor, "The cursor is not one that this list gave with these filters.");

    private static void Continue(SqlFilter filter, Position cursor, bool ascending)
    {
        filter.Parameters["At"] = cursor.At;
        filter.Parameters["Id"] = cursor.Id;
        if (ascending) filter.Where(ArticleListSql.After);
        else filter.Where(ArticleListSql.Before);
    }
}
