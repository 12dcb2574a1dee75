namespace Cms.Api.Shared.Data;

/// <summary>
/// Names for what an answer was made of. Whoever writes <c>live</c> notes those of what it changes, and whoever keeps an answer
/// knows by them whether it is stale. Those of documents and lists go out to caches as well.
/// </summary>
internal static class AnswerTags
{
    public static string Document(string kind, Guid id) => $"{kind}:{id}";

    /// <summary>Touched when something enters, leaves or moves in the list.</summary>
    public static string List(string key) => $"list:{key}";

    /// <summary>Touched when something in the list is shown otherwise: it stands for each document, where naming each would be too long.</summary>
    public static string Cards(string key) => $"cards:{key}";

    /// <summary>Touched when a slug begins or ceases to lead to a document, directly or as a former one, or to a reason why it is gone.</summary>
    public static string Address(string kind, string slug) => $"at:{kind}:{slug}";

    /// <summary>Touched when a document comes to a slug that begins with this letter, in either case, or leaves one: it may be what was meant by a slug that leads nowhere.</summary>
    public static string Near(string kind, string slug) => $"near:{kind}:{FirstOf(slug)}";

    /// <summary>Touched when a document of a kind comes that had none.</summary>
    public static string Only(string kind) => $"only:{kind}";

    /// <summary>Touched when a document comes to this path or leaves it.</summary>
    public static string Path(string path) => $"path:{path}";

    private static string FirstOf(string slug) => (slug.Length > 1 && char.IsHighSurrogate(slug[0]) ? slug[..2] : slug[..Math.Min(1, slug.Length)]).ToLowerInvariant();
}
