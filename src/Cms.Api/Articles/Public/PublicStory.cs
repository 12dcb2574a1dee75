using Cms.Api.Agencies;
using Cms.Api.Articles.Corrections;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Sections;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using Cms.Api.Tags;

namespace Cms.Api.Articles.Public;

/// <summary>A public story with everything it shows of others, found and in order: what its document is written from.</summary>
internal sealed record PublicStory
{
    public required PublicationRow Row { get; init; }
    public required ArticleContent Content { get; init; }
    public required Body Body { get; init; }
    public required SiteContent Site { get; init; }
    public required SectionRow Section { get; init; }
    public required SectionTree Sections { get; init; }
    public required IReadOnlyDictionary<Guid, AuthorRow> Authors { get; init; }
    public required IReadOnlyDictionary<Guid, TagRow> Tags { get; init; }
    public required IReadOnlyDictionary<Guid, AgencyRow> Agencies { get; init; }
    public required IReadOnlyDictionary<Guid, ImageRow> Images { get; init; }

    /// <summary>The public ones of the stories it links to.</summary>
    public required IReadOnlyDictionary<Guid, TargetRow> Targets { get; init; }

    /// <summary>The public ones, the oldest first.</summary>
    public required IReadOnlyList<CorrectionRow> Corrections { get; init; }

    public string Path => Article.PathOf(Section.Path, Row.Slug);

    public string Url => PageHead.Url(Site, Path);

    public string Text => BodyText.Of(Body);

    /// <summary>A teaser: the one given, or the standfirst, or the beginning of the body.</summary>
    public string Summary => Content.Summary ?? Words.Lead(Content.Standfirst ?? (Paragraphs.Length > 0 ? Paragraphs : Text), Article.MaxSummary);

    /// <summary>An agency that is not named is told from others by its id: a new name of it must change nothing here.</summary>
    private string NameOf(Source source) => source.Display == "named" ? Agencies[source.Agency].Name : source.Agency.ToString();

    private string Paragraphs =>
        string.Join(' ', Body.Blocks.OfType<TextBlock>().Where(block => block is { Style: "normal", ListItem: null }).Select(block => BodyText.Of(new Body([block]))));

    /// <summary>The line that says where the story's material is from, or null.</summary>
    public string? Attribution => Content.AttributionOverride
        ?? Labels.Attribution(Content.Language, [.. Content.Sources.Select(source => (source.Role, source.Display, (string?)NameOf(source)))]);

    /// <summary>Agencies that the attribution tells by name.</summary>
    public IEnumerable<Guid> NamedAgencies => Content.AttributionOverride is null
        ? Content.Sources.Where(source => source is { Display: "named", Role: "full" or "inputs" }).Select(source => source.Agency)
        : [];

    /// <summary>Links that readers get: to public stories, or to URLs.</summary>
    public IEnumerable<RelatedLink> ShownLinks =>
        Content.RelatedLinks.Where(link => link.Article is { } target ? Targets.ContainsKey(target) : link.Url is not null);

    /// <summary>Images in the order a reader meets them, the one for social networks last.</summary>
    public IEnumerable<ImageRow> ShownImages => new[] { Content.LeadImage?.Image }
        .Concat(BodyReferences.Of(Body).Images.Select(Guid? (image) => image.Id))
        .Append(Content.Social.Image)
        .OfType<Guid>()
        .Distinct()
        .Select(id => Images[id]);

    /// <summary>What the story is called where it is linked to.</summary>
    public string TitleOf(RelatedLink link) => link.Title ?? Targets[link.Article!.Value].Headline;

    public BodyRendering Rendering
    {
        get
        {
            var shown = ShownLinks.Select(link => link.Id).ToHashSet();
            return new BodyRendering
            {
                ShowsImage = Images.ContainsKey,
                WriteImage = (writer, image, caption, alt) => ImageFace.From(Images[image], caption, alt).Write(writer),
                ShowsRelatedLink = shown.Contains,
            };
        }
    }
}
