using System.Diagnostics.Metrics;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>What an operator sees of the scheduler.</summary>
internal sealed class SchedulerMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _lateness = meters.Create(Measures.Meter).CreateHistogram<double>(
        "cms.scheduler.lateness",
        "s",
        "How long after its moment a story was published, withdrawn or set free.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 1, 2, 5, 10, 60, 600] });

    public void Done(TimeSpan late) => _lateness.Record(Math.Max(0, late.TotalSeconds));
}
