using System.Text.RegularExpressions;

namespace Cms.Api.PortableText;

/// <summary>The closed sets and the limits of a body. Lengths are in code points.</summary>
internal static partial class BodyRules
{
    public const int MaxBlocks = 500;
    public const int MaxBytes = 512 * 1024;
    public const int MaxCharacters = 200_000;
    public const int MaxBlockText = 10_000;

    /// <summary>Spans of a block, and definitions for them: a stored one has no span without text.</summary>
    public const int MaxSpans = MaxBlockText;
    public const int MaxHeading = 200;
    public const int MaxListLevel = 3;
    public const int MaxUrl = 2_048;
    public const int MaxCaption = 600;
    public const int MaxAlt = 250;
    public const int MinGalleryItems = 2;
    public const int MaxGalleryItems = 200;
    public const int MaxEmbedTitle = 200;
    public const int MaxEmbedText = 1_000;
    public const int MaxPullQuote = 300;
    public const int MaxPullQuoteAttribution = 120;
    public const int MaxFactBoxTitle = 200;
    public const int MaxFactBoxBlocks = 50;
    public const int MaxTableCaption = 200;
    public const int MaxColumns = 50;
    public const int MaxRows = 500;
    public const int MaxCell = 2_000;

    /// <summary>More would tell an editor nothing, and a hostile body could ask for a hundred thousand.</summary>
    public const int MaxFaults = 500;

    public static readonly string[] Types =
        ["block", "image", "gallery", "embed", "pullQuote", "factBox", "table", "relatedLink", "divider", "correction"];

    public static readonly string[] FactBoxTypes = ["block", "image"];
    public static readonly string[] Styles = ["normal", "h2", "h3", "h4", "blockquote"];
    public static readonly string[] ListItems = ["bullet", "number"];
    public static readonly string[] Layouts = ["inline", "wide", "full"];
    public static readonly string[] Annotations = ["link", "lang"];
    public static readonly string[] Directions = ["ltr", "rtl"];

    /// <summary>In the order in which marks of one span are written.</summary>
    public static readonly string[] Decorators = ["strong", "em", "strike-through", "sub", "sup", "code"];

    /// <summary>Of a span: each once, a link and a language.</summary>
    public static int MaxMarks => Decorators.Length + Annotations.Length;

    public static bool IsHeading(string style) => style is "h2" or "h3" or "h4";

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    public static partial Regex Key();
}
