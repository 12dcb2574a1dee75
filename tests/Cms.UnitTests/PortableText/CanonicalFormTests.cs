using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;
using CsCheck;
using static Cms.UnitTests.PortableText.Bodies;

namespace Cms.UnitTests.PortableText;

public sealed class CanonicalFormTests
{
    [Fact]
    public void Canonical_body_of_every_type_is_written_as_it_was_read()
    {
        var compact = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(EveryType), Relaxed);
        Assert.Equal(compact, Canonical(EveryType));
    }

    [Theory]
    [InlineData("""{"_type":"span","text":"a "},{"_type":"span","text":"b","marks":[]}""", """{"_type":"span","text":"a b","marks":[]}""")]
    [InlineData("""{"_type":"span","text":"a","marks":["em","strong","em"]},{"_type":"span","text":"","marks":["sub"]},{"_type":"span","text":"b","marks":["strong","em"]}""", """{"_type":"span","text":"ab","marks":["strong","em"]}""")]
    [InlineData("""{"_type":"span","text":"e","_key":"x"},{"_type":"span","text":"\u0301"}""", """{"_type":"span","text":"é","marks":[]}""")]
    [InlineData("""{"_type":"span","text":"\n  one\r\ntwo\u00a0three \n"}""", """{"_type":"span","text":"one\ntwo\u00A0three","marks":[]}""")]
    [InlineData("""{"_type":"span","text":"  ","marks":["em"]},{"_type":"span","text":"a"},{"_type":"span","text":" ","marks":["em"]}""", """{"_type":"span","text":"a","marks":[]}""")]
    [InlineData("""{"_type":"span","text":"a \n \n b","marks":["em"]}""", """{"_type":"span","text":"a\nb","marks":["em"]}""")]
    [InlineData("""{"_type":"span","text":"a\n","marks":["em"]},{"_type":"span","text":" b"}""", """{"_type":"span","text":"a","marks":["em"]},{"_type":"span","text":"\nb","marks":[]}""")]
    [InlineData("""{"_type":"span","text":" \n  a \n\n  b ","marks":["code"]}""", """{"_type":"span","text":"  a\n\n  b","marks":["code"]}""")]
    [InlineData("""{"_type":"span","text":"  a\n"},{"_type":"span","text":"  b\n  c","marks":["code"]}""", """{"_type":"span","text":"a\n","marks":[]},{"_type":"span","text":"b\nc","marks":["code"]}""")]
    public void Spans_have_one_way_to_be_written(string spans, string canonical) =>
        Assert.Equal(
            $$"""[{"_type":"block","_key":"p","style":"normal","children":[{{canonical}}],"markDefs":[]}]""", Canonical(Paragraph(spans)));

    [Fact]
    public void Equal_definitions_are_shared_and_unused_ones_go()
    {
        var body = Read(Paragraph(
            """{"_type":"span","text":"a","marks":["l2"]},{"_type":"span","text":"b","marks":["l1","l2","sup"]}""",
            """
            {"_key":"l1","_type":"link","href":"/a"},{"_key":"l2","_type":"link","href":"/a"},{"_key":"l3","_type":"link","href":"/b"},
            {"_key":"u1","_type":"lang","lang":"UR"}
            """));
        var block = Assert.IsType<TextBlock>(Assert.Single(body.Blocks));
        Assert.Equal([new LinkMark("l1", "/a")], block.MarkDefs);
        Assert.Equal(["l1"], block.Spans[0].Marks);
        Assert.Equal(["sup", "l1"], block.Spans[1].Marks);
    }

    [Fact]
    public void Language_gets_its_case_and_direction()
    {
        var body = Read(Paragraph(
            """{"_type":"span","text":"a","marks":["a"]},{"_type":"span","text":"b","marks":["b"]}""",
            """{"_key":"a","_type":"lang","lang":"UR-pk"},{"_key":"b","_type":"lang","lang":"ur","dir":"ltr"}"""));
        var block = Assert.IsType<TextBlock>(Assert.Single(body.Blocks));
        Assert.Equal([new LangMark("a", "ur-PK", "rtl"), new LangMark("b", "ur", "ltr")], block.MarkDefs);
    }

    [Fact]
    public void Empty_text_blocks_go_and_the_rest_keep_their_places()
    {
        var body = Read($$"""
            [{"_type":"block","children":[{"_type":"span","text":" "}]},
             {"_type":"image","image":"{{Image1}}"},
             {"_type":"factBox","title":"t","content":[{"_type":"block","children":[]},{"_type":"image","image":"{{Image2}}"}]}]
            """);
        Assert.Equal(2, body.Blocks.Count);
        Assert.Equal(["/1/image", "/2/content/1/image"], BodyReferences.Of(body).Images.Select(image => image.Pointer));
        Assert.Equal("[]", Canonical("""[{"_type":"block","children":[]}]"""));
    }

    [Fact]
    public void Members_left_out_get_their_defaults() =>
        Assert.Equal(
            $$"""[{"_type":"image","_key":"i","image":"{{Image1}}","caption":null,"alt":null,"layout":"inline"},{"_type":"block","_key":"b","style":"normal","listItem":"number","level":1,"children":[{"_type":"span","text":"x","marks":[]}],"markDefs":[]}]""",
            Canonical($$"""[{"_type":"image","_key":"i","image":"{{Image1.ToUpperInvariant()}}","caption":"  "},{"_type":"block","_key":"b","listItem":"number","children":[{"_type":"span","text":"x"}]}]"""));

    [Fact]
    public void Level_is_written_as_a_plain_number()
    {
        static string Item(string level) => $$"""[{"_type":"block","_key":"b","listItem":"bullet","level":{{level}},"children":[{"_type":"span","text":"x"}]}]""";
        Assert.Equal(Canonical(Item("2")), Canonical(Item("2.0")));
        Assert.Equal(Canonical(Item("2")), Canonical(Item("20e-1")));
    }

    [Fact]
    public void Content_of_a_fact_box_is_read_by_its_former_name()
    {
        static string Box(string name) => $$"""[{"_type":"factBox","_key":"f","title":"t","{{name}}":[{"_type":"block","_key":"b","children":[{"_type":"span","text":"x"}]}]}]""";
        Assert.Equal(Canonical(Box("content")), Canonical(Box("children")));
        Assert.Contains("\"content\":[", Canonical(Box("children")));
        Assert.Equal(("/body/0/children", FaultCodes.UnknownMember), OnlyFault(Box("content").Replace("\"title\":\"t\"", "\"title\":\"t\",\"children\":[]", StringComparison.Ordinal)));
    }

    [Fact]
    public void Header_of_empty_cells_is_none() =>
        Assert.Empty(Assert.IsType<TableBlock>(Read("""[{"_type":"table","header":[""," "],"rows":[["a","b"]]}]""").Blocks[0]).Header);

    [Fact]
    public void Address_is_written_as_from_markdown_and_html() =>
        Assert.Equal("/a%60b", Assert.IsType<LinkMark>(Assert.IsType<TextBlock>(Read(Paragraph(
            """{"_type":"span","text":"a","marks":["l"]}""", """{"_key":"l","_type":"link","href":"/a`b"}""")).Blocks[0]).MarkDefs[0]).Href);

    [Fact]
    public void Provider_is_derived_from_the_address() =>
        Assert.Equal("x", Assert.IsType<EmbedBlock>(Read("""[{"_type":"embed","url":"https://x.com/someone/status/123","text":"A post"}]""").Blocks[0]).Provider);

    [Fact]
    public void Missing_keys_are_made_of_content_and_stay_when_a_block_is_put_in()
    {
        const string same = """{"_type":"block","children":[{"_type":"span","text":"same"}]}""";
        var keys = Read($"[{same},{same}]").Blocks.Select(block => block.Key).ToArray();
        var more = Read($$"""[{"_type":"divider"},{{same}},{"_type":"divider"},{{same}}]""").Blocks.Select(block => block.Key).ToArray();
        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal(keys, new[] { more[1], more[3] });
        Assert.NotEqual(more[0], more[2]);
        Assert.All(keys, key => Assert.Matches("^[a-z0-9]{12}$", key));
    }

    [Fact]
    public void Made_key_gives_way_to_a_given_one()
    {
        var made = Read("""[{"_type":"divider"}]""").Blocks[0].Key;
        var blocks = Read($$"""[{"_type":"divider"},{"_type":"divider","_key":"{{made}}"}]""").Blocks;
        Assert.Equal(made, blocks[1].Key);
        Assert.NotEqual(made, blocks[0].Key);
    }

    [Fact]
    public void Canonical_form_is_a_fixed_point() =>
        BodyGen.Body.Sample(json =>
        {
            var once = Canonical(json);
            return Canonical(once) == once;
        }, iter: 300);

    [Fact]
    public void Equal_content_has_equal_bytes() =>
        BodyGen.Spans.Sample(spans =>
        {
            var joined = Canonical(BodyGen.Paragraph(spans, split: false));
            return Canonical(BodyGen.Paragraph(spans, split: true)) == joined;
        }, iter: 300);

    [Fact]
    public void Any_json_is_a_body_or_faults_and_never_an_exception() =>
        BodyGen.AnyJson.Sample(json =>
        {
            var faults = new List<Fault>();
            using var document = JsonDocument.Parse(json);
            return BodyReader.Read(document.RootElement, "/body", faults) is null == faults.Count > 0;
        }, iter: 2_000);

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };
}
