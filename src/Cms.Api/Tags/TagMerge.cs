using System.Globalization;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Tags;

/// <summary>Two tags that turned out to be one subject.</summary>
internal static class TagMerge
{
    public static string? Objection(TagRow merged, TagRow target)
    {
        if (merged.Type != target.Type) return $"A tag of type {merged.Type} is not merged into one of type {target.Type}; change the type of one of them first.";
        var synonyms = Tag.SynonymsWith(target, merged).Length;
        return synonyms > Tag.MaxSynonyms
            ? string.Create(CultureInfo.InvariantCulture, $"Together they would have {synonyms} synonyms, and a tag has {Tag.MaxSynonyms} at most; take out some first.")
            : null;
    }

    /// <summary>What the merged was called the other is found by.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, TagRow merged, TagRow target, Stamp stamp, CancellationToken cancellationToken)
    {
        await TagRepository.MergeAsync(connection, merged, target.Id, stamp, cancellationToken);
        var write = new TagWrite
        {
            Id = target.Id,
            Slug = target.Slug,
            Type = target.Type,
            Name = target.Name,
            Synonyms = Tag.SynonymsWith(target, merged),
            Moment = stamp.Moment,
            By = stamp.By,
        };
        await TagRepository.UpdateAsync(connection, write, cancellationToken);
    }
}
