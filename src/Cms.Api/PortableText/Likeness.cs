using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Cms.Api.PortableText;

/// <summary>What a block is compared by: the bag of its words, or, where it has none of its own, what it refers to.</summary>
internal sealed class Likeness
{
    private readonly Type _type;

    // Hashes in order, so that two bags are compared in one walk: a body written anew compares every block with every other.
    private readonly ulong[] _words;

    public Likeness(Block block)
    {
        _type = block.GetType();
        _words = [.. WordsOf(block).Select(word => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(word.AsSpan()))).Order()];
    }

    /// <summary>0 for nothing in common, 1 for the same words (Dice's coefficient); blocks of two types have nothing in common.</summary>
    public double To(Likeness other)
    {
        if (_type != other._type) return 0;
        if (_words.Length + other._words.Length == 0) return 1;
        var common = 0;
        for (int i = 0, j = 0; i < _words.Length && j < other._words.Length;)
        {
            if (_words[i] == other._words[j]) (common, i, j) = (common + 1, i + 1, j + 1);
            else if (_words[i] < other._words[j]) i++;
            else j++;
        }
        return 2.0 * common / (_words.Length + other._words.Length);
    }

    private static IEnumerable<string> WordsOf(Block block) => block switch
    {
        ImageBlock image => [image.Image.ToString()],
        GalleryBlock gallery => gallery.Items.Select(item => item.Image.ToString()),
        EmbedBlock embed => [embed.Url],
        RelatedLinkBlock link => [link.RelatedLinkId.ToString()],
        CorrectionBlock correction => [correction.CorrectionId.ToString()],
        PullQuoteBlock quote => Split(quote.Text),
        _ => Split(BodyText.Of(new Body([block]))),
    };

    /// <summary>Runs of letters and digits; an ideograph is a word, for nothing parts those.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (isWord) word.Append(rune);
            if (word.Length == 0 || (isWord && rune.Value < 0x2E80)) continue;
            yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0) yield return word.ToString();
    }
}
