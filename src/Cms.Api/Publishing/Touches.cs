using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>The tags of what one write to <c>live</c> changed: exactly what has to be read anew, computed from the rows before and after.</summary>
internal static class Touches
{
    public static IReadOnlyCollection<string> Of(string kind, DocumentChanges documents, MembershipChanges memberships, AliasChanges aliases, GoneChanges gone)
    {
        var tags = new HashSet<string>();
        var before = documents.Stored.ToDictionary(row => (row.Kind, row.Id));
        foreach (var document in documents.Upserted) AddUpserted(tags, document, before.GetValueOrDefault((document.Kind, document.Id)));
        foreach (var row in documents.Deleted)
        {
            tags.Add(AnswerTags.Document(row.Kind, row.Id));
            AddPlaces(tags, row.Kind, row.Slug, row.Path);
        }
        tags.UnionWith(memberships.Lists.Select(AnswerTags.List));
        tags.UnionWith(aliases.Slugs.Select(slug => AnswerTags.Address(kind, slug)));
        foreach (var row in gone.Changed) tags.Add(row.Slug is null ? AnswerTags.Document(kind, row.Id) : AnswerTags.Address(kind, row.Slug));
        return tags;
    }

    /// <summary>For lists that were changed by themselves, after the documents that made it necessary were written.</summary>
    public static async Task AddListsAsync(NpgsqlConnection connection, IReadOnlyCollection<string> lists, CancellationToken cancellationToken)
    {
        if (lists.Count == 0) return;
        await connection.ExecuteAsync(LiveSql.AddTouch, new { Tags = lists.Select(AnswerTags.List).ToArray() }, cancellationToken);
    }

    private static void AddUpserted(HashSet<string> tags, Document document, DocumentRow? before)
    {
        tags.Add(AnswerTags.Document(document.Kind, document.Id));
        if (before is null || before.Slug != document.Slug || before.Path != document.Path)
        {
            AddPlaces(tags, document.Kind, document.Slug, document.Path);
            if (before is not null) AddPlaces(tags, before.Kind, before.Slug, before.Path);
        }
        if (before is null && document.Slug is null) tags.Add(AnswerTags.Only(document.Kind));
        // Where it is new in a list, the list itself is touched.
        if (before is not null) tags.UnionWith(document.Lists.Select(place => AnswerTags.Cards(place.List)));
    }

    private static void AddPlaces(HashSet<string> tags, string kind, string? slug, string? path)
    {
        if (slug is not null) tags.UnionWith([AnswerTags.Address(kind, slug), AnswerTags.Near(kind, slug)]);
        if (path is not null) tags.Add(AnswerTags.Path(path));
    }
}
