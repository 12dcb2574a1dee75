namespace Cms.Api.Shared.Text;

/// <summary>The name that was probably meant, for faults that say so.</summary>
internal static class Nearest
{
    /// <summary>As long as the path of a deep section; what is longer is no name that somebody mistyped.</summary>
    public const int LongestTypo = 200;

    /// <summary>The candidate at the smallest edit distance, or null when none is close.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestTypo) return null;

        var nearest = candidates.Select(candidate => (candidate, distance: Distance(name, candidate, MostEdits(candidate)))).DefaultIfEmpty().MinBy(c => c.distance);
        return nearest.candidate is not null && nearest.distance <= MostEdits(nearest.candidate) ? nearest.candidate : null;
    }

    /// <summary>How many edits a name is from one that it may have been meant for; null where it is not close.</summary>
    public static int? Edits(string name, string meant) =>
        name.Length <= LongestTypo && Distance(name, meant, MostEdits(meant)) is var edits && edits <= MostEdits(meant) ? edits : null;

    /// <summary>A sentence's end for a fault: <c> Did you mean "slug"?</c>, or nothing where nothing is close.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) => Hint(To(name, candidates));

    public static string Hint(string? meant) => meant is null ? "" : $" Did you mean \"{meant}\"?";

    private static int MostEdits(string candidate) => Math.Max(1, candidate.Length / 3);

    /// <summary>
    /// Edits of single letters, and of two that changed places; blind to case: Caption, captoin, image_id. Where there are more than
    /// <paramref name="most"/>, it matters no more how many.
    /// </summary>
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        var (same, shorter) = (0, Math.Min(a.Length, b.Length));
        while (same < shorter && IsSame(a[same], b[same])) same++;
        a = a[same..];
        b = b[same..];
        (same, shorter) = (0, Math.Min(a.Length, b.Length));
        while (same < shorter && IsSame(a[^(same + 1)], b[^(same + 1)])) same++;
        a = a[..^same];
        b = b[..^same];
        if (Math.Abs(a.Length - b.Length) > most) return int.MaxValue;

        int[] beforeLast = new int[b.Length + 1], last = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        var leastBefore = 0;
        for (var i = 1; i <= a.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) && IsSame(a[i - 2], b[j - 1])) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > most && leastBefore > most) return int.MaxValue;
            (beforeLast, last, row, leastBefore) = (last, row, beforeLast, least);
        }
        return last[^1];
    }

    private static bool IsSame(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
