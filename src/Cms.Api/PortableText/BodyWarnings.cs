using System.Globalization;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>
/// Gathers what was changed or left out, once for each thing and with the lines it stood on: a page that holds a thousand
/// comments gives one warning.
/// </summary>
internal sealed class BodyWarnings(string pointer)
{
    private const int MaxWarnings = 100;
    private const int MaxLines = 5;

    private readonly Dictionary<(string Code, string Detail), List<int>> _lines = [];
    private int _more;

    /// <param name="code">One of <see cref="WarningCodes"/>.</param>
    /// <param name="detail">A sentence that says what became of what.</param>
    public void Add(int line, string code, string detail)
    {
        if (_lines.TryGetValue((code, detail), out var lines)) lines.Add(line);
        else if (_lines.Count < MaxWarnings) _lines.Add((code, detail), [line]);
        else _more++;
    }

    public IReadOnlyList<BodyWarning> ToList()
    {
        var warnings = _lines.Select(found => new BodyWarning(pointer, found.Key.Code, $"{Place(found.Value)}: {found.Key.Detail}"));
        return _more == 0
            ? [.. warnings]
            : [.. warnings, new BodyWarning(pointer, WarningCodes.More, $"{Counted.Of(_more, "more thing")} {(_more == 1 ? "was" : "were")} changed or left out.")];
    }

    private static string Place(List<int> lines)
    {
        var distinct = lines.Distinct().ToList();
        var named = string.Join(", ", distinct.Take(MaxLines).Select(line => line.ToString(CultureInfo.InvariantCulture)));
        var more = distinct.Count > MaxLines ? string.Create(CultureInfo.InvariantCulture, $" and {distinct.Count - MaxLines} more") : "";
        return distinct.Count == 1 ? $"Line {named}" : $"Lines {named}{more}";
    }
}

/// <summary>The closed register of warning codes.</summary>
internal static class WarningCodes
{
    /// <summary>Left out with all that it holds: scripts, styles, forms' fields, comments.</summary>
    public const string DroppedElement = "dropped_element";

    /// <summary>Not kept as an image: a tracking pixel, or one that is not of this newsroom; a link to it may stand in its place.</summary>
    public const string DroppedImage = "dropped_image";

    /// <summary>The text stays, but leads nowhere.</summary>
    public const string DroppedLink = "dropped_link";

    /// <summary>A frame or player of a site that may not be embedded; a link to it may stand in its place.</summary>
    public const string DroppedEmbed = "dropped_embed";

    /// <summary>A look that has a meaning, such as underlining.</summary>
    public const string DroppedFormatting = "dropped_formatting";

    /// <summary>Characters that text may not hold.</summary>
    public const string DroppedCharacters = "dropped_characters";

    /// <summary>Text stays, its structure is simpler: a list too deep, a table in a table, a heading too long or of another level.</summary>
    public const string ChangedStructure = "changed_structure";

    /// <summary>There is more than is told.</summary>
    public const string More = "more";
}
