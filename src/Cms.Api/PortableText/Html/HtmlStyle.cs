using System.Globalization;

namespace Cms.Api.PortableText.Html;

/// <summary>What the <c>style</c> attribute of an element says that a body has words for.</summary>
internal sealed class HtmlStyle
{
    private static readonly HtmlStyle None = new(null);

    private const HtmlMarks All = HtmlMarks.Strong | HtmlMarks.Em | HtmlMarks.Strike | HtmlMarks.Sub | HtmlMarks.Sup | HtmlMarks.Code;

    private readonly Dictionary<string, string>? _values;

    private HtmlStyle(Dictionary<string, string>? values) => _values = values;

    /// <summary>The last of equal names wins; nothing here is at fault.</summary>
    public static HtmlStyle Of(string? attribute)
    {
        if (string.IsNullOrEmpty(attribute)) return None;

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in attribute.AsSpan().Split(';'))
        {
            var declaration = attribute.AsSpan()[part];
            var colon = declaration.IndexOf(':');
            if (colon <= 0) continue;
            var value = declaration[(colon + 1)..];
            // "!important"
            if (value.IndexOf('!') is var mark and >= 0) value = value[..mark];
            Set(values, declaration[..colon].Trim().ToString(), value.Trim().ToString().ToLowerInvariant());
        }
        return new HtmlStyle(values);
    }

    // "bold 12px Arial" says the weight and slope before the size, and puts them back where it does not; one word names another font's.
    private static void Set(Dictionary<string, string> values, string name, string value)
    {
        values[name] = value;
        if (!name.Equals("font", StringComparison.OrdinalIgnoreCase) || !value.Contains(' ', StringComparison.Ordinal)) return;

        (values["font-weight"], values["font-style"]) = ("normal", "normal");
        foreach (var range in value.AsSpan().Split(' '))
        {
            var word = value[range];
            if (word is "italic" or "oblique") values["font-style"] = word;
            else if (IsBold(word) is not null) values["font-weight"] = word == "normal" ? values["font-weight"] : word;
            else if (word is not ("" or "small-caps")) return;
        }
    }

    public bool IsHidden => Is("display", "none") || Is("visibility", "hidden") || Is("visibility", "collapse") || Is("mso-hide", "all");

    /// <summary>Whether it is a block of its own; null when nothing is said.</summary>
    public bool? IsBlock =>
        Is("display", "inline") || Is("display", "contents") ? false
        : Is("display", "block") || Is("display", "list-item") || Is("display", "flex") || Is("display", "grid") ? true
        : null;

    public bool IsUnderlined => this["text-decoration"].Contains("underline", StringComparison.Ordinal);

    public string this[string name] => _values?.GetValueOrDefault(name) ?? "";

    public bool HasMarks => _values is not null && (Change(HtmlMarks.None) != HtmlMarks.None || Change(All) != All);

    /// <summary>The marks of the text in the element, from those that it would have otherwise.</summary>
    public HtmlMarks Change(HtmlMarks marks)
    {
        if (_values is null) return marks;
        marks = IsBold(this["font-weight"]) switch { true => marks | HtmlMarks.Strong, false => marks & ~HtmlMarks.Strong, null => marks };
        if (Is("font-style", "normal")) marks &= ~HtmlMarks.Em;
        if (Is("font-style", "italic") || Is("font-style", "oblique")) marks |= HtmlMarks.Em;
        if (this["text-decoration"].Contains("line-through", StringComparison.Ordinal) || Is("text-decoration-line", "line-through")) marks |= HtmlMarks.Strike;
        if (Is("vertical-align", "sub")) marks |= HtmlMarks.Sub;
        if (Is("vertical-align", "super")) marks |= HtmlMarks.Sup;
        return marks;
    }

    private static bool? IsBold(string weight) => weight switch
    {
        "bold" or "bolder" => true,
        "normal" or "lighter" => false,
        _ when int.TryParse(weight, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number >= 600,
        _ => null,
    };

    private bool Is(string name, string value) => _values is not null && _values.TryGetValue(name, out var found) && found.AsSpan().StartsWith(value, StringComparison.Ordinal);
}
