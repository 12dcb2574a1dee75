using System.Text.Json.Nodes;
using Cms.Api.Articles.Corrections;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.Shared.Http;
using Cms.Api.Site;

namespace Cms.Api.Articles.Public;

/// <summary>schema.org for a story: NewsArticle with its ImageObject, and the BreadcrumbList.</summary>
internal static class StoryJsonLd
{
    public static JsonArray Of(PublicStory story)
    {
        var crumbs = story.Sections.LineageOf(story.Section.Id)
            .Select(section => (section.Name, "/" + section.Path))
            .Append((story.Content.Headline, story.Path));
        return [NewsArticle(story), PageHead.BreadcrumbList(story.Site, crumbs)];
    }

    private static JsonObject NewsArticle(PublicStory story)
    {
        var content = story.Content;
        var article = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = TypeOf(content.Genre),
            ["@id"] = story.Url,
            ["mainEntityOfPage"] = story.Url,
            ["url"] = story.Url,
            ["headline"] = content.Headline,
            ["description"] = content.Seo.Description ?? story.Summary,
            ["inLanguage"] = content.Language,
            ["articleSection"] = story.Section.Name,
            ["datePublished"] = InstantConverter.Format(story.Row.FirstPublishedAt),
            ["dateModified"] = InstantConverter.Format(story.Row.UpdatedAt ?? story.Row.FirstPublishedAt),
            ["isAccessibleForFree"] = content.Access == "free",
            ["publisher"] = PageHead.Publisher(story.Site),
        };
        if (content.Dateline is { Place: { } place }) article["dateline"] = place;
        if (content.Tags.Count > 0) article["keywords"] = new JsonArray([.. content.Tags.Select(tag => (JsonNode)story.Tags[tag].Name)]);
        if (content.LeadImage is { } lead) article["image"] = new JsonArray(ImageObject(story.Images[lead.Image], lead));
        People(article, "author", story, role => Article.WritingRoles.Contains(role));
        People(article, "editor", story, role => role == "editor");
        People(article, "translator", story, role => role == "translator");
        if (story.Corrections.Count > 0) article["correction"] = new JsonArray([.. story.Corrections.Select(CorrectionComment)]);
        return article;
    }

    private static string TypeOf(string genre) => genre switch
    {
        "analysis" => "AnalysisNewsArticle",
        "opinion" => "OpinionNewsArticle",
        "review" => "ReviewNewsArticle",
        "explainer" => "BackgroundNewsArticle",
        "advertorial" => "AdvertiserContentArticle",
        _ => "NewsArticle",
    };

    /// <summary>Who edited a story did not write it: each role has its property, and a story without writers has no author.</summary>
    private static void People(JsonObject article, string property, PublicStory story, Func<string, bool> inRole)
    {
        var people = story.Content.Bylines.Where(byline => inRole(byline.Role)).Select(byline => (JsonNode)Person(story, byline)).ToArray();
        if (people.Length > 0) article[property] = new JsonArray(people);
    }

    private static JsonObject Person(PublicStory story, Byline byline)
    {
        var author = story.Authors[byline.Author];
        var person = new JsonObject
        {
            ["@type"] = author.Kind == "person" ? "Person" : "Organization",
            ["name"] = byline.CreditedAs ?? author.Name,
            ["url"] = PageHead.Url(story.Site, Author.PathOf(author.Slug)),
        };
        var same = AuthorFace.From(author).Profiles.Select(profile => profile.Url).OfType<string>().Select(url => (JsonNode)url).ToArray();
        if (same.Length > 0) person["sameAs"] = new JsonArray(same);
        return person;
    }

    private static JsonNode CorrectionComment(CorrectionRow correction) => new JsonObject
    {
        ["@type"] = "CorrectionComment",
        ["text"] = correction.Text,
        ["datePublished"] = InstantConverter.Format(correction.PublishedAt!.Value),
    };

    private static JsonObject ImageObject(ImageRow image, LeadImage lead)
    {
        var result = new JsonObject
        {
            ["@type"] = "ImageObject",
            ["url"] = image.Url,
            ["contentUrl"] = image.Url,
            ["width"] = image.Width,
            ["height"] = image.Height,
        };
        if ((lead.Caption ?? image.Caption) is { } caption) result["caption"] = caption;
        if ((image.CreditLine ?? image.AgencyName) is { } credit) result["creditText"] = credit;
        return result;
    }
}
