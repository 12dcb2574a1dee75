using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cms.Api.PortableText.Output;

/// <summary>
/// HTML that is also well-formed XML. Tags are written as they are given; text and the values of attributes only ever come
/// escaped, so nothing of a body can become markup.
/// </summary>
internal sealed class HtmlMarkup
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'\n");

    private readonly StringBuilder _html = new();

    public HtmlMarkup Tag(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>White space that a browser shows nothing of, and that keeps words apart for whoever takes the text alone.</summary>
    public HtmlMarkup NewLine() => Tag("\n");

    /// <param name="keepLines">In <c>pre</c>, where a line break stands for itself.</param>
    public HtmlMarkup Text(string text, bool keepLines = false)
    {
        Escape(text, keepLines ? "\n" : "<br />\n");
        return this;
    }

    /// <summary>A start tag's attribute; none where the value is null.</summary>
    public HtmlMarkup Attribute(string name, string? value)
    {
        if (value is null) return this;
        _html.Append(' ').Append(name).Append("=\"");
        Escape(value, "&#10;");
        _html.Append('"');
        return this;
    }

    public HtmlMarkup Attribute(string name, int value) => Attribute(name, value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _html.ToString();

    private void Escape(ReadOnlySpan<char> text, string newLine)
    {
        while (text.IndexOfAny(Special) is var at and >= 0)
        {
            _html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => newLine,
            });
            text = text[(at + 1)..];
        }
        _html.Append(text);
    }
}
