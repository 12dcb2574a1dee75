using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.Articles.Revisions;
using Cms.Api.PortableText;
using CsCheck;

namespace Cms.UnitTests.Articles.Revisions;

public sealed class BodyDiffTests
{
    /// <summary>Two bodies of some of the same blocks, in any order, with any texts.</summary>
    private static readonly Gen<Body> Bodies = Gen.Shuffle(Enumerable.Range(0, 8).ToArray()).SelectMany(keys => Gen.Select(Gen.Int[0, 8], Gen.Int[0, 2].Array[8], (count, texts) =>
        new Body([.. keys.Take(count).Select(key => Paragraph($"k{key}", $"Text {texts[key]} of {key}"))])));

    [Fact]
    public void Applied_to_the_earlier_body_it_gives_the_later() => Gen.Select(Bodies, Bodies).Sample((before, after) =>
    {
        var differences = BodyDiff.Between(before, after);

        // Blocks that stay keep their order; those told with a place are put there.
        var told = differences.ToDictionary(difference => difference.Key);
        var kept = before.Blocks.Where(block => !told.TryGetValue(block.Key, out var difference) || difference is { Change: BodyDiff.Changed, Moved: false }).ToList();
        var result = kept.Select(block => told.TryGetValue(block.Key, out var changed) ? changed.After! : Json(block)).ToList();
        foreach (var put in differences.Where(difference => difference.Change != BodyDiff.Removed && (difference.Moved || difference.Before is null)).OrderBy(difference => difference.PositionAfter))
            result.Insert(put.PositionAfter!.Value, put.After!);
        Assert.Equal(JsonNode.Parse(BodyWriter.ToBytes(after))!.ToJsonString(), new JsonArray([.. result.Select(block => block.DeepClone())]).ToJsonString());
    });

    [Fact]
    public void Equal_bodies_give_no_change() => Bodies.Sample(body => Assert.Empty(BodyDiff.Between(body, body)));

    [Fact]
    public void Each_block_is_told_once_by_what_became_of_it()
    {
        var before = new Body([Paragraph("a", "Alpha"), Paragraph("b", "Beta one"), Paragraph("c", "Gamma"), Paragraph("d", "Delta"), Paragraph("e", "Epsilon")]);
        var after = new Body([Paragraph("b", "Beta two"), Paragraph("c", "Gamma"), Paragraph("d", "Delta"), Paragraph("a", "Alpha"), Paragraph("f", "Zeta")]);

        var told = BodyDiff.Between(before, after).Select(difference => $"{difference.Key} {difference.Change} {difference.PositionBefore} {difference.PositionAfter}");

        Assert.Equal(["b changed 1 0", "e removed 4 ", "a moved 0 3", "f added  4"], told);
    }

    [Fact]
    public void Marks_that_change_under_the_same_words_are_a_change()
    {
        var difference = Assert.Single(BodyDiff.Between(new Body([Paragraph("a", "Alpha")]), new Body([Paragraph("a", "Alpha", "strong")])));

        Assert.Equal((BodyDiff.Changed, TextDiff.Equal), (difference.Change, Assert.Single(difference.Text).Op));
    }

    private static TextBlock Paragraph(string key, string text, params string[] marks) => new(key, "normal", null, 0, [new Span(text, marks)], []);

    private static JsonNode Json(Block block) => JsonNode.Parse(Encoding.UTF8.GetString(BodyWriter.ToBytes(block)))!;
}
