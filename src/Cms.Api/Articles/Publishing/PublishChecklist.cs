using Cms.Api.Articles.Corrections;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Sections;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using Npgsql;

namespace Cms.Api.Articles.Publishing;

/// <summary>What a story needs before readers may see it. All of it is told at once.</summary>
internal static class PublishChecklist
{
    /// <summary>Runs under the publishing lock, for it looks at the site and at images as they are at the moment of publication.</summary>
    /// <exception cref="RefusedException">Why the first of them that may not be published may not.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<ArticleRow> rows, CancellationToken cancellationToken)
    {
        var refusals = await RefusalsAsync(connection, rows, cancellationToken);
        if (rows.Select(row => refusals.GetValueOrDefault(row.Id)).OfType<RefusedException>().FirstOrDefault() is { } refusal) throw refusal;
    }

    /// <summary>Why these stories may not be published: 422 <c>not_ready_to_publish</c> with every failure, or 409 <c>path_taken</c>. Those that may are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, RefusedException>> RefusalsAsync(NpgsqlConnection connection, IReadOnlyList<ArticleRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return new Dictionary<Guid, RefusedException>();
        var stories = rows.Select(Story.Of).ToList();
        var site = await SiteRepository.ReadAsync(connection, cancellationToken);
        var images = (await ImageRepository.ListByIdsAsync(connection, [.. stories.SelectMany(story => story.Images).Distinct()], cancellationToken)).ToDictionary(image => image.Id);
        Guid[] ids = [.. stories.Select(story => story.Row.Id)];
        var corrections = await CorrectionRepository.ListAsync(connection, ids, cancellationToken);
        var unexplained = site.CorrectionPolicy == "required" ? await CorrectionRepository.ListUnexplainedAsync(connection, ids, cancellationToken) : [];
        var taken = await TakenAsync(connection, stories, cancellationToken);

