using System.Globalization;
using Cms.Api.Agencies;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using Cms.Api.Tags;
using Npgsql;

namespace Cms.Api.Articles;

/// <summary>What a request says, understood: natural keys as ids, defaults filled in, the body canonical.</summary>
/// <param name="Warnings">What was changed or left out of a body in Markdown or HTML.</param>
internal sealed record ArticleInput(ArticleContent Content, Body Body, IReadOnlyList<BodyWarning> Warnings)
{
    private static readonly ArticleValidator Validator = new();

    /// <param name="before">The working copy that it takes the place of: blocks that are still there keep their keys.</param>
    /// <param name="former">
    /// What a former working copy named, where it is that which is edited: it may have been deleted since. Whether it may be named again is judged
    /// when the edit is put onto the copy there is now.
    /// </param>
    /// <exception cref="RefusedException">422 with every fault of the request, its references and its body.</exception>
    public static async Task<ArticleInput> ReadAsync(
        NpgsqlConnection connection, Edited<ArticleRequest> edited, Guid id, ArticleRow? before, DateTimeOffset now, CancellationToken cancellationToken, IReadOnlyList<NaturalKeyRow>? former = null)
    {
        List<Fault> faults = [.. edited.Faults, .. Validator.FaultsOf(edited.Request)];
        var request = WithoutExcess(edited.Request);
        var sent = SentBody.Read(request, faults);
        var keys = await NaturalKeys.LookUpAsync(connection, request, sent.Links.Select(link => link.Target), former ?? [], cancellationToken);
        if (request.PublishedAt > now)
            faults.Add(new Fault("/publishedAt", FaultCodes.OutOfRange, "A story cannot have been published in the future; schedule it instead."));

        var bylines = Each(request.Bylines, "/bylines", (byline, pointer) => ToByline(byline, keys, pointer, faults));
        RefuseRepeats(request.Bylines ?? [], faults);
        var sources = Each(request.Sources, "/sources", (source, pointer) => ToSource(source, keys, pointer, faults));
        var tags = Each(request.Tags, "/tags", (tag, pointer) => keys.Find(Tag.Kind, tag, pointer, faults));
        var links = Each(request.RelatedLinks, "/relatedLinks", (link, pointer) => ToRelatedLink(link, id, now, keys, pointer, faults));
        var section = keys.Section(request.Section, "/section", faults);
        var otherSections = Each(request.OtherSections, "/otherSections", (path, pointer) => keys.Section(path, pointer, faults));
        var lead = request.LeadImage is null ? null : keys.Find(Image.Kind, request.LeadImage.Image, "/leadImage/image", faults);
        var social = keys.Find(Image.Kind, request.Social?.Image, "/social/image", faults);
        var bodyBefore = before is null ? Body.Empty : StoredBody.Parse(before.Body);
        var inline = new InlineLinks(id, [.. links.OfType<RelatedLink>()], before is null ? [] : ArticleContent.Parse(before.Content).RelatedLinks, bodyBefore, keys, now);
        var body = inline.Settle(sent, faults);
        IReadOnlyList<BodyWarning> warnings = sent.IsText ? [.. sent.Warnings, .. inline.DropLetGo(sent.Pointer)] : [];
        if (inline.Links.Count > Article.MaxRelatedLinks && links.Count <= Article.MaxRelatedLinks)
            faults.Add(new Fault(sent.Pointer, FaultCodes.TooMany, $"A story has {Article.MaxRelatedLinks} related links at most, with those its text names."));
        await ImagesOfBody.CheckAsync(connection, request, sent, keys, faults, cancellationToken);
        if (faults.Count > 0)
        {
            await keys.HintAsync(connection, faults, cancellationToken);
            throw RefusedException.Invalid(faults);
        }

        var content = new ArticleContent
        {
            Type = request.Type ?? "article",
            Genre = request.Genre ?? "news",
            Language = Languages.Canonical(request.Language!)!,
            Headline = request.Headline!,
            Kicker = request.Kicker,
            Standfirst = request.Standfirst,
            Summary = request.Summary,
            Slugline = request.Slugline,
            Ednote = request.Ednote,
            Section = section,
            // One thing by two of its names is no fault, and there once.
            OtherSections = [.. otherSections.OfType<Guid>().Distinct()],
            TimeZone = request.TimeZone ?? (await SiteRepository.ReadAsync(connection, cancellationToken)).TimeZone,
            PublishedAt = request.PublishedAt,
            Bylines = [.. bylines.OfType<Byline>().DistinctBy(byline => (byline.Role, byline.Author))],
            Dateline = request.Dateline,
            Sources = [.. sources.OfType<Source>()],
            AttributionOverride = request.AttributionOverride,
            Tags = [.. tags.OfType<Guid>().Distinct()],
            LeadImage = lead is { } image ? new LeadImage { Image = image, Caption = request.LeadImage!.Caption, Alt = request.LeadImage.Alt } : null,
            RelatedLinks = inline.Links,
            Seo = request.Seo ?? new Seo(),
            Social = new Social { Title = request.Social?.Title, Description = request.Social?.Description, Image = social },
            Access = request.Access ?? "free",
            Sensitivity = [.. (request.Sensitivity ?? []).OfType<string>()],
            Ads = request.Ads ?? new AdPolicy(),
        };
        return new ArticleInput(content, sent.IsText ? BlockAlignment.CarryKeys(bodyBefore, body) : body, warnings);
    }

