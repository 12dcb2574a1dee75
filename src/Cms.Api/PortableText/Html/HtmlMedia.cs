using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>What becomes of images, frames and players: a block of their own, or a link in their place.</summary>
internal sealed partial class HtmlMedia(HtmlBlocks blocks, HtmlText text)
{
    private const int MaxTrackingPixel = 2;

    // They say in their query which of their site's addresses they show.
    private static readonly (string Start, string Provider)[] Players =
        [("https://www.facebook.com/plugins/", "facebook"), ("https://w.soundcloud.com/player", "soundcloud")];

    public void Image(Func<string, string?> attribute, HtmlSetting setting)
    {
        var src = (attribute("src") ?? "").Trim();
        var alt = Told(attribute("alt")) is { } said && !FilePath().IsMatch(said) ? said : null;
        if (CmsReferences.Is(src)) AddImage(src, alt, Told(attribute("title")));
        else if (IsEmoji(alt)) text.Append(alt!, setting, keepSpace: true);
        else if (attribute("aria-roledescription") == "checkbox") blocks.Warn(WarningCodes.DroppedFormatting, "A check box was left out.");
        else if (IsTrackingPixel(attribute)) blocks.Warn(WarningCodes.DroppedImage, "A tracking pixel was left out.");
        else if (Address(src) is { } address)
        {
            AddParagraph(alt ?? FileName(address), setting with { Href = setting.Href ?? address });
            blocks.Warn(WarningCodes.DroppedImage, $"An image of another place became a link to it; upload it and refer to it as cms:ID: {HtmlBlocks.Excerpt(address)}");
        }
        else
        {
            if (alt is not null) AddParagraph(alt, setting);
            blocks.Warn(WarningCodes.DroppedImage, "An image without an address of its own was left out, but for its alt text; upload it and refer to it as cms:ID.");
        }
    }

    /// <summary>An <c>iframe</c>, <c>embed</c> or player.</summary>
    public void Frame(string? src, string? title, string name, HtmlSetting setting)
    {
        if (Address(src) is not { } address)
        {
            blocks.Warn(WarningCodes.DroppedElement, $"<{name}> was left out.");
            return;
        }
        title = Told(title);
        if (Embed(address, title, null) is { } embed)
        {
            text.Flush();
            blocks.Add(embed);
            return;
        }
        AddParagraph(title ?? address, setting with { Href = address });
        blocks.Warn(WarningCodes.DroppedEmbed, $"<{name}> became a link, its site is none that a body embeds: {HtmlBlocks.Excerpt(address)}");
    }

    /// <summary>The embed of an address, or of the one that a site's own player shows; null when its site is not known.</summary>
    /// <param name="content">What stands in its place, if there is anything.</param>
    public EmbedBlock? Embed(string address, string? title, string? content)
    {
        var url = address;
        if (EmbedProviders.Of(address) is not { } provider)
        {
            if (ShownBy(address) is not { } shown) return null;
            (provider, url) = shown;
        }
        return new EmbedBlock(
            "", provider, url, Cut(title, BodyRules.MaxEmbedTitle, "An embed's title"),
            Cut(content ?? title, BodyRules.MaxEmbedText, "An embed's text") ?? $"{provider}: {url}"[..Math.Min(provider.Length + 2 + url.Length, BodyRules.MaxEmbedText)]);
    }

    /// <summary>An http address as it may be stored, or null.</summary>
    public static string? Address(string? src) =>
        src is not null && Hrefs.Normalise(src) is var href && Hrefs.IsAllowed(href)
        && (href.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ? href
            : null;

    private void AddImage(string src, string? alt, string? caption)
    {
        text.Flush();
        if (CmsReferences.Image(src) is not { } id)
        {
            blocks.Fault(FaultCodes.InvalidValue, $"An image is named by its id, cms:ID; not {HtmlBlocks.Excerpt(src)}");
            return;
        }
        Check(alt, BodyRules.MaxAlt, "An image's alt");
        Check(caption, BodyRules.MaxCaption, "A caption");
        blocks.Add(new ImageBlock("", id, caption, alt, "inline"));

        void Check(string? value, int max, string what)
        {
            if (value is not null && PlainText.CodePoints(value) > max) blocks.Fault(FaultCodes.TooLong, $"{what} has {max} characters at most.");
        }
    }

    private string? Told(string? attribute)
    {
        var line = OneLine(attribute, out var dropped);
        if (dropped) blocks.Warn(WarningCodes.DroppedCharacters, HtmlCharacters.Dropped);
        return line;
    }

    private void AddParagraph(string content, HtmlSetting setting)
    {
        text.EndBlock();
        text.Append(content, setting, keepSpace: true);
        text.EndBlock();
    }

    private string? Cut(string? value, int max, string what)
    {
        if (value is null || PlainText.CodePoints(value) <= max) return value;
        blocks.Warn(WarningCodes.ChangedStructure, $"{what} was cut at {max} characters.");
        // Half the pairs there may be: no surrogate is cut, and what is left is long enough to know the post by.
        var end = value.Length > max - 1 && char.IsHighSurrogate(value[max - 2]) ? max - 2 : max - 1;
        return value[..end].TrimEnd() + "…";
    }

    /// <summary>Clean, on one line, in NFC; null when a reader would see nothing.</summary>
    /// <param name="dropped">Whether characters are missing now.</param>
    public static string? OneLine(string? value, out bool dropped)
    {
        dropped = false;
        if (value is null) return null;
        var line = Spaces().Replace(new HtmlCharacters().Clean(value, out dropped), " ").Trim().Normalize(NormalizationForm.FormC);
        return PlainText.IsBlank(line) ? null : line;
    }

    // Editors' tools and mail show emoji as images.
    private static bool IsEmoji(string? alt) =>
        alt is { Length: <= 16 } && alt.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    private static bool IsTrackingPixel(Func<string, string?> attribute)
    {
        var style = HtmlStyle.Of(attribute("style"));
        return IsTiny(attribute("width")) || IsTiny(attribute("height")) || IsTiny(style["width"]) || IsTiny(style["height"]);
    }

    private static bool IsTiny(string? length) =>
        length is not null && Pixels().Match(length) is { Success: true } match
        && double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) <= MaxTrackingPixel;

    private static string FileName(string address)
    {
        var path = address.AsSpan(0, address.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? end : address.Length);
        return OneLine(Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]), out _) ?? "image";
    }

    // https://www.facebook.com/plugins/post.php?href=… No other site's page is the post that it names.
    private static (string Provider, string Url)? ShownBy(string address)
    {
        var player = Array.Find(Players, player => address.StartsWith(player.Start, StringComparison.OrdinalIgnoreCase));
        if (player.Start is null || Shown().Match(address) is not { Success: true } match) return null;
        var url = Uri.UnescapeDataString(match.Groups[1].Value);
        return EmbedProviders.Of(url) == player.Provider ? (player.Provider, url) : null;
    }

    [GeneratedRegex(@"[?&](?:href|url)=([^&#]+)")]
    private static partial Regex Shown();

    [GeneratedRegex(@"^\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(?:px)?\s*$")]
    private static partial Regex Pixels();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // Word says where the picture lay on somebody's disk where nobody has described it.
    [GeneratedRegex(@"^(Description: *)?([A-Za-z]:[\\/]|Macintosh HD:|file:)\S", RegexOptions.CultureInvariant)]
    private static partial Regex FilePath();
}
