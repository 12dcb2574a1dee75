using System.Diagnostics;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;
using static Cms.UnitTests.PortableText.Bodies;

namespace Cms.UnitTests.PortableText;

public sealed class BodyReaderTests
{
    [Theory]
    [InlineData("""{"_type":"block"}""", "", FaultCodes.InvalidType)]
    [InlineData("""["text"]""", "/0", FaultCodes.InvalidType)]
    [InlineData("""[{"style":"normal"}]""", "/0/_type", FaultCodes.Required)]
    [InlineData("""[{"_type":"blok"}]""", "/0/_type", FaultCodes.UnknownType)]
    [InlineData("""[{"_type":7}]""", "/0/_type", FaultCodes.InvalidType)]
    [InlineData("""[{"_type":"divider","colour":"red"}]""", "/0/colour", FaultCodes.UnknownMember)]
    [InlineData("""[{"_type":"divider","a/b~":"red"}]""", "/0/a~1b~0", FaultCodes.UnknownMember)]
    [InlineData("""[{"_type":"divider","_key":"a b"}]""", "/0/_key", FaultCodes.InvalidFormat)]
    [InlineData("""[{"_type":"divider","_key":"a"},{"_type":"divider","_key":"a"}]""", "/1/_key", FaultCodes.Duplicate)]
    [InlineData("""[{"_type":"divider","_type":"divider"}]""", "/0/_type", FaultCodes.Duplicate)]
    [InlineData("""[{"_type":"block"}]""", "/0/children", FaultCodes.Required)]
    [InlineData("""[{"_type":"block","children":{}}]""", "/0/children", FaultCodes.InvalidType)]
    [InlineData("""[{"_type":"block","style":"h1","children":[]}]""", "/0/style", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"block","style":"h2","listItem":"bullet","children":[]}]""", "/0/style", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"block","listItem":"dash","children":[]}]""", "/0/listItem", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"block","level":1,"children":[]}]""", "/0/level", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"block","listItem":"bullet","level":4,"children":[]}]""", "/0/level", FaultCodes.OutOfRange)]
    [InlineData("""[{"_type":"block","listItem":"bullet","level":"1","children":[]}]""", "/0/level", FaultCodes.InvalidType)]
    [InlineData("""[{"_type":"block","listItem":"bullet","level":1.5,"children":[]}]""", "/0/level", FaultCodes.InvalidType)]
    [InlineData("""[{"_type":"block","listItem":"bullet","level":4e0,"children":[]}]""", "/0/level", FaultCodes.OutOfRange)]
    [InlineData("""[{"_type":"relatedLink","relatedLinkId":"read"}]""", "/0/relatedLinkId", FaultCodes.InvalidFormat)]
    [InlineData("""[{"_type":"correction"}]""", "/0/correctionId", FaultCodes.Required)]
    [InlineData("""[{"_type":"pullQuote","text":" "}]""", "/0/text", FaultCodes.Required)]
    [InlineData("""[{"_type":"factBox","title":"t","content":[]}]""", "/0/content", FaultCodes.TooFew)]
    [InlineData("""[{"_type":"factBox","title":"t","content":[{"_type":"block","children":[]}]}]""", "/0/content", FaultCodes.TooFew)]
    [InlineData("""[{"_type":"factBox","title":"t","content":[{"_type":"factBox"}]}]""", "/0/content/0/_type", FaultCodes.UnknownType)]
    [InlineData("""[{"_type":"factBox","_key":"a","title":"t","content":[{"_type":"block","_key":"a","children":[{"_type":"span","text":"x"}]}]}]""", "/0/content/0/_key", FaultCodes.Duplicate)]
    [InlineData("""[{"_type":"table","rows":[]}]""", "/0/rows", FaultCodes.TooFew)]
    [InlineData("""[{"_type":"table","header":["a","b"],"rows":[["1","2"],["1"]]}]""", "/0/rows/1", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"table","rows":[["1"],["1","2"]]}]""", "/0/rows/1", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"table","rows":[[1]]}]""", "/0/rows/0/0", FaultCodes.InvalidType)]
    [InlineData("""[{"_type":"table","rows":[["a\tb"]]}]""", "/0/rows/0/0", FaultCodes.InvalidText)]
    [InlineData("""[{"_type":"embed","url":"https://example.org/video","text":"t"}]""", "/0/url", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"embed","provider":"x","url":"https://youtu.be/abcdefghijk","text":"t"}]""", "/0/provider", FaultCodes.InvalidValue)]
    [InlineData("""[{"_type":"embed","url":"https://youtu.be/abcdefghijk"}]""", "/0/text", FaultCodes.Required)]
    public void Block_against_the_rules_is_a_fault_with_its_place(string json, string place, string code) =>
        Assert.Equal(("/body" + place, code), OnlyFault(json));

    [Theory]
    [InlineData("""{"_type":"span"}""", "", "/children/0/text", FaultCodes.Required)]
    [InlineData("""{"text":"a"}""", "", "/children/0/_type", FaultCodes.Required)]
    [InlineData("""{"_type":"spam","text":"a"}""", "", "/children/0/_type", FaultCodes.UnknownType)]
    [InlineData("""{"_type":"span","text":"a","mark":[]}""", "", "/children/0/mark", FaultCodes.UnknownMember)]
    [InlineData("""{"_type":"span","text":"a\u0007"}""", "", "/children/0/text", FaultCodes.InvalidText)]
    [InlineData("""{"_type":"span","text":"\ud800"}""", "", "/children/0/text", FaultCodes.InvalidText)]
    [InlineData("""{"_type":"span","text":"a","marks":["em","bold"]}""", "", "/children/0/marks/1", FaultCodes.InvalidValue)]
    [InlineData("""{"_type":"span","text":"a","marks":[1]}""", "", "/children/0/marks/0", FaultCodes.InvalidType)]
    [InlineData("""{"_type":"span","text":"a","marks":["a","b"]}""", """{"_key":"a","_type":"link","href":"/a"},{"_key":"b","_type":"link","href":"/b"}""", "/children/0/marks", FaultCodes.InvalidValue)]
    [InlineData("""{"_type":"span","text":"a","marks":["a","b"]}""", """{"_key":"a","_type":"lang","lang":"ur"},{"_key":"b","_type":"lang","lang":"hi"}""", "/children/0/marks", FaultCodes.InvalidValue)]
    [InlineData("""{"_type":"span","text":"a","marks":["a"]}""", """{"_key":"a","_type":"link","href":"javascript:alert(1)"}""", "/markDefs/0/href", FaultCodes.InvalidFormat)]
    [InlineData("""{"_type":"span","text":"a","marks":["a"]}""", """{"_key":"a","_type":"lang","lang":"english"}""", "/markDefs/0/lang", FaultCodes.InvalidFormat)]
    [InlineData("""{"_type":"span","text":"a"}""", """{"_key":"a","_type":"lang","lang":"ur","dir":"up"}""", "/markDefs/0/dir", FaultCodes.InvalidValue)]
    [InlineData("""{"_type":"span","text":"a"}""", """{"_key":"a","_type":"link","href":"/a"},{"_key":"a","_type":"link","href":"/b"}""", "/markDefs/1/_key", FaultCodes.Duplicate)]
    [InlineData("""{"_type":"span","text":"a"}""", """{"_key":"em","_type":"link","href":"/a"}""", "/markDefs/0/_key", FaultCodes.InvalidFormat)]
    [InlineData("""{"_type":"span","text":"a"}""", """{"_type":"link","href":"/a"}""", "/markDefs/0/_key", FaultCodes.Required)]
    [InlineData("""{"_type":"span","text":"a"}""", """{"_key":"a","_type":"comment"}""", "/markDefs/0/_type", FaultCodes.UnknownType)]
    public void Span_against_the_rules_is_a_fault_with_its_place(string spans, string markDefs, string place, string code) =>
        Assert.Equal(("/body/0" + place, code), OnlyFault(Paragraph(spans, markDefs)));

    [Fact]
    public void All_faults_come_at_once()
    {
        var faults = new List<Fault>();
        Read("""[{"_type":"divider","x":1},{"_type":"image","image":7,"captoin":"c","layout":"left"},{"_type":"gallery","items":[{"image":"no"},3]}]""", faults);
        Assert.Equal(
            ["/body/0/x", "/body/1/captoin", "/body/1/image", "/body/1/layout", "/body/2/items/0/image", "/body/2/items/1"],
            faults.Select(fault => fault.Pointer));
        Assert.Contains("\"caption\"", faults[1].Detail);
    }

    [Theory]
    [InlineData("h2", 200)]
    [InlineData("normal", 10_000)]
    public void Text_of_a_block_has_a_limit_in_code_points(string style, int max)
    {
        string Block(int length) => $$"""[{"_type":"block","style":"{{style}}","children":[{"_type":"span","text":"{{string.Concat(Enumerable.Repeat("😀", length - 1))}}"},{"_type":"span","text":"x","marks":["em"]}]}]""";
        Assert.Single(Read(Block(max)).Blocks);
        Assert.Equal(("/body/0/children", FaultCodes.TooLong), OnlyFault(Block(max + 1)));
    }

    [Fact]
    public void Counts_have_limits()
    {
        static string Repeat(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));
        var image = $$"""{"image":"{{Image1}}"}""";
        Assert.Equal(500, Read($"[{Repeat("""{"_type":"divider"}""", 500)}]").Blocks.Count);
        Assert.Equal(("/body", FaultCodes.TooMany), OnlyFault($"[{Repeat("""{"_type":"divider"}""", 501)}]"));
        Assert.Equal(("/body/0/items", FaultCodes.TooFew), OnlyFault($$"""[{"_type":"gallery","items":[{{image}}]}]"""));
        Assert.Equal(("/body/0/items", FaultCodes.TooMany), OnlyFault($$"""[{"_type":"gallery","items":[{{Repeat(image, 201)}}]}]"""));
        Assert.Equal(("/body/0/header", FaultCodes.TooMany), OnlyFault($$"""[{"_type":"table","header":[{{Repeat("\"a\"", 51)}}],"rows":[["a"]]}]"""));
        Assert.Equal(("/body/0/rows", FaultCodes.TooMany), OnlyFault($$"""[{"_type":"table","rows":[{{Repeat("[\"a\"]", 501)}}]}]"""));
        Assert.Equal(("/body/0/content", FaultCodes.TooMany), OnlyFault($$"""[{"_type":"factBox","title":"t","content":[{{Repeat("""{"_type":"divider"}""", 51)}}]}]"""));
    }

    [Fact]
    public void Whole_body_has_a_limit_of_characters_and_of_bytes()
    {
        static string Blocks(int count, string text) =>
            $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => $$"""{"_type":"block","children":[{"_type":"span","text":"{{text}}"}]}"""))}]";
        Assert.Equal(19, Read(Blocks(19, new string('a', 10_000))).Blocks.Count);
        Assert.Equal(("/body", FaultCodes.TooLong), OnlyFault(Blocks(21, new string('a', 10_000))));
        Assert.Equal(("/body", FaultCodes.TooLong), OnlyFault(Blocks(19, new string('क', 10_000))));
    }

    [Fact]
    public void Hostile_body_is_refused_in_linear_time_with_a_bounded_list_of_faults()
    {
        var faults = new List<Fault>();
        var bad = string.Join(',', Enumerable.Repeat("""{"_type":"span","text":"\ud800","marks":["\ud800"]}""", BodyRules.MaxSpans));
        static string Merged(int count) => string.Join(',', Enumerable.Repeat("""{"_type":"span","text":"ab","marks":["em","strong"]}""", count));
        var watch = Stopwatch.StartNew();
        Read(Paragraph(bad), faults);
        Assert.InRange(faults.Count, BodyRules.MaxFaults, BodyRules.MaxFaults + 5);
        Assert.Equal(("/body/0/children", FaultCodes.TooLong), OnlyFault(Paragraph(Merged(BodyRules.MaxSpans))));
        Assert.Equal(("/body/0/children", FaultCodes.TooMany), OnlyFault(Paragraph(Merged(BodyRules.MaxSpans + 1))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Marks_in_heaps_are_a_fault_also_where_they_come_in_many_spans()
    {
        var spans = string.Join(',', Enumerable.Repeat("{\"_type\":\"span\",\"text\":\"\u0316\u0301\"}", 40));
        Assert.Equal(("/body/0/children", "invalid_text"), OnlyFault(Paragraph("{\"_type\":\"span\",\"text\":\"a\"}," + spans)));
    }
}
