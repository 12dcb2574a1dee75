using System.Text.Json.Nodes;
using Cms.Api.Shared.Http;

namespace Cms.Api.Site;

/// <summary>
/// The furniture of a page, stored beside the document it belongs to: breadcrumb, layout, footer links, what search engines
/// and social networks read. A story's footer links come from its section's head.
/// </summary>
internal static class PageHead
{
    public static string Url(SiteContent site, string path) => site.BaseUrl + EncodePath(path);

    /// <summary>A path as it stands in a URL: other scripts percent-encoded, slashes kept.</summary>
    public static string EncodePath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Title, description, canonical URL and Open Graph values.</summary>
    public static JsonObject Seo(SiteContent site, string path, string type, string title, string? description, string? language = null, bool noindex = false) => new()
    {
        ["title"] = title,
        ["description"] = description,
        ["canonicalUrl"] = Url(site, path),
        ["noindex"] = noindex,
        ["openGraph"] = new JsonObject
        {
            ["og:type"] = type,
            ["og:title"] = title,
            ["og:description"] = description,
            ["og:url"] = Url(site, path),
            ["og:site_name"] = site.Name,
            ["og:locale"] = (language ?? site.Locale).Replace('-', '_'),
        },
    };

    public static JsonObject BreadcrumbList(SiteContent site, IEnumerable<(string Name, string Path)> crumbs) => new()
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. crumbs.Select((crumb, index) => (JsonNode)new JsonObject
        {
            ["@type"] = "ListItem",
            ["position"] = index + 1,
            ["name"] = crumb.Name,
            ["item"] = Url(site, crumb.Path),
        })]),
    };

    /// <summary>The newsroom as a schema.org organisation.</summary>
    public static JsonObject Publisher(SiteContent site)
    {
        var publisher = new JsonObject { ["@type"] = "NewsMediaOrganization", ["name"] = site.Name, ["url"] = site.BaseUrl + "/" };
        if (site.LogoUrl is not null) publisher["logo"] = new JsonObject { ["@type"] = "ImageObject", ["url"] = site.LogoUrl };
        Set(publisher, "publishingPrinciples", site.Policies.PublishingPrinciples);
        Set(publisher, "correctionsPolicy", site.Policies.CorrectionsPolicy);
        Set(publisher, "ethicsPolicy", site.Policies.EthicsPolicy);
        Set(publisher, "unnamedSourcesPolicy", site.Policies.UnnamedSourcesPolicy);
        return publisher;
    }

    /// <summary>Templates with their placeholders filled in. One that speaks of a section is left out where there is none.</summary>
    public static JsonArray FooterLinks(SiteContent site, IEnumerable<FooterLink> templates, (string Name, string Path)? section)
    {
        var resolved = templates
            .Where(link => section is not null || !(link.LabelTemplate + link.Url).Contains("{section.", StringComparison.Ordinal))
            .Select(link => (JsonNode)new JsonObject
            {
                ["label"] = Fill(link.LabelTemplate!, site.Name, section?.Name, section?.Path),
                ["url"] = Fill(link.Url!, Uri.EscapeDataString(site.Name), Uri.EscapeDataString(section?.Name ?? ""), EncodePath(section?.Path ?? "")),
            });
        return new JsonArray([.. resolved]);
    }

    /// <summary>The slots of a page that has no story: only those that do not stand in a body.</summary>
    public static JsonObject LayoutOf(Layout layout) => new()
    {
        ["slots"] = new JsonArray([.. layout.Slots.Where(slot => slot.Anchor == "pageEnd").Select(slot => (JsonNode)SlotOf(slot, null))]),
    };

    public static JsonObject SlotOf(LayoutSlot slot, string? afterBlock) => new()
    {
        ["key"] = slot.Key,
        ["anchor"] = slot.Anchor,
        ["afterBlock"] = afterBlock,
        ["sizes"] = new JsonArray([.. slot.Sizes.Select(size => (JsonNode?)size)]),
    };

    public static byte[] Write(JsonNode node) => Json.Write(writer => node.WriteTo(writer, Json.Options));

    /// <summary>JSON-LD leaves out what is not known.</summary>
    public static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null) target[name] = value;
    }

    private static string Fill(string template, string siteName, string? sectionName, string? sectionPath) => template
        .Replace("{site.name}", siteName, StringComparison.Ordinal)
        .Replace("{section.name}", sectionName, StringComparison.Ordinal)
        .Replace("{section.path}", sectionPath, StringComparison.Ordinal);
}