        var refusals = new Dictionary<Guid, RefusedException>();
        foreach (var (row, content, body, references) in stories)
        {
            var faults = new List<Fault>();
            Check(content, body, site, faults);
            CheckImages(content, body, images, faults);
            CheckInlineLinks(content, references, faults);
            faults.AddRange(CorrectionChecks.FaultsOf(corrections[row.Id], references.Corrections, unexplained.Contains(row.Id)));
            if (faults.Count > 0)
                refusals[row.Id] = new RefusedException(
                    Problems.NotReadyToPublish, faults.Count == 1 ? faults[0].Detail : $"{faults.Count} things are missing or wrong; {ProblemWriter.Listed(faults.Count)}", faults);
            else if (taken.GetValueOrDefault(row.Id) is { } address)
                refusals[row.Id] = new RefusedException(Problems.PathTaken, $"/{address.Path} is, or was, the address of section {address.SectionPath}; choose another slug or section.");
        }
        return refusals;
    }

    /// <summary>The addresses of stories that lead to a section, or to where it has moved: they are never given to a story.</summary>
    private static async Task<IReadOnlyDictionary<Guid, TakenAddressRow>> TakenAsync(NpgsqlConnection connection, IReadOnlyList<Story> stories, CancellationToken cancellationToken)
    {
        var placed = stories.Where(story => story.Content.Section is not null).ToList();
        var rows = await SectionRepository.ListTakenAddressesAsync(
            connection, [.. placed.Select(story => story.Row.Id)], [.. placed.Select(story => story.Content.Section!.Value)], [.. placed.Select(story => story.Row.Slug)], cancellationToken);
        return rows.ToDictionary(row => row.StoryId);
    }

    private static void Check(ArticleContent content, Body body, SiteContent site, List<Fault> faults)
    {
        if (content.Section is null) faults.Add(new Fault("/section", FaultCodes.Required, "A story needs a section to be published."));
        if (content.Bylines.Count == 0 && site.BylinePolicy == "required")
            faults.Add(new Fault("/bylines", FaultCodes.Required, "The site asks for a byline."));
        if (body.Blocks.All(block => block is DividerBlock or RelatedLinkBlock or CorrectionBlock)) faults.Add(new Fault("/body", FaultCodes.Required, "The body is empty."));
        if (site.Languages.Count > 0 && !Languages.Prefixes(content.Language).Intersect(site.Languages, StringComparer.OrdinalIgnoreCase).Any())
            faults.Add(new Fault("/language", FaultCodes.InvalidValue, $"The site publishes in: {string.Join(", ", site.Languages)}."));
    }

    private static void CheckImages(ArticleContent content, Body body, Dictionary<Guid, ImageRow> images, List<Fault> faults)
    {
        if (content.LeadImage is { } lead) CheckImage(images[lead.Image], lead.Alt, "/leadImage", faults);
        foreach (var (image, alt, pointer) in ImagesIn(body)) CheckImage(images[image], alt, pointer, faults);
    }

    private static IEnumerable<(Guid Image, string? Alt, string Pointer)> ImagesIn(Body body) =>
        body.Blocks.SelectMany((block, index) => block switch
        {
            ImageBlock image => [(image.Image, image.Alt, $"/body/{index}")],
            GalleryBlock gallery => gallery.Items.Select((item, place) => (item.Image, (string?)null, $"/body/{index}/items/{place}")),
            FactBoxBlock box => box.Children
                .Select((child, place) => (Child: child, Place: place))
                .Where(child => child.Child is ImageBlock)
                .Select(child => (((ImageBlock)child.Child).Image, ((ImageBlock)child.Child).Alt, $"/body/{index}/content/{child.Place}")),
            _ => [],
        });

    private static void CheckImage(ImageRow image, string? alt, string pointer, List<Fault> faults)
    {
        if (alt is null && image.Alt is null && !image.Decorative)
            faults.Add(new Fault(pointer, FaultCodes.Required, $"Image {image.Id} needs an alt text, or to be marked as decorative."));
        if (image.CreditLine is null && image.AgencyId is null)
            faults.Add(new Fault(pointer, FaultCodes.Required, $"Image {image.Id} needs a credit."));
    }

    private static void CheckInlineLinks(ArticleContent content, BodyReferences references, List<Fault> faults)
    {
        var inline = content.RelatedLinks.Where(link => link.Position == RelatedLink.Inline).Select(link => link.Id).ToHashSet();
        faults.AddRange(references.RelatedLinks
            .Where(block => !inline.Contains(block.Id))
            .Select(block => new Fault("/body" + block.Pointer, FaultCodes.NotFound, $"The story has no inline related link {block.Id}.")));
        var held = references.RelatedLinks.Select(block => block.Id).ToHashSet();
        faults.AddRange(references.RelatedLinks
            .GroupBy(block => block.Id)
            .SelectMany(blocks => blocks.Skip(1))
            .Select(block => new Fault("/body" + block.Pointer, FaultCodes.Duplicate, $"Another block holds the related link {block.Id} already.")));
        faults.AddRange(content.RelatedLinks
            .Select((link, index) => (link, index))
            .Where(place => place.link.Position == RelatedLink.Inline && !held.Contains(place.link.Id))
            .Select(place => new Fault($"/relatedLinks/{place.index}", FaultCodes.InvalidValue, "An inline related link needs a block in the body that holds it.")));
    }

    private sealed record Story(ArticleRow Row, ArticleContent Content, Body Body, BodyReferences References)
    {
        public IEnumerable<Guid> Images => [.. References.Images.Select(image => image.Id), .. Content.LeadImage is { } lead ? [lead.Image] : Array.Empty<Guid>()];

        public static Story Of(ArticleRow row)
        {
            var body = StoredBody.Parse(row.Body);
            return new Story(row, ArticleContent.Parse(row.Content), body, BodyReferences.Of(body));
        }
    }
}
