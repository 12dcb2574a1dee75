using DiffPlex;

namespace Cms.Api.Articles.Revisions;

/// <summary>What differs between two texts, by words.</summary>
internal static class TextDiff
{
    public const string Equal = "equal";
    public const string Delete = "delete";
    public const string Insert = "insert";

    /// <summary>Beyond so many pairs of words (of all that differs) the whole is told as replaced: nobody wrote one from the other.</summary>
    private const long MostPairs = 4_000_000;

    public static readonly string[] Operations = [Equal, Delete, Insert];

    /// <summary>No segment is empty; of two empty texts there is none.</summary>
    public static IReadOnlyList<TextSegment> Between(string before, string after)
    {
        var segments = new List<TextSegment>();
        var (was, now) = (TextTokens.Of(before), TextTokens.Of(after));
        var hunks = Sequence.Between(was, now, MostPairs);
        var place = 0;
        foreach (var hunk in WithoutIslands(hunks, was, now))
        {
            Add(Equal, was[place..hunk.Before.Start]);
            Add(Delete, was[hunk.Before]);
            Add(Insert, now[hunk.After]);
            place = hunk.Before.End.Value;
        }
        Add(Equal, was[place..]);
        return segments;

        void Add(string operation, string[] tokens)
        {
            if (tokens.Length > 0) segments.Add(new TextSegment { Op = operation, Text = string.Concat(tokens) });
        }
    }

    /// <summary>A space that alone stayed between words that were replaced is replaced with them: five new words read better as one change.</summary>
    private static List<Hunk> WithoutIslands(IReadOnlyList<Hunk> hunks, string[] was, string[] now)
    {
        var joined = new List<Hunk>();
        foreach (var hunk in hunks)
        {
            if (joined.LastOrDefault() is { } last
                && was[last.Before.End..hunk.Before.Start].All(string.IsNullOrWhiteSpace)
                && (Any(last.Before) || Any(hunk.Before))
                && (Any(last.After) || Any(hunk.After)))
                joined[^1] = new Hunk(last.Before.Start..hunk.Before.End, last.After.Start..hunk.After.End);
            else
                joined.Add(hunk);
        }
        return joined;

        static bool Any(Range range) => range.Start.Value < range.End.Value;
    }
}

/// <summary>Items of an earlier sequence in whose place others stand in a later one; either may be none.</summary>
internal sealed record Hunk(Range Before, Range After);

internal static class Sequence
{
    /// <param name="mostPairs">Where more than that would have to be compared, all between what is the same at both ends is one hunk.</param>
    public static IReadOnlyList<Hunk> Between(string[] before, string[] after, long mostPairs = long.MaxValue)
    {
        var start = 0;
        while (start < Math.Min(before.Length, after.Length) && before[start] == after[start]) start++;
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        var (was, now) = (before[start..^end], after[start..^end]);
        if (was.Length == 0 && now.Length == 0) return [];
        if ((long)was.Length * now.Length > mostPairs || was.Length == 0 || now.Length == 0)
            return [new Hunk(start..(before.Length - end), start..(after.Length - end))];
        return [.. Differ.Instance.CreateDiffs(Pieces.Before, Pieces.After, false, false, new Pieces(was, now)).DiffBlocks.Select(block => new Hunk(
            (start + block.DeleteStartA)..(start + block.DeleteStartA + block.DeleteCountA),
            (start + block.InsertStartB)..(start + block.InsertStartB + block.InsertCountB)))];
    }

    /// <summary>The library takes texts and has them cut; ours are cut already.</summary>
    private sealed class Pieces(string[] before, string[] after) : IChunker
    {
        public const string Before = "before";
        public const string After = "after";

        public IReadOnlyList<string> Chunk(string text) => text == Before ? before : after;
    }
}
