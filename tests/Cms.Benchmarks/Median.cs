namespace Cms.Benchmarks;

/// <summary>Of measured values, which others on the machine push upwards only.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values) => Share(values, 0.5);

    /// <summary>The value that so large a share of them stay below.</summary>
    public static double Share(IEnumerable<double> values, double share) => values.Order().ToList() is var ordered ? ordered[(int)((ordered.Count - 1) * share)] : 0;
}
