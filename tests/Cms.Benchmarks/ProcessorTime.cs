using System.Globalization;

namespace Cms.Benchmarks;

/// <summary>Processor time as the operating system counts it, in hundredths of a second, of processes and what they have started.</summary>
internal static class ProcessorTime
{
    private const int TicksPerSecond = 100;

    /// <summary>Of these processes, their children, and children that have ended.</summary>
    public static TimeSpan Of(params int[] processes)
    {
        var ticks = 0L;
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            if (Read(Path.Combine(folder, "stat")) is not { } fields) continue;
            var id = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
            if (!processes.Contains(id) && !processes.Contains((int)fields[1])) continue;
            ticks += fields[11] + fields[12] + (processes.Contains(id) ? fields[13] + fields[14] : 0);
        }
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    /// <summary>The fields behind the name, which may hold spaces: state, parent …; null where it has ended.</summary>
    private static long[]? Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
