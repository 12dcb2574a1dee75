using Cms.Api.Shared.Following;

namespace Cms.Api.Delivery.Cache;

/// <summary>How much of what readers get an instance keeps in its memory.</summary>
internal sealed record CacheSettings
{
    /// <summary>None: every answer is read.</summary>
    public int Megabytes { get; init; } = 128;

    /// <summary>How long an answer is sent before it is read anew all the same: shorter than what was touched is remembered.</summary>
    public TimeSpan Longest { get; init; } = TouchedTags.Kept - TimeSpan.FromMinutes(1);

    /// <summary>How long what is kept is sent, beyond what it would be otherwise, while the database is away.</summary>
    public TimeSpan Stale { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether the names of what an answer shows are sent in a second header, for caches that know them by that.</summary>
    public bool SurrogateKeys { get; init; }
}
