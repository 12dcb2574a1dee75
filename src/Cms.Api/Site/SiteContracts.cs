namespace Cms.Api.Site;

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
