using System.Globalization;
using System.IO.Hashing;

namespace Cms.Api.PortableText;

/// <summary>
/// Keys for blocks that came without one. Made of the content and of how many equal blocks stand before, not of the place in
/// the body: sent again with a paragraph put in, the others keep theirs, and so does what refers to them.
/// </summary>
internal static class BlockKeys
{
    /// <param name="avoid">Keys that a new block does not get, because they were another's.</param>
    public static IReadOnlyList<Block> Fill(IReadOnlyList<Block> blocks, IEnumerable<string>? avoid = null)
    {
        var taken = blocks.Concat(blocks.OfType<FactBoxBlock>().SelectMany(box => box.Children))
            .Select(block => block.Key).Where(key => key.Length > 0).Concat(avoid ?? []).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<ulong, int>();
        return Fill(blocks, taken, seen);
    }

    // One level of recursion: fact boxes hold no fact boxes.
    private static List<Block> Fill(IReadOnlyList<Block> blocks, HashSet<string> taken, Dictionary<ulong, int> seen)
    {
        var filled = new List<Block>(blocks.Count);
        foreach (var block in blocks)
        {
            var whole = block is FactBoxBlock box ? box with { Children = Fill(box.Children, taken, seen) } : block;
            filled.Add(whole.Key.Length > 0 ? whole : whole with { Key = Make(whole, taken, seen) });
        }
        return filled;
    }

    private static string Make(Block block, HashSet<string> taken, Dictionary<ulong, int> seen)
    {
        var content = BodyWriter.ToBytes(block);
        var hash = XxHash64.HashToUInt64(content);
        while (true)
        {
            var ordinal = seen[hash] = seen.GetValueOrDefault(hash) + 1;
            var key = XxHash64.HashToUInt64(content, ordinal).ToString("x16", CultureInfo.InvariantCulture)[..12];
            if (taken.Add(key)) return key;
        }
    }
}
