using System.Text.Json.Nodes;
using Cms.Api.Shared.Http;
using Cms.Api.Site;

namespace Cms.Api.Articles.Public;

/// <summary>What search engines and social networks are told about a story.</summary>
internal static class StorySeo
{
    public static JsonObject Of(PublicStory story)
    {
        var content = story.Content;
        var title = content.Seo.Title ?? content.Headline;
        var description = content.Seo.Description ?? story.Summary;
        var seo = PageHead.Seo(story.Site, story.Path, "article", title, description, content.Language, content.Seo.Noindex);
        var graph = seo["openGraph"]!.AsObject();
        graph["og:title"] = content.Social.Title ?? content.Headline;
        graph["og:description"] = content.Social.Description ?? story.Summary;
        if ((content.Social.Image ?? content.LeadImage?.Image) is { } id)
        {
            var image = story.Images[id];
            graph["og:image"] = image.Url;
            graph["og:image:width"] = image.Width;
            graph["og:image:height"] = image.Height;
            graph["og:image:alt"] = content.LeadImage?.Image == id ? content.LeadImage.Alt ?? image.Alt : image.Alt;
        }
        graph["article:published_time"] = InstantConverter.Format(story.Row.FirstPublishedAt);
        graph["article:modified_time"] = InstantConverter.Format(story.Row.UpdatedAt ?? story.Row.FirstPublishedAt);
        graph["article:section"] = story.Section.Name;
        graph["article:tag"] = new JsonArray([.. content.Tags.Select(tag => (JsonNode)story.Tags[tag].Name)]);
        return seo;
    }
}
