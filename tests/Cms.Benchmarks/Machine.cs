using System.Globalization;

namespace Cms.Benchmarks;

/// <summary>What the figures were measured on: they mean nothing without.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {memory:0} GB, .NET {Environment.Version}; clients on the same machine");
    }
}
