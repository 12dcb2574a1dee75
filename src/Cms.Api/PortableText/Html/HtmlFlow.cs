using System.Globalization;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText.Html;

/// <summary>
/// Turns a stream of tags and text into blocks, whatever the stream: text is never lost and keeps its order; what a body has no
/// word for is changed or left out, and told. Not a browser's tree: that one costs the square of what is never closed.
/// </summary>
internal sealed class HtmlFlow
{
    private readonly HtmlCharacters _characters = new();
    private readonly HtmlBlocks _blocks;
    private readonly HtmlText _text;
    private readonly HtmlStack _open;
    private readonly HtmlMedia _media;
    private readonly HtmlNested _nested;
    private string? _language;
    private bool _isMarker;

    public HtmlFlow(string pointer, List<Fault> faults, BodyWarnings warnings)
    {
        _blocks = new HtmlBlocks(pointer, faults, warnings);
        _text = new HtmlText(_blocks);
        _open = new HtmlStack(_text.EndBlock);
        _media = new HtmlMedia(_blocks, _text);
        _nested = new HtmlNested(_blocks, _text, _open, _media);
    }

    /// <summary>Where the source stands, from 1, for warnings and faults.</summary>
    public int Line { get => _blocks.Line; set => _blocks.Line = value; }

    /// <summary>
    /// Word marks every run with the language it checks the spelling in: what most of the text is marked with is the story's own
    /// language, which is not marked.
    /// </summary>
    public bool IsOfWord { get; set; }

    /// <summary>There are more blocks than a body may have: nothing further is read, and the end tells the fault.</summary>
    public bool IsFull => _blocks.IsFull;

    /// <summary>Where <c>title</c>, <c>style</c> and <c>script</c> are elements like others.</summary>
    public bool IsInDrawing => _open.Innermost("svg") > _open.Innermost("foreignobject");

    /// <param name="name">In lower case.</param>
    /// <param name="attribute">The value of an attribute, asked for in lower case, or null.</param>
    public void Open(string name, Func<string, string?> attribute)
    {
        if (IsFull) return;
        HtmlImpliedEnds.Before(name, _open);
        if (HtmlElements.Void.Contains(name)) OpenVoid(name, attribute);
        else OpenElement(name, attribute);
    }

    public void Close(string name)
    {
        if (name is "br" or "p" && _open.Innermost(name) < 0)
        {
            // As browsers read them: an empty paragraph, a line break.
            if (name == "br") _text.Break();
            else _text.EndBlock();
            return;
        }
        var place = HtmlImpliedEnds.Closed(name, _open);
        if (place < 0) return;
        if (_open.IsBlock(place)) _open.PopTo(place);
        else _open.Remove(place);
    }

    /// <param name="keepSpace">White space is part of the text, as in Markdown; <c>\n</c> is a line break.</param>
    public void Text(string text, bool keepSpace = false)
    {
        var setting = _open.Setting;
        if (setting.Hidden is { } reason)
        {
            if (reason.Length > 0 && !PlainText.IsBlank(text)) _blocks.Warn(WarningCodes.DroppedElement, reason);
            return;
        }
        if (_text.StartsLine) _characters.StartLine();
        var clean = _characters.Clean(text, out var dropped);
        if (dropped) _blocks.Warn(WarningCodes.DroppedCharacters, HtmlCharacters.Dropped);
        if (!IsMarker(clean, setting)) _text.Append(clean, setting, keepSpace);
    }

    // Where Word marks what is no item, a heading or lines of code, a number is text and a bullet is nothing.
    private bool IsMarker(string text, HtmlSetting setting)
    {
        if (!_isMarker && !setting.IsMarker) return false;
        return setting.Item is { } item ? item.TryAddMarker(text) : !PlainText.IsBlank(text) && !text.Any(char.IsLetterOrDigit);
    }

    public void Comment(string data)
    {
        // Word writes a list item's bullet between two of these.
        if (data.StartsWith("[if !supportLists]", StringComparison.Ordinal)) _isMarker = true;
        else if (data.StartsWith("[endif]", StringComparison.Ordinal)) _isMarker = false;
        else if (!IsOfTool(data) && _open.Setting.Hidden is null) _blocks.Warn(WarningCodes.DroppedElement, "Comments were left out.");
    }

    /// <summary>A finished block; ends the paragraph before it.</summary>
    public void Add(Block block)
    {
        _text.Flush();
        var hidden = _open.Setting.Hidden;
        if (hidden is { Length: > 0 }) _blocks.Warn(WarningCodes.DroppedElement, hidden);
        else if (hidden is null && !IsFull) _blocks.Add(block);
    }

