using Cms.Api.Shared.Http;

namespace Cms.Api.Tags;

/// <summary>A subject that stories share: a topic, a place, a person …</summary>
internal static class Tag
{
    public const string Kind = "tag";
    public const int MaxName = 100;
    public const int MaxSynonyms = 50;

    public static readonly string[] Types = ["topic", "place", "organisation", "person", "event", "series", "work"];

    public static string PathOf(string slug) => "/tags/" + slug;

    /// <summary>The synonyms of a tag that takes in another: its own first, then what the other was called.</summary>
    public static string[] SynonymsWith(TagRow target, TagRow merged) =>
        [.. target.Synonyms.Append(merged.Name).Concat(merged.Synonyms).Except([target.Name], StringComparer.OrdinalIgnoreCase).Distinct(StringComparer.OrdinalIgnoreCase)];
}

internal sealed record TagRow : IMergeable
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required string Slug { get; init; }
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required string[] Synonyms { get; init; }
    public required string? MergedInto { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }
}
