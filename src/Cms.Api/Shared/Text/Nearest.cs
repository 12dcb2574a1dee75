namespace Cms.Api.Shared.Text;

/// <summary>The name that was probably meant, for faults that say so.</summary>
internal static class Nearest
{
    private const int LongestTypo = 40;

    /// <summary>The candidate at the smallest edit distance, or null when none is close.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestTypo) return null;

        var nearest = candidates.Select(candidate => (candidate, distance: Distance(name, candidate))).DefaultIfEmpty().MinBy(c => c.distance);
        return nearest.candidate is not null && nearest.distance <= Math.Max(1, nearest.candidate.Length / 3) ? nearest.candidate : null;
    }

    /// <summary>A sentence's end for a fault: <c> Did you mean "slug"?</c>, or nothing where nothing is close.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) => To(name, candidates) is { } meant ? $" Did you mean \"{meant}\"?" : "";

    // Edits of single letters, and of two that changed places; blind to case: Caption, captoin, image_id.
    private static int Distance(string a, string b)
    {
        int[] beforeLast = [], last = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) && IsSame(a[i - 2], b[j - 1])) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last) = (last, row);
        }
        return last[^1];
    }

    private static bool IsSame(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