    /// <summary>Blocks in canonical form, without keys, and the related links they name.</summary>
    public (IReadOnlyList<Block> Blocks, IReadOnlyList<NamedLink> Links) End()
    {
        _open.PopTo(0);
        _text.Flush();
        if (IsFull) _blocks.Fault(FaultCodes.TooMany, $"At most {BodyRules.MaxBlocks} blocks; here is one more.");
        return (IsOfWord && _language is null ? HtmlLanguages.WithoutMain(_blocks.All()) : _blocks.All(), _blocks.Links);
    }

    private static bool IsOfTool(string data) =>
        data.StartsWith("[if", StringComparison.Ordinal) || data.StartsWith('?')
        || data.AsSpan().Trim() is var trimmed
        && (trimmed is "StartFragment" or "EndFragment" || trimmed.StartsWith("wp:") || trimmed.StartsWith("/wp:"));

    private void OpenVoid(string name, Func<string, string?> attribute)
    {
        var setting = _open.Setting;
        if (name == "source" && setting.Hidden is not null) _nested.Source(attribute);
        if (setting.Hidden is not null) return;
        switch (name)
        {
            case "br": _text.Break(); break;
            case "hr": Add(new DividerBlock("")); break;
            case "img" or "image": Image(attribute, setting); break;
            case "embed" or "frame": _media.Frame(attribute("src"), attribute("title"), name, setting); break;
            case "input" or "keygen": _blocks.Warn(WarningCodes.DroppedElement, "Fields of a form were left out."); break;
        }
    }

    private void Image(Func<string, string?> attribute, HtmlSetting setting)
    {
        // A picture in place of a bullet.
        if (_isMarker || setting.IsMarker) return;
        if (HtmlStyle.Of(attribute("style")).IsHidden || attribute("hidden") is not null)
            _blocks.Warn(WarningCodes.DroppedImage, "An image that readers of the page would not see was left out.");
        else
            _media.Image(attribute, setting);
    }

    private void OpenElement(string name, Func<string, string?> attribute)
    {
        var style = HtmlStyle.Of(attribute("style"));
        var hidden = Hidden(name, attribute, style);
        var isBlock = hidden is null && (style.IsBlock is { } says && (says || name is "div") ? says : HtmlElements.IsBlock(name) || (HtmlElements.IsControl(name) && _open.Setting.Hidden is null));
        if (isBlock)
        {
            _text.EndBlock();
            _isMarker = false;
        }
        WarnOfLooks(name, style);

        var language = Language(attribute);
        if (name is "html" or "body" && language is not null) (_language, language) = (language.Lang, null);
        var marks = HtmlElements.Marks.GetValueOrDefault(name);
        var opened = hidden is not null ? _nested.Hidden(name) : _open.Setting.Hidden is null ? _nested.Open(name, attribute, style) : default;
        Func<HtmlSetting, HtmlSetting>? change = null;
        if (opened.Change is not null || marks != HtmlMarks.None || style.HasMarks || language is not null || hidden is not null)
        {
            change = setting =>
            {
                var changed = opened.Change?.Invoke(setting) ?? setting;
                return changed with
                {
                    Marks = style.Change(changed.Marks | marks),
                    Language = language is null ? setting.Language : IsOwn(language) ? null : language,
                    Hidden = setting.Hidden ?? hidden,
                };
            };
        }
        _open.Push(name, change, isBlock, opened.IsScope, opened.Closed);
    }

    private string? Hidden(string name, Func<string, string?> attribute, HtmlStyle style)
    {
        if (_open.Setting.Hidden is not null) return null;
        if (name is "audio" or "video" or "object" or "iframe") return _nested.Player(name, attribute, style);
        if (HtmlElements.Dropped.Contains(name))
        {
            _blocks.Warn(WarningCodes.DroppedElement, $"<{name}> was left out.");
            return "";
        }
        if (style["mso-element"].StartsWith("comment", StringComparison.Ordinal) || attribute("class") == "MsoCommentReference")
            return "Notes in Word's margin were left out.";
        return style.IsHidden || attribute("hidden") is not null ? $"<{name}> that readers of the page would not see was left out." : null;
    }

    private void WarnOfLooks(string name, HtmlStyle style)
    {
        if (_open.Setting.Hidden is not null) return;
        // Links are underlined, and say so in many a tool's HTML.
        var look = HtmlElements.Looks.GetValueOrDefault(name) ?? (style.IsUnderlined && name != "a" ? "Underlining" : null);
        if (look is not null && _open.Setting.Href is null) _blocks.Warn(WarningCodes.DroppedFormatting, $"{look} was left out; its text stays.");
    }

    private static LangMark? Language(Func<string, string?> attribute)
    {
        if (attribute("lang") is not { } tag || Languages.Canonical(tag.Trim()) is not { } lang) return null;
        var direction = attribute("dir")?.Trim().ToLower(CultureInfo.InvariantCulture);
        return new LangMark("", lang, BodyRules.Directions.Contains(direction) ? direction! : Languages.Direction(lang));
    }

    private bool IsOwn(LangMark language) => _language is { } own && HtmlLanguages.AreOne(own, language);
}
