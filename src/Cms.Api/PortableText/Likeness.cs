using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>What a block is compared by: the bag of its words, or, where it has none of its own, what it refers to.</summary>
internal sealed class Likeness
{
    private readonly Type _type;

    // A body written anew compares every block with every other. So a bag is its smallest hashes, in order: below the largest
    // that two bags both reach, each is a fair sample of its block's words.
    private const int MaxWords = 64;

    private readonly ulong[] _words;
    private readonly bool _isSample;

    public Likeness(Block block)
    {
        _type = block.GetType();
        ulong[] all = [.. WordsOf(block).Select(word => XxHash64.HashToUInt64(MemoryMarshal.AsBytes(word.AsSpan()))).Order()];
        _isSample = all.Length > MaxWords;
        _words = _isSample ? all[..MaxWords] : all;
    }

    /// <summary>0 for nothing in common, 1 for the same words (Dice's coefficient); blocks of two types have nothing in common.</summary>
    public double To(Likeness other)
    {
        if (_type != other._type) return 0;
        if (_words.Length + other._words.Length == 0) return 1;
        var (common, i, j) = (0, 0, 0);
        while (i < _words.Length && j < other._words.Length)
        {
            if (_words[i] == other._words[j]) (common, i, j) = (common + 1, i + 1, j + 1);
            else if (_words[i] < other._words[j]) i++;
            else j++;
        }
        if (i == _words.Length && !_isSample) j = other._words.Length;
        if (j == other._words.Length && !other._isSample) i = _words.Length;
        return 2.0 * common / (i + j);
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
            var isWord = Rune.IsLetterOrDigit(rune) || PlainText.IsMark(rune.Value);
            if (isWord) word.Append(rune);
            if (word.Length == 0 || (isWord && rune.Value < 0x2E80)) continue;
            yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0) yield return word.ToString();
    }
}
