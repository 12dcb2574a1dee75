using System.Diagnostics.Metrics;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery.Cache;

/// <summary>What an operator sees of the cache.</summary>
internal sealed class CacheMetrics
{
    private readonly Counter<long> _hits;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _misses;

    public CacheMetrics(IMeterFactory meters, KeptAnswers kept, LogFollower follower)
    {
        var meter = meters.Create(Measures.Meter);
        _hits = meter.CreateCounter<long>("cms.cache.hits", "{answer}", "Answers sent from memory.");
        _stale = meter.CreateCounter<long>("cms.cache.stale", "{answer}", "Of the hits, those sent while the database was away.");
        _misses = meter.CreateCounter<long>("cms.cache.misses", "{answer}", "Answers read from the database.");
        meter.CreateObservableGauge("cms.cache.entries", () => kept.Count, "{entry}", "Answers and spellings of requests in memory.");
        meter.CreateObservableGauge("cms.cache.size", () => kept.Bytes, "By", "Memory that they take, roughly.");
        meter.CreateObservableGauge("cms.follower.lag", () => Math.Min(follower.Age.TotalSeconds, 86_400), "s", "Since the head of the log was last confirmed.");
    }

    public void Hit(bool isStale)
    {
        _hits.Add(1);
        if (isStale) _stale.Add(1);
    }

    public void Missed() => _misses.Add(1);
}
