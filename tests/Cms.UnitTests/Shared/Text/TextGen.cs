using CsCheck;

namespace Cms.UnitTests.Shared.Text;

/// <summary>Strings that text rules stumble over: many scripts, marks, joiners, signs, halves of pairs.</summary>
internal static class TextGen
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.String[Gen.Char['a', 'z'], 1, 12],
        Gen.OneOf(" ", "-", " — ", "'", "\u00A0", "\n", "e\u0301", "\u0301", "İ", "I", "ß", "Ǆ", "कि", "क्षि", "ண்", "میں", "北京", "𠀀", "ไทย",
            "\u200D", "\u200C", "👩‍👩‍👧", "❤️", "𝐁", "Ⅷ", "½", "1", "0192f0c4-7d1e-7a33-9c5b-0123456789ab", "\u1100\u1161"),
        Gen.Int[0x20, 0xFFFF].Select(i => ((char)i).ToString()),
        Gen.Int[0x10000, 0x1FFFF].Select(char.ConvertFromUtf32));

    public static readonly Gen<string> Any = Piece.List[0, 60].Select(string.Concat);

    /// <summary>What <c>PlainText</c> lets through, several lines allowed.</summary>
    public static readonly Gen<string> Allowed = Any.Where(text => Api.Shared.Text.PlainText.Flaw(text, multiline: true) is null);
}
