using System.Globalization;
using System.Text.RegularExpressions;

namespace Cms.Api.PortableText.Html;

/// <summary>Lists and their items, as HTML writes them and as Word does.</summary>
internal sealed partial class HtmlLists(HtmlBlocks blocks, HtmlText text, HtmlStack open)
{
    /// <summary>The detail of a <c>changed_structure</c> warning, for HTML's lists and for Word's.</summary>
    public const string NumbersShown = "Items whose numbers a list would not count to became paragraphs that begin with their numbers.";

    public Opened Open(bool isNumbered, Func<string, string?> attribute)
    {
        var list = new HtmlList(isNumbered, (open.Setting.List?.Depth ?? 0) + 1, Number(attribute("start")));
        return new(setting => setting with { List = list, Item = null });
    }

    /// <summary>An item counts where its number says so, and is text with its number where a body would number it otherwise.</summary>
    public Opened Item(Func<string, string?> attribute)
    {
        var list = open.Setting.List ?? new HtmlList(IsNumbered: false, Depth: 1);
        // Word's page in the browser writes a list of its own for each item, and says the level besides.
        var said = Number(attribute("aria-level")) ?? Number(attribute("data-aria-level")) ?? 1;
        var level = Level(Math.Max(list.Depth, said));
        if (list.IsNumbered && Shown(list, Number(attribute("value")), level) is { } number)
        {
            text.Prefix = string.Create(CultureInfo.InvariantCulture, $"{number}. ");
            return new(setting => setting with { Item = null }, () => text.Prefix = "");
        }
        var item = new HtmlItem(list.IsNumbered, level);
        return new(setting => setting with { Item = item, Style = "normal" });
    }

    /// <summary>The item that a paragraph of Word's is, or null.</summary>
    public HtmlItem? WordItem(HtmlStyle style) =>
        style["mso-list"] is { Length: > 0 } list && WordLevel().Match(list) is { Success: true } match
            ? new HtmlItem(isNumbered: false, Level(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)))
            : null;

    private int Level(int level)
    {
        if (level <= BodyRules.MaxListLevel) return level;
        blocks.Warn(WarningCodes.ChangedStructure, $"A list nests {BodyRules.MaxListLevel} deep at most; what is deeper became level {BodyRules.MaxListLevel}.");
        return BodyRules.MaxListLevel;
    }

    // The number to show in the text, or null where the list counts to it by itself.
    private int? Shown(HtmlList list, int? value, int level)
    {
        var given = value ?? (list.Last is null ? list.Start : null);
        list.Last = given ?? (list.Last ?? 0) + 1;
        if (given is not (null or 1) && !list.ShowsNumbers)
        {
            text.Flush();
            list.ShowsNumbers = given != blocks.NextNumber(level);
            if (list.ShowsNumbers) blocks.Warn(WarningCodes.ChangedStructure, NumbersShown);
        }
        return list.ShowsNumbers ? list.Last : null;
    }

    private static int? Number(string? value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && Math.Abs((long)number) < 1_000_000
            ? number
            : null;

    [GeneratedRegex(@"\blevel([1-9])")]
    private static partial Regex WordLevel();
}
