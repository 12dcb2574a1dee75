using System.Text.Json;
using Cms.Api.Shared.Http;

namespace Cms.Api.Authors;

/// <summary>Whoever a story is credited to: a person, a desk, an organisation, an agency.</summary>
internal static class Author
{
    public const string Kind = "author";
    public const string Person = "person";
    public const int MaxName = 120;
    public const int MaxJobTitle = 80;
    public const int MaxBio = 1_000;
    public const int MaxProfiles = 10;
    public const int MaxHandle = 80;

    public static readonly string[] Kinds = [Person, "organisation", "desk", "agency"];

    public static string PathOf(string slug) => "/authors/" + slug;

    /// <summary>The former names of an author that takes in another: its own first, then those of the other.</summary>
    public static string[] FormerNamesWith(AuthorRow target, AuthorRow merged) =>
        [.. target.FormerNames.Append(merged.Name).Concat(merged.FormerNames).Except([target.Name]).Distinct()];

    /// <summary>The handle without the sign that pages put before it; null when nothing else is there.</summary>
    public static string? BareHandle(string? handle) => handle?.TrimStart('@', ' ') is { Length: > 0 } bare ? bare : null;
}

/// <summary>An account on a network (<c>x</c>, <c>mastodon</c> …). Both handle and URL are shown where they are known.</summary>
internal sealed record AuthorProfile
{
    public string? Network { get; init; }

    /// <summary>Without the <c>@</c>.</summary>
    public string? Handle { get; init; }
    public string? Url { get; init; }
}

internal sealed record AuthorRow : IMergeable
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required string Slug { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public required string? JobTitle { get; init; }
    public required string? Bio { get; init; }
    public required string Profiles { get; init; }
    public required string[] FormerNames { get; init; }
    public required string? MergedInto { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    public IReadOnlyList<AuthorProfile> ParseProfiles() => JsonSerializer.Deserialize<List<AuthorProfile>>(Profiles, Json.Options)!;
}
