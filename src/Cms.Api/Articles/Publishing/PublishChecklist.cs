using Cms.Api.Articles.Corrections;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Sections;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using Npgsql;

namespace Cms.Api.Articles.Publishing;

/// <summary>What a story needs before readers may see it. All of it is told at once.</summary>
internal static class PublishChecklist
{
    /// <summary>Runs under the publishing lock, for it looks at the site and at images as they are at the moment of publication.</summary>
    /// <exception cref="RefusedException">422 <c>not_ready_to_publish</c> with every failure.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, ArticleRow row, CancellationToken cancellationToken)
    {
        var content = ArticleContent.Parse(row.Content);
        var body = StoredBody.Parse(row.Body);
        var site = await SiteRepository.ReadAsync(connection, cancellationToken);
        var references = BodyReferences.Of(body);
        Guid[] ids = [.. references.Images.Select(image => image.Id), .. content.LeadImage is { } lead ? [lead.Image] : Array.Empty<Guid>()];
        var images = (await ImageRepository.ListByIdsAsync(connection, ids, cancellationToken)).ToDictionary(image => image.Id);

        var faults = new List<Fault>();
        Check(content, body, site, faults);
        CheckImages(content, body, images, faults);
        CheckInlineLinks(content, references, faults);
        faults.AddRange(await CorrectionChecks.FaultsAsync(connection, row.Id, references.Corrections, site, cancellationToken));
        if (faults.Count > 0)
            throw new RefusedException(
                Problems.NotReadyToPublish, faults.Count == 1 ? faults[0].Detail : $"{faults.Count} things are missing or wrong; {ProblemWriter.Listed(faults.Count)}", faults);
        await RefuseAddressOfSectionAsync(connection, content.Section!.Value, row.Slug, cancellationToken);
    }

    /// <summary>An address that leads to a section, or to where it has moved, is never given to a story.</summary>
    private static async Task RefuseAddressOfSectionAsync(NpgsqlConnection connection, Guid section, string slug, CancellationToken cancellationToken)
    {
        var path = $"{(await SectionRepository.FindAsync(connection, new Ref(section, null), cancellationToken))!.Path}/{slug}";
        if (await SectionRepository.FindByPathAsync(connection, path, cancellationToken) is { } other)
            throw new RefusedException(Problems.PathTaken, $"/{path} is, or was, the address of section {other.Path}; choose another slug or section.");
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
}
