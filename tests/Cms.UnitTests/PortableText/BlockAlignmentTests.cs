using System.Text;
using System.Text.RegularExpressions;
using Cms.Api.PortableText;
using CsCheck;
using static Cms.UnitTests.PortableText.Bodies;

namespace Cms.UnitTests.PortableText;

public sealed partial class BlockAlignmentTests
{
    private static readonly Body Story = Texts(
        ("a", "The last three keepers on the coast will have Sundays free."),
        ("b", "Who minds the lamp?"),
        ("c", "A timer does, and has done so since the spring of last year."),
        ("d", "The harbour master keeps a key to every lantern room."),
        ("e", "Ends"));

    [Theory]
    [InlineData("One word changed", "abcde", "The last three keepers on the shore will have Sundays free.|Who minds the lamp?|A timer does, and has done so since the spring of last year.|The harbour master keeps a key to every lantern room.|Ends")]
    [InlineData("The only word changed", "abcde", "The last three keepers on the coast will have Sundays free.|Who minds the lamp?|A timer does, and has done so since the spring of last year.|The harbour master keeps a key to every lantern room.|Begins")]
    [InlineData("A paragraph put in", "ab?cde", "The last three keepers on the coast will have Sundays free.|Who minds the lamp?|Nobody would say more.|A timer does, and has done so since the spring of last year.|The harbour master keeps a key to every lantern room.|Ends")]
    [InlineData("A paragraph taken out", "abde", "The last three keepers on the coast will have Sundays free.|Who minds the lamp?|The harbour master keeps a key to every lantern room.|Ends")]
    [InlineData("One taken out, the next changed", "abde", "The last three keepers on the coast will have Sundays free.|Who minds the lamp?|The harbour master keeps the key to every single lantern room.|Ends")]
    [InlineData("Moved to the end", "bcdea", "Who minds the lamp?|A timer does, and has done so since the spring of last year.|The harbour master keeps a key to every lantern room.|Ends|The last three keepers on the coast will have Sundays free.")]
    [InlineData("Split in two", "ab?cde", "The last three keepers on the coast will have Sundays free.|Who minds the lamp?|A timer does,|and has done so since the spring of last year.|The harbour master keeps a key to every lantern room.|Ends")]
    [InlineData("Written anew", "???", "Rain came in from the west.|Nobody had seen the boats.|By noon it was over.")]
    public void Block_keeps_its_key_through(string edit, string keys, string texts)
    {
        Assert.NotEmpty(edit);
        var after = Carried(Story, Texts([.. texts.Split('|').Select(text => ("", text))]));
        Assert.Equal(keys, string.Concat(after.Blocks.Select(block => block.Key.Length == 1 ? block.Key : "?")));
        Assert.Equal(after.Blocks.Count, after.Blocks.Select(block => block.Key).Distinct().Count());
    }

    [Fact]
    public void Ideographs_are_compared_one_by_one()
    {
        var before = Texts(("a", "北京的天气很好我们去公园"), ("b", "上海今天下雨"));
        Assert.Equal(["a", "b"], Carried(before, Texts(("", "北京的天气不好我们去公园"), ("", "上海昨天下雨"))).Blocks.Select(block => block.Key));
    }

    [Fact]
    public void Image_with_another_caption_and_box_with_another_line_keep_their_keys_inside_too()
    {
        var after = Carried(Read(EveryType), Read(WithoutKeys(EveryType)
            .Replace("A quay", "The quay at night", StringComparison.Ordinal)
            .Replace("Built in a year.", "Built in two years.", StringComparison.Ordinal)
            .Replace("opened", "closed", StringComparison.Ordinal)));
        Assert.Equal(["p1", "h1", "li", "im", "ga", "em", "pq", "fb", "ta", "rl", "dv", "co"], after.Blocks.Select(block => block.Key));
        Assert.Equal(["fp", "fi"], after.Blocks.OfType<FactBoxBlock>().Single().Children.Select(block => block.Key));
        Assert.Equal(["l1", "u1"], after.Blocks.OfType<TextBlock>().First().MarkDefs.Select(definition => definition.Key));
    }

    [Fact]
    public void New_block_never_gets_a_key_that_was_anothers()
    {
        var made = Texts(("", "one")).Blocks[0].Key;
        var after = Carried(Texts((made, "Something else entirely"), ("b", "two")), Texts(("", "two"), ("", "three words here"), ("", "one")));
        Assert.Equal("b", after.Blocks[0].Key);
        Assert.DoesNotContain(made, after.Blocks.Select(block => block.Key));
    }

    [Fact]
    public void Equal_body_keeps_every_key_and_every_byte() =>
        BodyGen.Body.Sample(json =>
        {
            var before = Read(json);
            var after = Carried(before, Read(WithoutKeys(Encoding.UTF8.GetString(BodyWriter.ToBytes(before)))));
            Assert.Equal(Encoding.UTF8.GetString(BodyWriter.ToBytes(before)), Encoding.UTF8.GetString(BodyWriter.ToBytes(after)));
        }, iter: 300);

    [Fact]
    public void Carried_body_says_the_same_and_has_distinct_keys() =>
        Gen.Select(BodyGen.Body, BodyGen.Body).Sample((old, young) =>
        {
            var after = Read(young);
            var carried = Carried(Read(old), after);
            Assert.Equal(after.Blocks.Select(block => block.GetType()), carried.Blocks.Select(block => block.GetType()));
            Assert.Equal(BodyText.Of(after), BodyText.Of(carried));
            Assert.Equal(carried, Read(Encoding.UTF8.GetString(BodyWriter.ToBytes(carried))), Same);
        }, iter: 300);

    private static bool Same(Body one, Body other) => BodyWriter.ToBytes(one).AsSpan().SequenceEqual(BodyWriter.ToBytes(other));

    private static Body Carried(Body before, Body after) => BlockAlignment.CarryKeys(before, after);

    private static Body Texts(params (string Key, string Text)[] paragraphs) => new(BlockKeys.Fill(
        [.. paragraphs.Select(paragraph => new TextBlock(paragraph.Key, "normal", null, 0, [new Span(paragraph.Text, [])], []))]));

    // Keys of blocks only: those of definitions are named by marks.
    private static string WithoutKeys(string json) => BlockKey().Replace(json, "$1");

    [GeneratedRegex("""("_type":"(?!link"|lang")[A-Za-z]+"),"_key":"[^"]*["]""")]
    private static partial Regex BlockKey();
}
