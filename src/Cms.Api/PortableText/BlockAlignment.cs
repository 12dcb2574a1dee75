namespace Cms.Api.PortableText;

/// <summary>
/// Finds for each block of a body the one that it was before an edit, for text that comes back without keys. Equal blocks are
/// paired first, in order; then, between those, blocks that are alike; then equal ones that were moved. So an edit of one word
/// changes one block.
/// </summary>
internal static class BlockAlignment
{
    // Two texts that share less than this are taken for a paragraph that went and another that came.
    private const double Alike = 0.5;

    /// <summary>The keys of the body before, given to the blocks that were there; new blocks get new keys.</summary>
    public static Body CarryKeys(Body before, Body after)
    {
        var carried = CarryKeys(before.Blocks, after.Blocks);
        return new Body(BlockKeys.Fill(carried, avoid: AllBlocks(before.Blocks).Select(block => block.Key)));
    }

    /// <summary>Blocks without a counterpart come out without a key. One level of recursion: fact boxes hold no fact boxes.</summary>
    private static List<Block> CarryKeys(IReadOnlyList<Block> before, IReadOnlyList<Block> after)
    {
        var pairs = Pair(before, after);
        return [.. after.Select((block, index) => pairs[index] is { } place ? Carry(before[place], block) : Unkeyed(block))];
    }

    private static Block Carry(Block before, Block after) => (before, after) switch
    {
        (FactBoxBlock old, FactBoxBlock box) => box with { Key = old.Key, Children = CarryKeys(old.Children, box.Children) },
        (TextBlock old, TextBlock text) => CanonicalText.Rekey(text, old.MarkDefs) with { Key = old.Key },
        _ => after with { Key = before.Key },
    };

    private static Block Unkeyed(Block block) => block is FactBoxBlock box
        ? box with { Key = "", Children = [.. box.Children.Select(Unkeyed)] }
        : block with { Key = "" };

    /// <summary>For each block after, the place of its counterpart before, or null.</summary>
    private static int?[] Pair(IReadOnlyList<Block> before, IReadOnlyList<Block> after)
    {
        var pairs = new int?[after.Count];
        string[] old = [.. before.Select(Content)], young = [.. after.Select(Content)];
        PairEqual(old, young, pairs);
        PairAlike(before, after, pairs);
        PairMoved(old, young, pairs);
        return pairs;
    }

    /// <summary>The longest common subsequence: at most 500 blocks on either side, so the table is small.</summary>
    private static void PairEqual(string[] old, string[] young, int?[] pairs)
    {
        var longest = new int[old.Length + 1, young.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = young.Length - 1; j >= 0; j--)
                longest[i, j] = old[i] == young[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }
        for (int i = 0, j = 0; i < old.Length && j < young.Length;)
        {
            if (old[i] == young[j]) pairs[j++] = i++;
            else if (longest[i + 1, j] >= longest[i, j + 1]) i++;
            else j++;
        }
    }

    private static void PairAlike(IReadOnlyList<Block> before, IReadOnlyList<Block> after, int?[] pairs)
    {
        var start = 0;
        for (var j = 0; j <= after.Count; j++)
        {
            if (j < after.Count && pairs[j] is null) continue;
            var first = start > 0 ? pairs[start - 1]!.Value + 1 : 0;
            var end = j < after.Count ? pairs[j]!.Value : before.Count;
            PairGap(before, (first, end), after, (start, j), pairs);
            start = j + 1;
        }
    }

    /// <summary>Pairs in order, so that the sum of likeness is largest.</summary>
    private static void PairGap(IReadOnlyList<Block> before, (int Start, int End) old, IReadOnlyList<Block> after, (int Start, int End) young, int?[] pairs)
    {
        int rows = old.End - old.Start, columns = young.End - young.Start;
        if (rows == 0 || columns == 0) return;
        if (rows == 1 && columns == 1 && before[old.Start].GetType() == after[young.Start].GetType())
        {
            pairs[young.Start] = old.Start;
            return;
        }

        var oldTexts = Enumerable.Range(old.Start, rows).Select(i => new Likeness(before[i])).ToList();
        var youngTexts = Enumerable.Range(young.Start, columns).Select(j => new Likeness(after[j])).ToList();
        var best = new double[rows + 1, columns + 1];
        var like = new double[rows, columns];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                like[i, j] = oldTexts[i].To(youngTexts[j]);
                best[i, j] = Math.Max(best[i + 1, j], best[i, j + 1]);
                if (like[i, j] >= Alike) best[i, j] = Math.Max(best[i, j], best[i + 1, j + 1] + like[i, j]);
            }
        }
        for (int i = 0, j = 0; i < rows && j < columns;)
        {
            if (best[i, j] == best[i + 1, j]) i++;
            else if (best[i, j] == best[i, j + 1]) j++;
            else pairs[young.Start + j++] = old.Start + i++;
        }
    }

    private static void PairMoved(string[] old, string[] young, int?[] pairs)
    {
        var free = Enumerable.Range(0, old.Length).Except(pairs.OfType<int>()).ToLookup(place => old[place]).ToDictionary(same => same.Key, same => new Queue<int>(same));
        for (var j = 0; j < young.Length; j++)
        {
            if (pairs[j] is null && free.TryGetValue(young[j], out var places) && places.TryDequeue(out var place)) pairs[j] = place;
        }
    }

    /// <summary>A block's content, equal for equal blocks whatever their keys.</summary>
    private static string Content(Block block) => System.Text.Encoding.UTF8.GetString(BodyWriter.ToBytes(WithoutKeys(block)));

    private static Block WithoutKeys(Block block) => block switch
    {
        FactBoxBlock box => box with { Key = "", Children = [.. box.Children.Select(WithoutKeys)] },
        TextBlock text => CanonicalText.Rekey(text, []) with { Key = "" },
        _ => block with { Key = "" },
    };

    private static IEnumerable<Block> AllBlocks(IReadOnlyList<Block> blocks) =>
        blocks.Concat(blocks.OfType<FactBoxBlock>().SelectMany(box => box.Children));
}
