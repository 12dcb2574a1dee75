using System.Text.Encodings.Web;

namespace Cms.Api.Shared.Http;

/// <summary>
/// For answers that people read in a terminal: a quote is <c>\"</c>, apostrophes and plus signs are themselves. What could end a script element
/// is escaped all the same. What is stored is written with <see cref="Json.Encoder"/>: its bytes stay as they are.
/// </summary>
internal sealed class ReadableEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Readable = UnsafeRelaxedJsonEscaping;

    public override int MaxOutputCharactersPerInputCharacter => Readable.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => EndsScripts(unicodeScalar) || Readable.WillEncode(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var first = Readable.FindFirstCharacterToEncode(text, textLength);
        var ending = new ReadOnlySpan<char>(text, first < 0 ? textLength : first).IndexOfAny('<', '>', '&');
        return ending < 0 ? first : ending;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        (EndsScripts(unicodeScalar) ? Json.Encoder : Readable).TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    private static bool EndsScripts(int unicodeScalar) => unicodeScalar is '<' or '>' or '&';
}
