using System.Diagnostics.Metrics;
using Cms.Api.Shared.Http;

namespace Cms.Api.Publishing;

/// <summary>What an operator sees of the projection queue.</summary>
internal sealed class QueueMetrics
{
    private readonly Gauge<long> _waiting;
    private readonly Gauge<long> _parked;

    public QueueMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Measures.Meter);
        _waiting = meter.CreateGauge<long>("cms.queue.waiting", "{subject}", "What has changed and is still to be shown.");
        _parked = meter.CreateGauge<long>("cms.queue.parked", "{subject}", "What cannot be shown as it is: it failed, and somebody has to look.");
    }

    /// <summary>Whether anybody wants to know.</summary>
    public bool IsOn => _waiting.Enabled || _parked.Enabled;

    public void Tell(QueueLength length)
    {
        _waiting.Record(length.Waiting);
        _parked.Record(length.Parked);
    }
}
