namespace Cms.Api.PortableText;

/// <summary>What a body refers to, in its order; the same id may come more than once.</summary>
internal sealed record BodyReferences(
    IReadOnlyList<BodyReference> Images, IReadOnlyList<BodyReference> RelatedLinks, IReadOnlyList<BodyReference> Corrections)
{
    public static BodyReferences Of(Body body)
    {
        var images = new List<BodyReference>();
        var relatedLinks = new List<BodyReference>();
        var corrections = new List<BodyReference>();
        for (var i = 0; i < body.Blocks.Count; i++)
        {
            var place = $"/{body.Blocks[i].Position}";
            switch (body.Blocks[i])
            {
                case ImageBlock image: images.Add(new(image.Image, i, place + "/image")); break;
                case GalleryBlock gallery:
                    images.AddRange(gallery.Items.Select((item, n) => new BodyReference(item.Image, i, $"{place}/items/{n}/image")));
                    break;
                case FactBoxBlock box:
                    images.AddRange(box.Children.OfType<ImageBlock>()
                        .Select(child => new BodyReference(child.Image, i, $"{place}/content/{child.Position}/image")));
                    break;
                case RelatedLinkBlock link: relatedLinks.Add(new(link.RelatedLinkId, i, place + "/relatedLinkId")); break;
                case CorrectionBlock correction: corrections.Add(new(correction.CorrectionId, i, place + "/correctionId")); break;
            }
        }
        return new BodyReferences(images, relatedLinks, corrections);
    }
}

/// <summary>
/// One of them, with the index of its block (of the fact box where it is in one) and the JSON Pointer to it in the array that
/// the body was read from, such as <c>/4/items/0/image</c>.
/// </summary>
internal readonly record struct BodyReference(Guid Id, int Block, string Pointer);
