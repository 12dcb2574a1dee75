namespace Cms.Api.Site;

/// <summary>The one site this service publishes, and the rules its editors set for it.</summary>
internal static class TheSite
{
    public const string Kind = "site";

    /// <summary>There is one, so its id is a constant.</summary>
    public static readonly Guid Id = new("00000000-0000-7000-8000-000000000001");

    public const int MaxName = 120;
    public const int MaxDescription = 500;
    public const int MaxLanguages = 100;
    public const int MaxFooterLinks = 10;
    public const int MaxFooterLabel = 120;
    public const int MaxSlots = 20;
    public const int MaxSizes = 10;
    public const int MaxWordsBefore = 10_000;

    public static readonly string[] BylinePolicies = ["required", "desk", "none"];
    public const string NoApproval = "none";
    public const string ApprovalOfAnother = "another";

    public static readonly string[] ApprovalPolicies = [NoApproval, "anyone", ApprovalOfAnother];
    public static readonly string[] CorrectionPolicies = ["required", "optional"];
    public static readonly string[] Anchors = ["afterDateline", "afterBlock", "afterBody", "pageEnd"];
    public static readonly string[] Placeholders = ["{site.name}", "{section.name}", "{section.path}"];
}

/// <summary>What an editor sets, as it is stored and served to editors.</summary>
internal sealed record SiteContent
{
    public string Name { get; init; } = "News";

    /// <summary>Absolute, without a slash at its end: the front end's address.</summary>
    public string BaseUrl { get; init; } = "http://localhost:3000";

    /// <summary>An IANA zone: in it the day at the top of the page is told, and stories without a zone of their own.</summary>
    public string TimeZone { get; init; } = "UTC";
    public string Locale { get; init; } = "en";
    public string? Description { get; init; }
    public string? LogoUrl { get; init; }

    /// <summary>Languages in which stories may be published; empty allows any. <c>en</c> admits <c>en-IN</c>.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary><c>required</c>: a story needs a byline. <c>desk</c>, <c>none</c>: it may be published without.</summary>
    public string BylinePolicy { get; init; } = "required";

    /// <summary><c>none</c>: publishing needs no approval. <c>anyone</c>: it does. <c>another</c>: it does, and of somebody who did not write the story alone.</summary>
    public string ApprovalPolicy { get; init; } = TheSite.NoApproval;

    /// <summary><c>required</c>: a significant update of a published story needs a correction that says what was changed. <c>optional</c>: it does not.</summary>
    public string CorrectionPolicy { get; init; } = "required";

    public SitePolicies Policies { get; init; } = new();
    public IReadOnlyList<FooterLink> FooterLinks { get; init; } = [];
    public Layout Layout { get; init; } = new();
}

/// <summary>Pages that tell how this newsroom works, for JSON-LD.</summary>
internal sealed record SitePolicies
{
    public string? PublishingPrinciples { get; init; }
    public string? CorrectionsPolicy { get; init; }
    public string? EthicsPolicy { get; init; }
    public string? UnnamedSourcesPolicy { get; init; }
}

/// <summary>A closing link. Label and URL may hold <c>{site.name}</c>, <c>{section.name}</c> and <c>{section.path}</c>.</summary>
internal sealed record FooterLink
{
    public string? LabelTemplate { get; init; }
    public string? Url { get; init; }
}

/// <summary>Where a page has room for advertisements. A section without a layout has that of the section above, at last the site's.</summary>
internal sealed record Layout
{
    public IReadOnlyList<LayoutSlot> Slots { get; init; } = [];
}

/// <param name="Anchor"><c>afterDateline</c>, <c>afterBlock</c>, <c>afterBody</c> or <c>pageEnd</c>.</param>
/// <param name="MinWordsBefore">For <c>afterBlock</c>: at least so many words of the story stand before the slot.</param>
/// <param name="Sizes">Such as <c>300x250</c>.</param>
internal sealed record LayoutSlot(string? Key, string? Anchor, int MinWordsBefore = 0, IReadOnlyList<string?>? Sizes = null)
{
    public IReadOnlyList<string?> Sizes { get; init; } = Sizes ?? [];
}
