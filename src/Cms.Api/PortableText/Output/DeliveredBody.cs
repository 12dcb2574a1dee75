using System.Text.Json;

namespace Cms.Api.PortableText.Output;

/// <summary>
/// A body and what it shows, read back from the JSON that readers get: the story without its body, and the body, which
/// <see cref="BodyWriter"/> wrote. What this version does not know is left out: a newer one may have written it.
/// </summary>
internal sealed record DeliveredBody(Body Body, BodyContext Context)
{
    public static DeliveredBody Read(ReadOnlyMemory<byte> story, ReadOnlyMemory<byte> body)
    {
        using var card = JsonDocument.Parse(story);
        using var blocks = JsonDocument.Parse(body);
        var images = new Dictionary<Guid, ShownImage>();
        var read = new DeliveredBlocks(images).ReadAll(blocks.RootElement);
        return new DeliveredBody(new Body(read), new BodyContext
        {
            Language = card.RootElement.Text("language") ?? "",
            Direction = card.RootElement.Text("direction") ?? "",
            Place = card.RootElement.Member("dateline")?.Text("place"),
            Images = images,
            Links = Links(card.RootElement),
            Corrections = Corrections(card.RootElement),
        });
    }

    private static Dictionary<Guid, ShownLink> Links(JsonElement story) => story.Items("relatedLinks").DistinctBy(link => link.Id()).ToDictionary(
        link => link.Id(), link => new ShownLink(link.Text("kind") ?? "", link.Text("label") ?? "", link.Text("title") ?? "", link.Text("url") ?? ""));

    private static Dictionary<Guid, ShownCorrection> Corrections(JsonElement story) => story.Items("corrections").DistinctBy(correction => correction.Id()).ToDictionary(
        correction => correction.Id(),
        correction => new ShownCorrection(correction.Text("kind") ?? "", correction.Text("label") ?? "", correction.Text("text") ?? ""));
}
