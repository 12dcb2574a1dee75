namespace Cms.Api.PortableText.Html;

/// <summary>What an element with a meaning of its own does to the text in it, and what is done when it ends.</summary>
internal readonly record struct Opened(Func<HtmlSetting, HtmlSetting>? Change, Action? Closed = null, bool IsScope = false);

/// <summary>The elements that are more than a mark: headings, quotes, links, captions, players.</summary>
internal sealed class HtmlNested(HtmlBlocks blocks, HtmlText text, HtmlStack open, HtmlMedia media)
{
    // Posts bring their own blockquote, with the address in it, and a script that we do not run.
    private static readonly string[] PostClasses = ["twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed"];

    private readonly HtmlLists _lists = new(blocks, text, open);
    private readonly HtmlTables _tables = new(blocks, text, open);
    private bool _isInPost;
    private bool _isInCaption;
    private bool _playerHasAddress;

    public Opened Open(string name, Func<string, string?> attribute, HtmlStyle style)
    {
        if (HtmlElements.IsHeading(name)) return new(Styled($"h{Math.Clamp(name[1] - '0', 2, 4)}"));
        if (HtmlElements.IsPreformatted(name)) return new(setting => setting with { KeepsSpace = true, Marks = setting.Marks | HtmlMarks.Code });
        if (HtmlElements.IsList(name)) return _lists.Open(name == "ol", attribute);
        return name switch
        {
            "a" => Link(attribute),
            "blockquote" => Quote(attribute),
            "q" => Quotation(),
            "li" => _lists.Item(attribute),
            "figcaption" => Caption(),
            "table" or "caption" or "tr" or "td" or "th" => _tables.Open(name, attribute),
            "p" or "div" => Paragraph(attribute, style),
            "span" when style["mso-list"].StartsWith("ignore", StringComparison.Ordinal) => new(setting => setting with { IsMarker = true }),
            _ => default,
        };
    }

    /// <summary>A frame or player: a block or a link in its place. Tells why what is in it is hidden: it is for those who cannot play it.</summary>
    public string Player(string name, Func<string, string?> attribute, HtmlStyle style)
    {
        var src = attribute(name == "object" ? "data" : "src");
        var isSeen = !style.IsHidden && attribute("hidden") is null;
        _playerHasAddress = src is not null || !isSeen || name is "object" or "iframe";
        if (!isSeen) blocks.Warn(WarningCodes.DroppedElement, $"<{name}> that readers of the page would not see was left out.");
        else if (_playerHasAddress) media.Frame(src, attribute("title"), name, open.Setting);
        return "";
    }

    /// <summary>What is done at the end of a hidden element: a player for which no address was found is told.</summary>
    public Opened Hidden(string name) =>
        name is "audio" or "video"
            ? new(null, () =>
            {
                if (!_playerHasAddress) blocks.Warn(WarningCodes.DroppedElement, $"<{name}> was left out.");
            })
            : default;

    /// <summary>The first source of a player that has no address of its own.</summary>
    public void Source(Func<string, string?> attribute)
    {
        if (_playerHasAddress || open.Innermost(["audio", "video"]) < 0) return;
        _playerHasAddress = true;
        media.Frame(attribute("src"), null, "video", HtmlSetting.Plain);
    }

    private static Func<HtmlSetting, HtmlSetting> Styled(string style) => setting => setting with { Style = style, Item = null };

    private Opened Paragraph(Func<string, string?> attribute, HtmlStyle style)
    {
        // Within an item of HTML's own the paragraph is that item's.
        if (open.Innermost("li") < 0 && _lists.WordItem(style) is { } item) return new(setting => setting with { Item = item, Style = "normal" });
        // Word gives ordinary paragraphs such a level too.
        if (attribute("class") != "MsoNormal" && style["mso-outline-level"] is [>= '1' and <= '6' and var level]) return new(Styled($"h{Math.Clamp(level - '0', 2, 4)}"));
        return attribute("class") switch
        {
            "MsoTitle" => new(Styled("h2")),
            "MsoSubtitle" => new(Styled("h3")),
            "MsoQuote" or "MsoIntenseQuote" => new(Styled("blockquote")),
            _ => default,
        };
    }

    private Opened Link(Func<string, string?> attribute)
    {
        if (attribute("href") is not { } given || given.Trim().Length == 0) return default;

        var href = CmsReferences.Is(given.Trim()) ? given.Trim() : Hrefs.Normalise(given);
        if (!CmsReferences.Is(href) && !Hrefs.IsAllowed(href))
        {
            blocks.Warn(WarningCodes.DroppedLink, $"A link was left out, its text stays; {Hrefs.Expected}: {HtmlBlocks.Excerpt(given)}");
            return new(setting => setting with { Href = null });
        }
        var before = text.Length + blocks.Count;
        return new(setting => setting with { Href = href }, () =>
        {
            var isEmpty = text.Length + blocks.Count == before;
            if (isEmpty && HtmlMedia.Address(href) is not null && open.Setting.Hidden is null) text.Append(href, open.Setting, keepSpace: true);
        });
    }

    private Opened Quote(Func<string, string?> attribute)
    {
        var isPost = !_isInPost && attribute("class") is { } names && Array.Exists(PostClasses, name => names.Contains(name, StringComparison.Ordinal));
        if (!isPost) return new(Styled("blockquote"));

        text.Flush();
        _isInPost = true;
        var start = blocks.Count;
        var address = attribute("cite") ?? attribute("data-instgrm-permalink");
        return new(Styled("blockquote"), () =>
        {
            text.Flush();
            _isInPost = false;
            EndPost(start, address);
        });
    }

    private void EndPost(int start, string? given)
    {
        var held = blocks.Range(start, blocks.Count).OfType<TextBlock>().ToList();
        var links = held.SelectMany(block => block.MarkDefs).OfType<LinkMark>().Select(link => link.Href).Reverse();
        var address = links.Prepend(given).Select(HtmlMedia.Address).FirstOrDefault(href => href is not null && EmbedProviders.Of(href) is not null);
        if (address is null || held.Count < blocks.Count - start) return;

        var content = string.Join('\n', held.Select(block => string.Concat(block.Spans.Select(span => span.Text))));
        if (media.Embed(address, null, content.Length > 0 ? content : null) is not { } embed) return;
        blocks.WarnOfLinks(held, "a post", kept: address);
        blocks.Replace(start, [embed]);
    }

    private Opened Quotation()
    {
        var isOuter = open.Setting.Quotes % 2 == 0;
        text.Append(isOuter ? "“" : "‘", open.Setting, keepSpace: true);
        return new(setting => setting with { Quotes = setting.Quotes + 1 }, () => text.Append(isOuter ? "”" : "’", open.Setting, keepSpace: true));
    }

    // Below an image of ours it is the image's caption.
    private Opened Caption()
    {
        text.Flush();
        var start = blocks.Count;
        if (_isInCaption || start == 0 || blocks[start - 1] is not ImageBlock { Caption: null } image || open.Innermost("figure") < 0) return default;

        _isInCaption = true;
        return new(null, () =>
        {
            text.Flush();
            _isInCaption = false;
            var held = blocks.Range(start, blocks.Count);
            if (!held.All(block => block is TextBlock)) return;
            var caption = HtmlMedia.OneLine(string.Join(' ', held.OfType<TextBlock>().SelectMany(block => block.Spans).Select(span => span.Text)), out _);
            if (caption is null || Shared.Text.PlainText.CodePoints(caption) > BodyRules.MaxCaption) return;
            blocks.WarnOfLinks(held, "a caption");
            blocks.Replace(start - 1, [image with { Caption = caption }]);
        });
    }
}
