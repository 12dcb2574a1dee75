using Cms.Api.Articles.Revisions;
using Cms.UnitTests.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.Articles.Revisions;

public sealed class TextDiffTests
{
    /// <summary>An earlier text, and one made of it by writing something in another's place.</summary>
    private static readonly Gen<(string Before, string After)> Edits =
        Gen.Select(TextGen.Any, TextGen.Any, TextGen.Any, TextGen.Any, (start, was, now, end) => (start + was + end, start + now + end));

    [Fact]
    public void Applied_to_the_earlier_text_it_gives_the_later() => Gen.OneOf(Edits, Gen.Select(TextGen.Any, TextGen.Any)).Sample((before, after) =>
    {
        var segments = TextDiff.Between(before, after);

        Assert.Equal(before, Text(segments, TextDiff.Insert));
        Assert.Equal(after, Text(segments, TextDiff.Delete));
        Assert.DoesNotContain(segments, segment => segment.Text.Length == 0);
    });

    [Fact]
    public void Equal_texts_give_no_change() => TextGen.Any.Sample(text =>
        Assert.Equal(text.Length == 0 ? [] : [TextDiff.Equal], TextDiff.Between(text, text).Select(segment => segment.Op)));

    [Fact]
    public void Tokens_joined_are_the_text() => TextGen.Any.Sample(text => Assert.Equal(text, string.Concat(TextTokens.Of(text))));

    [Theory]
    [InlineData("The port opened on Monday.", "The port closed on Monday.", "The port [-opened-]{+closed+} on Monday.")]
    [InlineData("Boats don't sail.", "Boats didn't sail.", "Boats [-don't-]{+didn't+} sail.")]
    [InlineData("a b c d", "a x y d", "a [-b c-]{+x y+} d")]
    [InlineData("One two", "One big two", "One {+big +}two")]
    [InlineData("", "New", "{+New+}")]
    [InlineData("बंदरगाह सोमवार को खुला।", "बंदरगाह मंगलवार को खुला।", "बंदरगाह [-सोमवार-]{+मंगलवार+} को खुला।")]
    [InlineData("北京港口星期一开放。", "北京港口星期二开放。", "北京港口星期[-一-]{+二+}开放。")]
    [InlineData("میں نے کہا", "میں نے لکھا", "میں نے [-کہا-]{+لکھا+}")]
    public void A_change_is_told_in_words_of_any_script(string before, string after, string told) =>
        Assert.Equal(told, string.Concat(TextDiff.Between(before, after).Select(segment => segment.Op switch
        {
            TextDiff.Delete => $"[-{segment.Text}-]",
            TextDiff.Insert => $"{{+{segment.Text}+}}",
            _ => segment.Text,
        })));

    [Fact]
    public void A_long_text_written_anew_is_told_as_replaced()
    {
        var before = "Start " + string.Join(' ', Enumerable.Range(0, 5_000).Select(number => $"a{number}")) + " end";
        var after = "Start " + string.Join(' ', Enumerable.Range(0, 5_000).Select(number => $"b{number}")) + " end";

        Assert.Equal([TextDiff.Equal, TextDiff.Delete, TextDiff.Insert, TextDiff.Equal], TextDiff.Between(before, after).Select(segment => segment.Op));
    }

    private static string Text(IEnumerable<TextSegment> segments, string without) =>
        string.Concat(segments.Where(segment => segment.Op != without).Select(segment => segment.Text));
}