    /// <summary>A list of too many is refused as that, and nothing in it is looked up.</summary>
    private static ArticleRequest WithoutExcess(ArticleRequest request) => request with
    {
        OtherSections = Within(request.OtherSections, Article.MaxOtherSections),
        Bylines = Within(request.Bylines, Article.MaxBylines),
        Sources = Within(request.Sources, Article.MaxSources),
        Tags = Within(request.Tags, Article.MaxTags),
        RelatedLinks = Within(request.RelatedLinks, Article.MaxRelatedLinks),
    };

    private static IReadOnlyList<T>? Within<T>(IReadOnlyList<T>? items, int most) => items?.Count > most ? null : items;

    /// <summary>Judged as it was written: by another name an author is there once, as where two were merged while an editor had the story open.</summary>
    private static void RefuseRepeats(IReadOnlyList<BylineRequest?> bylines, List<Fault> faults)
    {
        var repeats = bylines.Index().Where(place => place.Item?.Author is not null).GroupBy(place => (place.Item!.Role, place.Item.Author)).SelectMany(same => same.Skip(1));
        faults.AddRange(repeats.Select(place =>
            new Fault(string.Create(CultureInfo.InvariantCulture, $"/bylines/{place.Index}/author"), FaultCodes.Duplicate, "This author has this role already.")));
    }

    private static Byline? ToByline(BylineRequest byline, NaturalKeys keys, string pointer, List<Fault> faults) =>
        keys.Find(Author.Kind, byline.Author, pointer + "/author", faults) is { } author && byline.Role is { } role
            ? new Byline { Role = role, Author = author, Label = byline.Label, CreditedAs = byline.CreditedAs, Location = byline.Location }
            : null;

    private static Source? ToSource(SourceRequest source, NaturalKeys keys, string pointer, List<Fault> faults) =>
        keys.Find(Agency.Kind, source.Agency, pointer + "/agency", faults) is { } agency && source.Role is { } role
            ? new Source { Agency = agency, Role = role, Display = source.Display ?? "named" }
            : null;

    private static RelatedLink? ToRelatedLink(
        RelatedLinkRequest link, Guid self, DateTimeOffset now, NaturalKeys keys, string pointer, List<Fault> faults)
    {
        var target = keys.Find(Article.Kind, link.Article, pointer + "/article", faults);
        if (target == self) faults.Add(new Fault(pointer + "/article", FaultCodes.InvalidValue, "A story cannot be related to itself."));
        if (link.Kind is not { } kind) return null;
        return new RelatedLink
        {
            Id = link.Id is { } id ? Ref.Parse(id).Id ?? Guid.Empty : Ids.New(now),
            Kind = kind,
            Position = link.Position ?? RelatedLink.End,
            Article = target,
            Url = link.Url,
            Title = link.Title,
            Label = link.Label,
        };
    }

    /// <summary>The items read, each with its place; null where there is none to read, which the validator has told.</summary>
    private static List<TOut?> Each<TIn, TOut>(IReadOnlyList<TIn?>? items, string pointer, Func<TIn, string, TOut?> read)
        where TIn : class =>
        [.. (items ?? []).Select((item, index) => item is null ? default : read(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}")))];
}
