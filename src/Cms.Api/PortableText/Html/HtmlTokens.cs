using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>Sends the tags and the text of a piece of HTML into a flow. No tree is built: see <see cref="HtmlFlow"/>.</summary>
internal static class HtmlTokens
{
    // The tokenizer takes the one for the end of the source and drops the other without a word. The third may not be in a text
    // either, but comes through and is told.
    private const char TakenForTheEnd = '\uFFFF';
    private const char Dropped = '\0';
    private const char Harmless = '\uFFFE';

    /// <param name="firstLine">Where the piece stands in its source.</param>
    public static void Send(string html, HtmlFlow flow, int firstLine = 1)
    {
        var source = html.Replace(TakenForTheEnd, Harmless).Replace(Dropped, Harmless);
        using var tokenizer = new HtmlTokenizer(new TextSource(source), HtmlEntityProvider.Resolver) { IsAcceptingCharacterData = true };
        var (line, counted) = (firstLine, 0);
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile && !flow.IsFull; token = tokenizer.Get())
        {
            var at = Math.Clamp(token.Position.Position - 1, counted, source.Length);
            line += source.AsSpan(counted, at - counted).Count('\n');
            counted = at;
            flow.Line = line;
            switch (token.Type)
            {
                case HtmlTokenType.StartTag: Open(token.AsTag(), tokenizer, flow); break;
                case HtmlTokenType.EndTag: flow.Close(token.Name); break;
                case HtmlTokenType.Character: flow.Text(token.Data); break;
                case HtmlTokenType.Comment: flow.Comment(token.Data); break;
            }
        }
    }

    private static void Open(HtmlTagToken tag, HtmlTokenizer tokenizer, HtmlFlow flow)
    {
        flow.Open(tag.Name, name => tag.Attributes.Find(attribute => attribute.Name == name).Value);
        // <svg/> and <o:p/> are closed, <p/> is not.
        if (tag.IsSelfClosing && (tag.Name is "svg" or "math" || tag.Name.Contains(':', StringComparison.Ordinal))) flow.Close(tag.Name);
        tokenizer.State = flow.IsInDrawing ? HtmlParseMode.PCData : tag.Name switch
        {
            "textarea" or "title" => HtmlParseMode.RCData,
            "iframe" or "noembed" or "noframes" or "noscript" or "style" or "xmp" => HtmlParseMode.Rawtext,
            "script" => HtmlParseMode.Script,
            "plaintext" => HtmlParseMode.Plaintext,
            _ => HtmlParseMode.PCData,
        };
    }
}
