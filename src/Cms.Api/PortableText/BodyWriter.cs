using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Cms.Api.PortableText;

/// <summary>Writes a body as JSON: as it is stored, or, with a rendering, as readers get it.</summary>
internal static class BodyWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] ToBytes(Body body) => ToBytes(writer => Write(writer, body));

    public static byte[] ToBytes(Block block) => ToBytes(writer => Write(writer, block, null));

    public static void Write(Utf8JsonWriter writer, Body body, BodyRendering? rendering = null) =>
        WriteBlocks(writer, body.Blocks, rendering);

    private static byte[] ToBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteBlocks(Utf8JsonWriter writer, IReadOnlyList<Block> blocks, BodyRendering? rendering)
    {
        writer.WriteStartArray();
        foreach (var block in blocks)
        {
            if (rendering is null || IsShown(block, rendering)) Write(writer, block, rendering);
        }
        writer.WriteEndArray();
    }

    private static bool IsShown(Block block, BodyRendering rendering) => block switch
    {
        ImageBlock image => rendering.ShowsImage(image.Image),
        GalleryBlock gallery => gallery.Items.Any(item => rendering.ShowsImage(item.Image)),
        FactBoxBlock box => box.Children.Any(child => IsShown(child, rendering)),
        RelatedLinkBlock link => rendering.ShowsRelatedLink(link.RelatedLinkId),
        _ => true,
    };

    private static void Write(Utf8JsonWriter writer, Block block, BodyRendering? rendering)
    {
        writer.WriteStartObject();
        writer.WriteString("_type", TypeOf(block));
        writer.WriteString("_key", block.Key);
        switch (block)
        {
            case TextBlock text: WriteText(writer, text); break;
            case ImageBlock image: WriteImage(writer, image, rendering); break;
            case GalleryBlock gallery: WriteItems(writer, gallery, rendering); break;
            case EmbedBlock embed:
                writer.WriteString("provider", embed.Provider);
                writer.WriteString("url", embed.Url);
                writer.WriteString("title", embed.Title);
                writer.WriteString("text", embed.Text);
                break;
            case PullQuoteBlock quote:
                writer.WriteString("text", quote.Text);
                writer.WriteString("attribution", quote.Attribution);
                break;
            case FactBoxBlock box:
                writer.WriteString("title", box.Title);
                writer.WritePropertyName("content");
                WriteBlocks(writer, box.Children, rendering);
                break;
            case TableBlock table: WriteTable(writer, table); break;
            case RelatedLinkBlock link: writer.WriteString("relatedLinkId", link.RelatedLinkId); break;
            case CorrectionBlock correction: writer.WriteString("correctionId", correction.CorrectionId); break;
        }
        writer.WriteEndObject();
    }

    private static string TypeOf(Block block) => block switch
    {
        TextBlock => "block",
        ImageBlock => "image",
        GalleryBlock => "gallery",
        EmbedBlock => "embed",
        PullQuoteBlock => "pullQuote",
        FactBoxBlock => "factBox",
        TableBlock => "table",
        RelatedLinkBlock => "relatedLink",
        DividerBlock => "divider",
        CorrectionBlock => "correction",
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "A block of no known type."),
    };

    private static void WriteText(Utf8JsonWriter writer, TextBlock block)
    {
        writer.WriteString("style", block.Style);
        if (block.ListItem is not null)
        {
            writer.WriteString("listItem", block.ListItem);
            writer.WriteNumber("level", block.Level);
        }
        writer.WriteStartArray("children");
        foreach (var span in block.Spans)
        {
            writer.WriteStartObject();
            writer.WriteString("_type", "span");
            writer.WriteString("text", span.Text);
            WriteStrings(writer, "marks", span.Marks);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("markDefs");
        foreach (var definition in block.MarkDefs)
        {
            writer.WriteStartObject();
            writer.WriteString("_key", definition.Key);
            if (definition is LinkMark link)
            {
                writer.WriteString("_type", "link");
                writer.WriteString("href", link.Href);
            }
            else if (definition is LangMark lang)
            {
                writer.WriteString("_type", "lang");
                writer.WriteString("lang", lang.Lang);
                writer.WriteString("dir", lang.Dir);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteImage(Utf8JsonWriter writer, ImageBlock block, BodyRendering? rendering)
    {
        if (rendering is null)
        {
            writer.WriteString("image", block.Image);
            writer.WriteString("caption", block.Caption);
            writer.WriteString("alt", block.Alt);
            writer.WriteString("layout", block.Layout);
            return;
        }
        writer.WriteString("layout", block.Layout);
        writer.WritePropertyName("image");
        rendering.WriteImage(writer, block.Image, block.Caption, block.Alt);
    }

    private static void WriteItems(Utf8JsonWriter writer, GalleryBlock gallery, BodyRendering? rendering)
    {
        writer.WriteStartArray("items");
        foreach (var item in gallery.Items)
        {
            if (rendering?.ShowsImage(item.Image) == false) continue;
            writer.WriteStartObject();
            writer.WritePropertyName("image");
            if (rendering is not null)
            {
                rendering.WriteImage(writer, item.Image, item.Caption, null);
            }
            else
            {
                writer.WriteStringValue(item.Image);
                writer.WriteString("caption", item.Caption);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteTable(Utf8JsonWriter writer, TableBlock table)
    {
        writer.WriteString("caption", table.Caption);
        WriteStrings(writer, "header", table.Header);
        writer.WriteStartArray("rows");
        foreach (var row in table.Rows) WriteStrings(writer, null, row);
        writer.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string? name, IReadOnlyList<string> values)
    {
        if (name is not null) writer.WritePropertyName(name);
        writer.WriteStartArray();
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
