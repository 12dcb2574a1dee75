using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Articles.Corrections;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.Publishing;
using Cms.Api.RelatedLinks;
using Cms.Api.Sections;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using Cms.Api.Tags;

namespace Cms.Api.Articles.Public;

/// <summary>Writes the documents of a public story: itself, and each of its related links and corrections.</summary>
internal static class StoryDocument
{
    public static IReadOnlyList<Document> Of(PublicStory story) =>
    [
        StoryItself(story),
        .. story.ShownLinks.Select(link => LinkOf(story, link)),
        .. story.Corrections.Select(correction => CorrectionOf(story, correction)),
    ];

    private static Document StoryItself(PublicStory story)
    {
        var body = Json.Write(writer => BodyWriter.Write(writer, story.Body, story.Rendering));
        return new Document
        {
            Kind = Article.Kind,
            Id = story.Row.Id,
            Slug = story.Row.Slug,
            Path = story.Path,
            Parent = story.Section.Id,
            Card = JsonSerializer.SerializeToUtf8Bytes(Card(story), Json.Options),
            Body = body,
            Head = PageHead.Write(new JsonObject
            {
                ["layout"] = StoryLayout.Of(story, body),
                ["seo"] = StorySeo.Of(story),
                ["jsonLd"] = StoryJsonLd.Of(story),
            }),
            Face = JsonSerializer.SerializeToUtf8Bytes(new { story.Row.Slug, story.Path, story.Content.Headline }, Json.Options),
            EmbeddedOnlyWhilePublic = true,
            Lists = StoryLists.Of(story),
        };
    }

    private static ArticlePublic Card(PublicStory story)
    {
        var content = story.Content;
        var words = Words.Count(story.Text);
        return new ArticlePublic
        {
            Id = story.Row.Id,
            Slug = story.Row.Slug,
            Path = story.Path,
            Type = content.Type,
            Genre = content.Genre,
            Language = content.Language,
            Direction = Languages.Direction(content.Language),
            Headline = content.Headline,
            Kicker = content.Kicker,
            Standfirst = content.Standfirst,
            Summary = story.Summary,
            Section = SectionCrumb.From(story.Section),
            Breadcrumb = story.Sections.BreadcrumbOf(story.Section.Id),
            Bylines = [.. content.Bylines.Select(byline => ToPublic(story, byline))],
            Dateline = content.Dateline,
            FirstPublishedAt = story.Row.FirstPublishedAt,
            PublishedAt = story.Row.PublishedAt,
            UpdatedAt = story.Row.UpdatedAt,
            TimeZone = content.TimeZone,
            LeadImage = content.LeadImage is { } lead ? ImageFace.From(story.Images[lead.Image], lead.Caption, lead.Alt) : null,
            Attribution = story.Attribution,
            Tags = [.. content.Tags.Select(id => TagFace.From(story.Tags[id]))],
            RelatedLinks = [.. story.ShownLinks.Select(link => ToPublic(story, link))],
            Corrections = [.. story.Corrections.Select(correction => CorrectionPublic.From(correction, content.Language))],
            Access = content.Access,
            Sensitivity = content.Sensitivity,
            Ads = content.Ads,
            WordCount = words,
            ReadingTimeSeconds = Words.ReadingTimeSeconds(words),
            Revision = story.Row.Revision,
        };
    }

    private static BylinePublic ToPublic(PublicStory story, Byline byline)
    {
        var author = story.Authors[byline.Author];
        return new BylinePublic
        {
            Role = byline.Role,
            Label = byline.Label ?? Labels.Role(story.Content.Language, byline.Role),
            Location = byline.Location,
            Name = byline.CreditedAs ?? author.Name,
            Author = AuthorFace.From(author),
        };
    }

    private static RelatedLinkPublic ToPublic(PublicStory story, RelatedLink link) => new()
    {
        Id = link.Id,
        Kind = link.Kind,
        Label = link.Label ?? Labels.LinkKind(story.Content.Language, link.Kind),
        Position = link.Position,
        Title = story.TitleOf(link),
        Article = Target(story, link) is { } target ? new StoryFace(target.Id, target.Slug, target.Path) : null,
        Url = Target(story, link) is { } linked ? PageHead.Url(story.Site, linked.Path) : link.Url!,
    };

    private static TargetRow? Target(PublicStory story, RelatedLink link) => link.Article is { } id ? story.Targets[id] : null;

    private static Document LinkOf(PublicStory story, RelatedLink link)
    {
        var shown = ToPublic(story, link);
        var lists = new List<string> { "relatedLinks", $"linkArticle:{story.Row.Id}", $"linkKind:{link.Kind}" };
        if (link.Article is { } target) lists.Add($"linkTarget:{target}");
        return new Document
        {
            Kind = RelatedLink.Subject,
            Id = link.Id,
            Card = JsonSerializer.SerializeToUtf8Bytes(
                new RelatedLinkOfStory
                {
                    Id = shown.Id,
                    Kind = shown.Kind,
                    Label = shown.Label,
                    Position = shown.Position,
                    Title = shown.Title,
                    Article = shown.Article,
                    Url = shown.Url,
                    From = new StoryFace(story.Row.Id, story.Row.Slug, story.Path),
                },
                Json.Options),
            Face = [],
            Lists = [.. lists.Select(list => new Membership(list, story.Row.PublishedAt, story.Row.UpdatedAt ?? story.Row.PublishedAt, null))],
        };
    }

    private static Document CorrectionOf(PublicStory story, CorrectionRow correction)
    {
        var shown = CorrectionPublic.From(correction, story.Content.Language);
        string[] lists = ["corrections", $"correctionArticle:{story.Row.Id}"];
        return new Document
        {
            Kind = Correction.Subject,
            Id = correction.Id,
            Card = JsonSerializer.SerializeToUtf8Bytes(
                new CorrectionOfStory
                {
                    Id = shown.Id,
                    Kind = shown.Kind,
                    Label = shown.Label,
                    Text = shown.Text,
                    Placement = shown.Placement,
                    PublishedAt = shown.PublishedAt,
                    Article = new CorrectedStory(story.Row.Id, story.Row.Slug, story.Path, story.Content.Headline),
                },
                Json.Options),
            Face = [],
            Lists = [.. lists.Select(list => new Membership(list, shown.PublishedAt, shown.PublishedAt, null))],
        };
    }
}
