using System.Text;
using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.PortableText.Output;
using CsCheck;
using static Cms.UnitTests.PortableText.Bodies;

namespace Cms.UnitTests.PortableText.Output;

public sealed class DeliveredBodyTests
{
    private static readonly string Story = $$"""
        {"id":"0192f0c4-7d1e-7a33-9c5b-000000000009","language":"ur","direction":"rtl","dateline":{"place":"Islamabad"},
         "relatedLinks":[{"id":"{{Link}}","kind":"read","label":"READ","position":"inline","title":"A port & its town",
          "article":{"id":"{{Image1}}","slug":"a-port","path":"/news/a-port"},"url":"https://news.example/news/a-port"}],
         "corrections":[{"id":"{{Correction}}","kind":"clarification","label":"Clarification","text":"The port is *one* of <two>.\nNot three.","placement":"inline"}]}
        """;

    /// <summary>The body as readers get it, images with the faces that the context of the tests shows.</summary>
    private static byte[] Deliver(Body body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            BodyWriter.Write(writer, body, new BodyRendering
            {
                ShowsImage = Contexts.Everything.Images.ContainsKey,
                WriteImage = (json, image, caption, alt) => WriteImage(json, image, caption, alt),
                ShowsRelatedLink = Contexts.Everything.Links.ContainsKey,
            });
        }
        return stream.ToArray();
    }

    private static void WriteImage(Utf8JsonWriter json, Guid id, string? caption, string? alt)
    {
        var shown = Contexts.Everything.Images[id];
        JsonSerializer.Serialize(json, new
        {
            id,
            url = shown.Url,
            alt = alt ?? shown.Alt,
            caption,
            credit = shown.CreditLine is null ? null : new { line = shown.CreditLine, agency = new { code = "AP", name = "Associated Press" } },
            width = shown.Width,
            height = shown.Height,
            focalPoint = (object?)null,
        });
    }

    private static DeliveredBody Read(string story, byte[] body) => DeliveredBody.Read(Encoding.UTF8.GetBytes(story), body);

    [Fact]
    public void Story_tells_language_dateline_links_and_corrections()
    {
        var context = Read(Story, "[]"u8.ToArray()).Context;
        Assert.Equal(("ur", "rtl", "Islamabad"), (context.Language, context.Direction, context.Place));
        Assert.Equal(new ShownLink("read", "READ", "A port & its town", "https://news.example/news/a-port"), Assert.Single(context.Links).Value);
        Assert.Equal(Contexts.Everything.Corrections[Guid.Parse(Correction)], Assert.Single(context.Corrections).Value);
        Assert.Null(Read("""{"language":"en","direction":"ltr","dateline":null,"relatedLinks":[]}""", "[]"u8.ToArray()).Context.Place);
    }

    [Fact]
    public void Delivered_body_says_what_the_body_says() =>
        BlockGen.Body.Sample(
            body =>
            {
                var delivered = Read(Story, Deliver(body));
                var context = Contexts.Everything with { Place = "Islamabad" };
                return PlainBody.Write(delivered.Body, delivered.Context) == PlainBody.Write(body, context)
                    && HtmlWriter.Write(delivered.Body, delivered.Context) == HtmlWriter.Write(WithAlt(body), context);
            },
            iter: 500);

    /// <summary>The image's own alternative text is delivered where the block has none.</summary>
    private static Body WithAlt(Body body) => new([.. body.Blocks.Select(WithAlt)]);

    private static Block WithAlt(Block block) => block switch
    {
        ImageBlock image => image with { Alt = image.Alt ?? Contexts.Everything.Images[image.Image].Alt },
        FactBoxBlock box => box with { Children = [.. box.Children.Select(WithAlt)] },
        _ => block,
    };

    [Fact]
    public void Alternative_text_of_one_place_does_not_move_to_a_gallery()
    {
        const string json = $$"""
            [{"_type":"image","_key":"a","image":"{{Image2}}","alt":"Here"},
             {"_type":"gallery","_key":"b","items":[{"image":"{{Image2}}"},{"image":"{{Image1}}"}]},
             {"_type":"image","_key":"c","image":"{{Image1}}","alt":"There"}]
            """;
        var delivered = Read(Story, Deliver(Bodies.Read(json)));
        var html = HtmlWriter.Write(delivered.Body, delivered.Context);
        Assert.Equal(["Here", "Two cranes", "", "There"], html.Split("alt=\"")[1..].Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]));
    }

    [Fact]
    public void Type_of_a_newer_version_is_left_out()
    {
        var body = Encoding.UTF8.GetBytes("""[{"_type":"hologram","_key":"a","of":{"what":[1]}},{"_type":"divider","_key":"b","new":true}]""");
        Assert.Equal([new DividerBlock("b")], Read(Story, body).Body.Blocks);
    }
}
