using System.Globalization;

namespace Cms.Api.PortableText.Html;

/// <summary>What holds for text at one place of the source: what the elements around it say together.</summary>
internal sealed record HtmlSetting
{
    public static readonly HtmlSetting Plain = new();

    public HtmlMarks Marks { get; init; }

    /// <summary>Where a link around it leads, fit to be stored or a <c>cms:</c> reference.</summary>
    public string? Href { get; init; }

    /// <summary>The language it is marked with; its key is empty.</summary>
    public LangMark? Language { get; init; }

    /// <summary>One of <see cref="BodyRules.Styles"/>.</summary>
    public string Style { get; init; } = "normal";

    /// <summary>The list item it is part of, if nothing between them makes it something else, such as a heading.</summary>
    public HtmlItem? Item { get; init; }

    public HtmlList? List { get; init; }

    /// <summary>White space counts, as in <c>pre</c>.</summary>
    public bool KeepsSpace { get; init; }

    /// <summary>It shows the bullet or number of a list item as text, as Word does.</summary>
    public bool IsMarker { get; init; }

    /// <summary>How many <c>q</c> are open.</summary>
    public int Quotes { get; init; }

    /// <summary>Readers of the page would not see it: the warning to give when it holds text, "" for none.</summary>
    public string? Hidden { get; init; }

    public bool LooksLike(HtmlSetting other) => Marks == other.Marks && Href == other.Href && Language == other.Language;
}

/// <summary>In the order of <see cref="BodyRules.Decorators"/>, a bit each.</summary>
[Flags]
internal enum HtmlMarks
{
    None = 0,
    Strong = 1,
    Em = 2,
    Strike = 4,
    Sub = 8,
    Sup = 16,
    Code = 32,
}

/// <param name="Depth">1 for a list that is in no other.</param>
/// <param name="Start">The number of its first item where the source says one.</param>
internal sealed record HtmlList(bool IsNumbered, int Depth, int? Start = null)
{
    /// <summary>The number of the item before.</summary>
    public int? Last { get; set; }

    /// <summary>A body would number them otherwise, so its items are paragraphs that begin with their numbers.</summary>
    public bool ShowsNumbers { get; set; }
}

/// <summary>One item, told from others by being another object.</summary>
internal sealed class HtmlItem(bool isNumbered, int level)
{
    private const int LongestMarker = 12;
    private const int LongestBullet = 2;

    public int Level => level;

    /// <summary>Word's bullet or number, which says what kind of list it is.</summary>
    public string Marker { get; private set; } = "";

    public string Kind => isNumbered || IsNumber(Marker) ? "number" : "bullet";

    /// <summary>The marker's number where it is a plain one: "3.", "3)" or "3".</summary>
    public int? Number => int.TryParse(Marker.AsSpan().TrimEnd(".)"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What a reader would miss: a marker that is no bullet and no number, such as "Note:".</summary>
    public string? Label => Marker.Length > LongestBullet && !IsNumber(Marker) ? Marker : null;

    /// <summary>Not done, and false, when it is empty or longer than markers are: then it is text.</summary>
    public bool TryAddMarker(string text)
    {
        var whole = (Marker + text).Trim();
        if (whole.Length is 0 or > LongestMarker) return false;
        Marker = whole;
        return true;
    }

    // "1.", "1", "IV)", "(a)", "2.3.", "1.1" as against "·", "o", "§"
    private static bool IsNumber(string marker) =>
        (marker.Length > 1 && (marker[^1] is '.' or ')') && char.IsLetterOrDigit(marker[^2]) && !marker.Contains(' ', StringComparison.Ordinal))
        || (marker.Length > 0 && char.IsDigit(marker[0]) && marker.All(c => char.IsDigit(c) || c == '.'));
}
