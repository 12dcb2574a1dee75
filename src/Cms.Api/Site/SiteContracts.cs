using Cms.Api.Shared.Http;

namespace Cms.Api.Site;

/// <summary>The site's settings as an editor sends them.</summary>
internal sealed record SiteRequest
{
    public string? Name { get; init; }
    public string? BaseUrl { get; init; }
    public string? TimeZone { get; init; }
    public string? Locale { get; init; }
    public string? Description { get; init; }
    public string? LogoUrl { get; init; }
    public IReadOnlyList<string?> Languages { get; init; } = [];
    public string? BylinePolicy { get; init; }
    public string? ApprovalPolicy { get; init; }
    public string? CorrectionPolicy { get; init; }
    public SitePolicies Policies { get; init; } = new();
    public IReadOnlyList<FooterLink> FooterLinks { get; init; } = [];
    public Layout Layout { get; init; } = new();

    /// <summary>As it is stored: tags in their usual case, the address without the slash that every path begins with.</summary>
    public SiteContent ToContent() => new()
    {
        Name = Name!,
        BaseUrl = BaseUrl!.TrimEnd('/'),
        TimeZone = TimeZone!,
        Locale = Shared.Text.Languages.Canonical(Locale!)!,
        Description = Description,
        LogoUrl = LogoUrl,
        // One language by two of its tags is no fault, and there once.
        Languages = [.. Languages.Select(language => Shared.Text.Languages.Canonical(language!)!).Distinct()],
        BylinePolicy = BylinePolicy ?? new SiteContent().BylinePolicy,
        ApprovalPolicy = ApprovalPolicy ?? new SiteContent().ApprovalPolicy,
        CorrectionPolicy = CorrectionPolicy ?? new SiteContent().CorrectionPolicy,
        Policies = Policies,
        FooterLinks = FooterLinks,
        Layout = Layout,
    };
}

/// <summary>The site's settings as an editor reads them.</summary>
internal sealed record SiteDetail : IDetail
{
    /// <summary>There is one site: readers and editors need no id of it.</summary>
    Guid IDetail.Id => TheSite.Id;

    public required string Etag { get; init; }
    public required string Name { get; init; }
    public required string BaseUrl { get; init; }
    public required string TimeZone { get; init; }
    public required string Locale { get; init; }
    public required string? Description { get; init; }
    public required string? LogoUrl { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required string BylinePolicy { get; init; }
    public required string ApprovalPolicy { get; init; }
    public required string CorrectionPolicy { get; init; }
    public required SitePolicies Policies { get; init; }
    public required IReadOnlyList<FooterLink> FooterLinks { get; init; }
    public required Layout Layout { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    public static readonly Edit Edit = new(ReadOnly: [], Computed: ["etag", "modifiedAt", "modifiedBy"]);

    public static SiteDetail From(SiteRow row)
    {
        var site = row.Parse();
        return new SiteDetail
        {
            Etag = Preconditions.ETag(row.Version),
            Name = site.Name,
            BaseUrl = site.BaseUrl,
            TimeZone = site.TimeZone,
            Locale = site.Locale,
            Description = site.Description,
            LogoUrl = site.LogoUrl,
            Languages = site.Languages,
            BylinePolicy = site.BylinePolicy,
            ApprovalPolicy = site.ApprovalPolicy,
            CorrectionPolicy = site.CorrectionPolicy,
            Policies = site.Policies,
            FooterLinks = site.FooterLinks,
            Layout = site.Layout,
            ModifiedAt = row.ModifiedAt,
            ModifiedBy = row.ModifiedBy,
        };
    }
}

/// <summary>The site as readers get it.</summary>
internal sealed record SitePublic
{
    public required string Name { get; init; }
    public required string BaseUrl { get; init; }
    public required string TimeZone { get; init; }
    public required string Locale { get; init; }
    public required string? Description { get; init; }
    public required string? LogoUrl { get; init; }
    public required SitePolicies Policies { get; init; }

    public static SitePublic From(SiteContent site) => new()
    {
        Name = site.Name,
        BaseUrl = site.BaseUrl,
        TimeZone = site.TimeZone,
        Locale = site.Locale,
        Description = site.Description,
        LogoUrl = site.LogoUrl,
        Policies = site.Policies,
    };
}
