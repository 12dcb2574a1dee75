using System.IO.Hashing;
using System.Text;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>How Markdown and HTML name what a body refers to: <c>cms:</c> and an id or a slug.</summary>
internal static class CmsReferences
{
    private const string Scheme = "cms:";
    private const string Correction = "correction";

    /// <summary>Kinds of related links.</summary>
    public static readonly string[] Kinds = ["read", "alsoRead", "moreOn", "watch", "listen", "background", "source"];

    public static readonly string Expected =
        $"a cms: link stands alone in its paragraph, its text is {string.Join(", ", Kinds)} or {Correction}, and a slug or an id follows cms:";

    public static bool Is(string? href) => href is not null && href.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The image's id, or null when it is none.</summary>
    public static Guid? Image(string href) => Id(Target(href));

    /// <summary>The block that a link alone in its paragraph stands for, and the link it names; null when there is no such.</summary>
    public static (Block Block, NamedLink? Link)? Read(string href, string text, int line)
    {
        var target = Target(href);
        if (IsWord(text, Correction))
            return Id(target) is { } correction ? (new CorrectionBlock("", correction), null) : null;

        var kind = Array.Find(Kinds, known => IsWord(text, known));
        if (kind is null || (Id(target) is null && !Slug.IsValid(target))) return null;
        var link = new NamedLink(Id(target) ?? Made(kind, target), kind, target, line);
        return (new RelatedLinkBlock("", link.Id), link);
    }

    /// <summary>A sentence's end for a fault: the kind that was probably meant by words that are none.</summary>
    public static string Hint(string text) => Array.Exists(Kinds, kind => IsWord(text, kind)) || IsWord(text, Correction) ? "" : Nearest.Hint(Word(text), [.. Kinds, Correction]);

    private static bool IsWord(string text, string known) => known.Equals(Word(text), StringComparison.OrdinalIgnoreCase);

    private static string Word(string text) => text.Replace(" ", "", StringComparison.Ordinal).Trim();

    private static string Target(string href) => href[Scheme.Length..].Trim();

    private static Guid? Id(string target) => Guid.TryParseExact(target, "D", out var id) ? id : null;

    // The same words name the same link each time, so a body read twice has the same bytes. Version 8: an id of one's own making.
    private static Guid Made(string kind, string target)
    {
        var bytes = XxHash128.Hash(Encoding.UTF8.GetBytes($"{kind}:{target}"));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
