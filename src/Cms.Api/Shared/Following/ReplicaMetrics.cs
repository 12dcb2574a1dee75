using System.Diagnostics.Metrics;
using Cms.Api.Shared.Http;

namespace Cms.Api.Shared.Following;

/// <summary>What an operator sees of the replicas.</summary>
internal sealed class ReplicaMetrics
{
    private readonly Counter<long> _reads;
    private readonly Counter<long> _late;
    private readonly Gauge<double> _lag;

    public ReplicaMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Measures.Meter);
        _reads = meter.CreateCounter<long>("cms.replica.reads", "{read}", "Answers of replicas.");
        _late = meter.CreateCounter<long>("cms.replica.late", "{read}", "Of these, those that were read again from the primary.");
        _lag = meter.CreateGauge<double>("cms.replica.lag", "s", "For how long the oldest change that the last answer lacked had been known.");
    }

    public void Answered(TimeSpan lag, bool isFresh)
    {
        _reads.Add(1);
        if (!isFresh) _late.Add(1);
        _lag.Record(lag.TotalSeconds);
    }
}
