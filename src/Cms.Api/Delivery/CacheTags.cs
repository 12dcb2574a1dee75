using System.Text;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;

namespace Cms.Api.Delivery;

/// <summary>
/// What an answer was made of. Documents and lists are the names under which a cache keeps it, so that it can be told what is stale: ids,
/// never slugs, for a header is ASCII. The addresses that were asked for count inside only: what they led to is stale when they lead elsewhere.
/// </summary>
internal sealed class CacheTags
{
    private readonly StringBuilder _names = new();
    private readonly List<ulong> _all = [];

    /// <summary>Hashes of all tags, as <see cref="TouchedTags"/> knows them.</summary>
    public ulong[] ToHashes() => [.. _all];

    public CacheTags AddDocument(string kind, Guid id)
    {
        var tag = AnswerTags.Document(kind, id);
        return Add(tag, tag);
    }

    public CacheTags AddList(string key) => Add(AnswerTags.List(key), AnswerTags.List(Escape(key)));

    /// <summary>For caches of others, which do not know the addresses that were asked for.</summary>
    public CacheTags AddListForOthers(string key) => Add(null, AnswerTags.List(Escape(key)));

    /// <summary>Stands for every item of a list, where naming each would make a header too long.</summary>
    public CacheTags AddCards(string key) => Add(AnswerTags.Cards(key), AnswerTags.Cards(Escape(key)));

    public CacheTags AddAddress(string kind, string slug) => Add(AnswerTags.Address(kind, slug), null);

    public CacheTags AddNear(string kind, string slug) => Add(AnswerTags.Near(kind, slug), null);

    public CacheTags AddPath(string path) => Add(AnswerTags.Path(path), null);

    /// <summary>Of a kind that has one document, where there is none yet.</summary>
    public CacheTags AddOnly(string kind) => Add(AnswerTags.Only(kind), null);

    public override string ToString() => _names.ToString();

    private CacheTags Add(string? tag, string? name)
    {
        if (tag is not null) _all.Add(TouchedTags.Hash(tag));
        if (name is null) return this;
        if (_names.Length > 0) _names.Append(',');
        _names.Append(name);
        return this;
    }

    /// <summary>A list's name may end in a client's own words.</summary>
    private static string Escape(string key) => string.Join(':', key.Split(':').Select(Uri.EscapeDataString));
}
