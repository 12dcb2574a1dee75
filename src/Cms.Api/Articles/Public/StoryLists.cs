using Cms.Api.Publishing;
using Cms.Api.Shared.Text;

namespace Cms.Api.Articles.Public;

/// <summary>The lists a public story stands in.</summary>
internal static class StoryLists
{
    public static IReadOnlyList<Membership> Of(PublicStory story)
    {
        var published = story.Row.PublishedAt;
        var updated = story.Row.UpdatedAt ?? published;
        return [.. Keys(story).Distinct().Select(list => new Membership(list, published, updated, null))];
    }

    private static IEnumerable<string> Keys(PublicStory story)
    {
        var content = story.Content;
        var sections = content.OtherSections.Append(story.Section.Id).SelectMany(id => story.Sections.LineageOf(id)).Select(section => section.Id);
        // Only where the story shows it: a source that the attribution names, or the credit of an image.
        var agencies = story.NamedAgencies
            .Concat(story.ShownImages.Select(image => image.AgencyId).OfType<Guid>());
        return
        [
            "latest",
            $"genre:{content.Genre}",
            $"type:{content.Type}",
            .. Languages.Prefixes(content.Language).Select(language => $"language:{language}"),
            .. sections.Select(id => $"section:{id}"),
            .. content.Tags.Select(id => $"tag:{id}"),
            .. content.Bylines.Select(byline => $"author:{byline.Author}"),
            .. agencies.Select(id => $"agency:{id}"),
            .. story.ShownImages.Select(image => $"image:{image.Id}"),
            .. story.ShownLinks.Select(link => link.Article).OfType<Guid>().Select(id => $"linksTo:{id}"),
        ];
    }
}
