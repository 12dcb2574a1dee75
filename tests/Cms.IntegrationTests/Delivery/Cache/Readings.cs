using System.Diagnostics.Metrics;
using Cms.Api.Shared.Http;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Delivery.Cache;

/// <summary>Counts, from now on, what one instance reads from its database for readers, and what it sends from memory.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _hits;
    private long _misses;

    public Readings(CmsApp app)
    {
        // Meters of other instances in this process have factories of their own.
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Measures.Meter && ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
        {
            if (instrument.Name == "cms.cache.hits") Interlocked.Add(ref _hits, measurement);
            if (instrument.Name == "cms.cache.misses") Interlocked.Add(ref _misses, measurement);
        });
        _listener.Start();
    }

    public long Hits => Interlocked.Read(ref _hits);
    public long Misses => Interlocked.Read(ref _misses);

    public void Dispose() => _listener.Dispose();
}
