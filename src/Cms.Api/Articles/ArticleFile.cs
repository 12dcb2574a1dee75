using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.Api.PortableText.Markdown;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Http;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Articles;

/// <summary>
/// A working copy as a Markdown file, for the editor's own editor: the members that can be edited in its head, the body below.
/// An inline related link that says no more than its line in the text does is told there only.
/// </summary>
internal static class ArticleFile
{
    public const string MediaType = "text/markdown";

    private static readonly string[] NotInHead = [.. ArticleDetail.Edit.ReadOnly, .. ArticleDetail.Edit.Computed, "body"];

    public static bool IsWantedBy(HttpRequest request) => AcceptHeader.Prefers(request, MediaType);

    /// <exception cref="RefusedException">400: cannot be read as the type it is sent as, 413, 415.</exception>
    public static async Task<JsonObject> ReadOrJsonAsync(HttpRequest request, CancellationToken cancellationToken) =>
        IsFile(request.ContentType)
            ? Read(await RequestBody.ReadTextAsync(request, cancellationToken))
            : await RequestBody.ReadAsync(request, cancellationToken);

    private static JsonObject Read(string file)
    {
        var (head, text) = FrontMatter.Read(file);
        if (head.ContainsKey("body") || head.ContainsKey("bodyHtml") || !head.TryAdd("bodyMarkdown", text))
            throw new RefusedException(Problems.Malformed, "The body stands below the head of the file, not in it.");
        return head;
    }

    /// <param name="slugs">Of the stories that related links lead to.</param>
    public static string Write(ArticleDetail article, Body body, IReadOnlyDictionary<Guid, string> slugs)
    {
        var held = BodyReferences.Of(body).RelatedLinks.CountBy(link => link.Id).ToDictionary();
        var named = article.RelatedLinks
            .Where(link => link is { Position: RelatedLink.Inline, Article: not null })
            .GroupBy(link => (link.Kind, link.Article))
            .Where(links => links.Count() == 1)
            .Select(links => links.Single())
            // The same name in two lines is read as two links.
            .Where(link => held.GetValueOrDefault(link.Id) < 2)
            .ToDictionary(link => link.Id, link => (link.Kind, slugs[link.Article!.Value]));

        var head = Json.ToNode(article).AsObject();
        foreach (var name in NotInHead) head.Remove(name);
        head["relatedLinks"] = new JsonArray([.. article.RelatedLinks
            .Where(link => !(link is { Title: null, Label: null } && named.ContainsKey(link.Id) && held.ContainsKey(link.Id)))
            .Select(link => ToHead(link, slugs))]);
        return FrontMatter.Write(head, MarkdownWriter.Write(body, id => Name(id, article, named)));
    }

    private static bool IsFile(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        && RequestBody.OtherCharset(type) is null;

    private static (string Kind, string Target)? Name(Guid id, ArticleDetail article, Dictionary<Guid, (string Kind, string Slug)> named)
    {
        if (named.TryGetValue(id, out var name)) return name;
        return article.RelatedLinks.FirstOrDefault(link => link.Id == id) is { } link ? (link.Kind, id.ToString()) : null;
    }

    private static JsonObject ToHead(RelatedLinkDetail link, IReadOnlyDictionary<Guid, string> slugs)
    {
        var head = Json.ToNode(link).AsObject();
        head.Remove("state");
        if (link.Article is { } story) head["article"] = slugs[story];
        return head;
    }
}
