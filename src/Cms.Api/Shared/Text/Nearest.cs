namespace Cms.Api.Shared.Text;

/// <summary>The name that was probably meant, for faults that say so.</summary>
internal static class Nearest
{
    private const int LongestTypo = 40;

    /// <summary>The candidate at the smallest edit distance, or null when none is close.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestTypo) return null;

        var nearest = candidates.Select(candidate => (candidate, distance: Distance(name, candidate))).MinBy(c => c.distance);
        return nearest.candidate is not null && nearest.distance <= Math.Max(1, nearest.candidate.Length / 3) ? nearest.candidate : null;
    }

    // Levenshtein, blind to case: Caption, captoin, image_id.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }
        return row[^1];
    }
}
