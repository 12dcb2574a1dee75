using System.Text;
using System.Text.Json;
using Cms.Api.PortableText;
using static Cms.UnitTests.PortableText.Bodies;

namespace Cms.UnitTests.PortableText;

public sealed class BodyWriterTests
{
    private static readonly Guid First = Guid.Parse(Image1);
    private static readonly Guid Second = Guid.Parse(Image2);

    private static JsonElement Deliver(string json, Guid[] images, bool links = true)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            BodyWriter.Write(writer, Read(json), new BodyRendering
            {
                ShowsImage = images.Contains,
                WriteImage = (json, image, caption, alt) =>
                {
                    json.WriteStartObject();
                    json.WriteString("id", image);
                    json.WriteString("caption", caption ?? "own");
                    json.WriteString("alt", alt ?? "own");
                    json.WriteEndObject();
                },
                ShowsRelatedLink = _ => links,
            });
        }
        return JsonSerializer.Deserialize<JsonElement>(stream.ToArray());
    }

    private static JsonElement Block(JsonElement body, string key) =>
        body.EnumerateArray().Single(block => block.GetProperty("_key").GetString() == key);

    private static string[] Keys(JsonElement body) => [.. body.EnumerateArray().Select(block => block.GetProperty("_key").GetString()!)];

    [Fact]
    public void Delivered_images_are_written_by_the_caller()
    {
        var body = Deliver(EveryType, [First, Second]);
        Assert.Equal(
            $$$"""{"_type":"image","_key":"im","layout":"wide","image":{"id":"{{{Image1}}}","caption":"A quay","alt":"own"}}""", Block(body, "im").GetRawText());
        Assert.Equal(
            $$$"""[{"image":{"id":"{{{Image1}}}","caption":"own","alt":"own"}},{"image":{"id":"{{{Image2}}}","caption":"Two","alt":"own"}}]""",
            Block(body, "ga").GetProperty("items").GetRawText());
        Assert.Equal("A crane", Block(body, "fb").GetProperty("content")[1].GetProperty("image").GetProperty("alt").GetString());
        Assert.Equal(12, body.GetArrayLength());
    }

    [Fact]
    public void What_is_not_shown_is_left_out()
    {
        var body = Deliver(EveryType, [Second], links: false);
        Assert.DoesNotContain("im", Keys(body));
        Assert.DoesNotContain("rl", Keys(body));
        Assert.Equal(1, Block(body, "ga").GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(Image1, body.GetRawText());
        Assert.DoesNotContain(Link, body.GetRawText());
    }

    [Fact]
    public void Gallery_and_box_with_nothing_left_go()
    {
        Assert.DoesNotContain("ga", Keys(Deliver(EveryType, [])));
        var box = $$"""[{"_type":"factBox","_key":"b","title":"t","content":[{"_type":"image","image":"{{Image1}}"}]}]""";
        Assert.Empty(Keys(Deliver(box, [])));
        Assert.Equal(["b"], Keys(Deliver(box, [First])));
    }

    [Fact]
    public void Text_of_any_script_stays_readable_and_cannot_end_a_script_element()
    {
        var bytes = Encoding.UTF8.GetString(BodyWriter.ToBytes(Read(Paragraph("""{"_type":"span","text":"हिन्दी </script>"}"""))));
        Assert.Contains("हिन्दी", bytes);
        Assert.DoesNotContain("</script>", bytes);
    }

    [Fact]
    public void Text_is_the_words_of_the_body_once() =>
        Assert.Equal(
            "The port opened in گوادر\n\n'AS TYPED'\n\na point\n\nThe port\n\nBuilt in a year.\n\nShips\nYear\tShips\n2023\t4\n2024\t",
            BodyText.Of(Read(EveryType)));

    [Fact]
    public void References_come_in_order_with_their_places()
    {
        var references = BodyReferences.Of(Read(EveryType));
        Assert.Equal(
            [new(First, 3, "/3/image"), new(First, 4, "/4/items/0/image"), new(Second, 4, "/4/items/1/image"), new(Second, 7, "/7/content/1/image")],
            references.Images);
        Assert.Equal([new(Guid.Parse(Link), 9, "/9/relatedLinkId")], references.RelatedLinks);
        Assert.Equal([new(Guid.Parse(Correction), 11, "/11/correctionId")], references.Corrections);
    }
}
