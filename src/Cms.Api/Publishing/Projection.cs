using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>A row of the editorial side that can show in public: its kind (such as <c>article</c>) and id.</summary>
internal readonly record struct Subject(string Kind, Guid Id);

/// <summary>
/// How a resource becomes what readers get: a function of the editorial state alone (no clock), so that running it again
/// changes nothing. It runs under the publishing lock and only reads.
/// </summary>
internal interface IProjection
{
    /// <summary>The kind of subject it projects.</summary>
    string Kind { get; }

    /// <summary>To be raised when the same state gives other bytes; older rows are then projected again.</summary>
    int Version { get; }

    /// <summary>What each of these subjects shows now; one that shows nothing may be left out.</summary>
    Task<IReadOnlyList<Projected>> ProjectAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken);

    /// <summary>Who embeds a face of these subjects, by the references of published revisions, hidden ones included.</summary>
    Task<IReadOnlyList<Subject>> FindEmbeddersAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken);

    /// <summary>The ids after <paramref name="after"/> in order, for a rebuild.</summary>
    Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, Guid after, int limit, CancellationToken cancellationToken);
}

/// <summary>Everything one subject shows.</summary>
internal sealed record Projected
{
    public required Guid Id { get; init; }
    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>Former slugs that lead to the subject's own document while it is public.</summary>
    public IReadOnlyList<string> FormerSlugs { get; init; } = [];

    /// <summary>Set when it was public and has been withdrawn for good reason.</summary>
    public Withdrawal? Gone { get; init; }
}

/// <summary>A withdrawn story: why (a reason code), and every slug it was public at.</summary>
internal sealed record Withdrawal(string Reason, IReadOnlyList<string> Slugs);

/// <summary>A finished answer.</summary>
internal sealed record Document
{
    public required string Kind { get; init; }
    public required Guid Id { get; init; }
    public string? Slug { get; init; }

    /// <summary>The address of its page on the site, such as <c>/news/world/a-story</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The section document whose page furniture surrounds this one.</summary>
    public Guid? Parent { get; init; }

    /// <summary>A JSON object: the resource as a list shows it.</summary>
    public required byte[] Card { get; init; }

    /// <summary>The JSON value of member <c>body</c>, where the resource has one.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A JSON object: what only a page needs.</summary>
    public byte[]? Head { get; init; }

    /// <summary>What others embed of it: when this changes, they are projected too.</summary>
    public required byte[] Face { get; init; }

    /// <summary>Does a document of another subject show only while this one exists? Then its coming and going is a change of face.</summary>
    public bool EmbeddedOnlyWhilePublic { get; init; }

    public IReadOnlyList<Membership> Lists { get; init; } = [];
}

/// <summary>A place in a list: by instants for stories, by name for the rest.</summary>
/// <param name="List">Such as <c>tag:ID</c>; where the part before the colon is a projected kind, the list decides whether that subject shows.</param>
internal sealed record Membership(string List, DateTimeOffset? Published, DateTimeOffset? Updated, string? Name)
{
    /// <summary>By name, in a list that can be searched for the words of that name and of others.</summary>
    public static IReadOnlyList<Membership> ByName(string list, string name, params IEnumerable<string> otherNames)
    {
        var place = new Membership(list, null, null, SortName.Of(name));
        return [place, .. SearchWords.Beginnings([name, .. otherNames]).Select(beginning => place with { List = WordList.PrefixOf(list) + beginning })];
    }
}
