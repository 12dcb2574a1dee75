using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Microsoft.Extensions.Caching.Memory;

namespace Cms.Api.Pages;

/// <summary>What surrounds every story of a section: the section and the site, as a page shows them.</summary>
internal sealed record Surroundings(Guid SectionId, byte[]? SectionCard, byte[]? SectionHead, Guid SiteId, byte[]? SiteCard)
{
    /// <summary>Null where a page lacks either.</summary>
    public static Surroundings? Of(PageRow row) =>
        row is { SectionId: { } section, SiteId: { } site } ? new Surroundings(section, row.SectionCard, row.SectionHead, site, row.SiteCard) : null;
}

/// <summary>
/// The surroundings of stories, which change once a month, and were most of what a page cost beyond its story. They are used only for a story that was
/// read no earlier than they were, and no later than this instance knows the log: so it is certain that they are what the same statement
/// would have found, and no page is composed of two moments.
/// </summary>
internal sealed class KeptSurroundings(LogFollower follower, TimeProvider time) : IDisposable
{
    /// <summary>Shorter than what was touched is remembered.</summary>
    private static readonly TimeSpan Longest = TouchedTags.Kept - TimeSpan.FromMinutes(1);

    /// <summary>A newsroom has hundreds of sections.</summary>
    private const int MostSections = 2_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostSections });

    /// <param name="Number">Of the log, that they were read at.</param>
    /// <param name="Generation">Of the follower, before they were read.</param>
    private sealed record Kept(Surroundings Surroundings, long Number, int Generation, ulong[] Tags);

    public int Generation => follower.Position?.Generation ?? 0;

    /// <summary>What surrounds a story of this section that was read at this number; null where that is not certain.</summary>
    public Surroundings? Find(Guid section, long number) =>
        _kept.TryGetValue(section, out Kept? kept)
        && follower.Position is { } position
        && kept!.Generation == position.Generation
        && kept.Number >= position.Floor
        && kept.Number <= number
        && number <= position.Number
        && !follower.IsTouchedAfter(kept.Tags, kept.Number)
            ? kept.Surroundings
            : null;

    public void Keep(Surroundings surroundings, long number, int generation)
    {
        ulong[] tags = [TouchedTags.Hash(AnswerTags.Document("section", surroundings.SectionId)), TouchedTags.Hash(AnswerTags.Document("site", surroundings.SiteId))];
        using var entry = _kept.CreateEntry(surroundings.SectionId);
        entry.Value = new Kept(surroundings, number, generation, tags);
        entry.Size = 1;
        entry.AbsoluteExpiration = time.GetUtcNow() + Longest;
    }

    public void Dispose() => _kept.Dispose();
}
