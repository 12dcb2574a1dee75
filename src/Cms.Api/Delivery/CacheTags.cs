using System.Text;

namespace Cms.Api.Delivery;

/// <summary>The names under which a cache keeps an answer, so that it can be told what is stale. Ids, never slugs: a header is ASCII.</summary>
internal sealed class CacheTags
{
    private readonly StringBuilder _tags = new();

    public CacheTags AddDocument(string kind, Guid id) => Add($"{kind}:{id}");

    public CacheTags AddList(string key) => Add($"list:{Escape(key)}");

    /// <summary>Stands for every item of a list, where naming each would make a header too long.</summary>
    public CacheTags AddCards(string key) => Add($"cards:{Escape(key)}");

    public override string ToString() => _tags.ToString();

    private CacheTags Add(string tag)
    {
        if (_tags.Length > 0) _tags.Append(',');
        _tags.Append(tag);
        return this;
    }

    /// <summary>A list's name may end in a client's own words.</summary>
    private static string Escape(string key) => string.Join(':', key.Split(':').Select(Uri.EscapeDataString));
}
