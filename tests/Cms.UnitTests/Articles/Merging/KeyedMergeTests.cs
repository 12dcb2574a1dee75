using System.Text.Json.Nodes;
using Cms.Api.Articles.Merging;
using CsCheck;

namespace Cms.UnitTests.Articles.Merging;

/// <summary>A body is written here as its blocks' keys, each with a letter that stands for what it says: <c>1a 2a 3b</c>.</summary>
public sealed class KeyedMergeTests
{
    private static readonly Gen<string[]> Before = Gen.Int[0, 6].Select(count => Enumerable.Range(0, count).Select(key => $"{key}a").ToArray());

    private static readonly Gen<(string[] Before, string[] Theirs, string[] Yours)> Edits =
        Before.SelectMany(before => Gen.Select(Edited(before, "t"), Edited(before, "y")).Select((theirs, yours) => (before, theirs, yours)));

    [Theory]
    [InlineData("1a 2a 3a", "1b 2a 3a", "1a 2a 3c", "1b 2a 3c")]
    [InlineData("1a 2a 3a", "1a t 2a 3a", "1a 2a y 3a", "1a t 2a y 3a")]
    [InlineData("1a 2a 3a", "1a 3a", "1a 2a 3a y", "1a 3a y")]
    [InlineData("1a 2a 3a", "3a 2a 1a", "1a 2b 3a", "3a 2b 1a")]
    [InlineData("1a 2a 3a", "1a 2a", "2a 3a", "2a")]
    [InlineData("1a 2a", "1b 2a", "1b 2c", "1b 2c")]
    [InlineData("", "t", "", "t")]
    public void Changes_of_different_blocks_are_joined(string before, string theirs, string yours, string merged)
    {
        Assert.Equal(Parts(merged), Merge(Parts(before), Parts(theirs), Parts(yours)));
        Assert.Equal(Parts(merged), Merge(Parts(before), Parts(yours), Parts(theirs)));
    }

    [Theory]
    [InlineData("1a 2a", "1b 2a", "1c 2a")]
    [InlineData("1a 2a", "2a", "1b 2a")]
    [InlineData("1a 2a", "1a t 2a", "1a y 2a")]
    [InlineData("1a 2a 3a", "1a t 3a", "1a 2a y 3a")]
    [InlineData("1a 2a 3a", "3a 2a 1a", "2a 1a 3a")]
    [InlineData("1a 2a 3a", "3a 2a 1a", "1a 2a y 3a")]
    [InlineData("1a 2a 3a", "1a n 2a 3a", "1a 2a n 3a")]
    [InlineData("", "t", "y")]
    public void Changes_of_the_same_block_or_place_are_left_to_people(string before, string theirs, string yours)
    {
        Assert.Null(Merge(Parts(before), Parts(theirs), Parts(yours)));
        Assert.Null(Merge(Parts(before), Parts(yours), Parts(theirs)));
    }

    [Fact]
    public void It_does_not_matter_who_was_first() =>
        Edits.Sample(edit => Assert.Equal(Merge(edit.Before, edit.Theirs, edit.Yours), Merge(edit.Before, edit.Yours, edit.Theirs)));

    [Fact]
    public void Where_one_changed_nothing_the_other_s_body_stands() => Edits.Sample(edit =>
    {
        Assert.Equal(edit.Yours, Merge(edit.Before, edit.Before, edit.Yours));
        Assert.Equal(edit.Theirs, Merge(edit.Before, edit.Theirs, edit.Before));
        Assert.Equal(edit.Yours, Merge(edit.Before, edit.Yours, edit.Yours));
    });

    [Fact]
    public void Nobody_s_change_is_lost_and_none_is_made_up() => Edits.Sample(edit =>
    {
        if (Merge(edit.Before, edit.Theirs, edit.Yours) is not { } merged) return;
        foreach (var key in edit.Before.Concat(edit.Theirs).Concat(edit.Yours).Select(Key))
        {
            var (was, their, your) = (Of(edit.Before, key), Of(edit.Theirs, key), Of(edit.Yours, key));
            Assert.Equal(their != was ? their : your, Of(merged, key));
        }
        Assert.Equal(merged.Length, merged.Select(Key).Distinct().Count());
    });

    [Fact]
    public void Order_that_one_gave_the_blocks_is_kept() => Edits.Sample(edit =>
    {
        if (Merge(edit.Before, edit.Theirs, edit.Yours) is not { } merged) return;
        foreach (var side in new[] { edit.Theirs, edit.Yours }.Where(side => !Keys(side).SequenceEqual(Keys(edit.Before))))
            Assert.Equal(Keys(side).Intersect(Keys(merged)), Keys(merged).Intersect(Keys(side)));
    });

    [Fact]
    public void Whoever_changes_other_blocks_only_is_always_joined() =>
        Gen.Select(Before, Gen.Bool.Array[6]).Sample((before, isTheirs) =>
        {
            string[] Side(bool theirs) => [.. before.Select((block, index) => isTheirs[index] == theirs ? Key(block) + (theirs ? "t" : "y") : block)];
            Assert.Equal(before.Select((block, index) => Key(block) + (isTheirs[index] ? "t" : "y")), Merge(before, Side(true), Side(false)));
        });

    /// <summary>Some blocks changed, taken out, moved and put in; seldom many, so that two often do not meet.</summary>
    private static Gen<string[]> Edited(string[] before, string mark) => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9]).Array[0, 3].Select(steps =>
    {
        var blocks = before.ToList();
        foreach (var ((kind, from, to), number) in steps.Select((step, index) => (step, index)))
        {
            // What both put in may be the same: keys are made of what a block says.
            if (kind < 3 || blocks.Count == 0)
            {
                var put = kind == 0 && !Keys(blocks).Contains("n") ? "nn" : $"{mark}{number}{mark}";
                blocks.Insert(to % (blocks.Count + 1), put);
                continue;
            }
            var block = blocks[from % blocks.Count];
            if (kind < 6) blocks[from % blocks.Count] = Key(block) + (to < 2 ? "s" : mark);
            else blocks.Remove(block);
            if (kind > 8) blocks.Insert(to % (blocks.Count + 1), block);
        }
        return blocks.ToArray();
    });

    private static string[]? Merge(string[] before, string[] theirs, string[] yours) =>
        KeyedMerge.Merge("_key", Body(before), Body(theirs), Body(yours)) is { } merged
            ? [.. merged.Select(block => (string)block!["_key"]! + (string)block["says"]!)]
            : null;

    private static JsonArray Body(string[] blocks) => new([.. blocks.Select(block => new JsonObject { ["_key"] = Key(block), ["says"] = block[^1..] })]);

    private static string[] Parts(string body) => [.. body.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(block => block.Length == 1 ? block + block : block)];

    private static string Key(string block) => block[..^1];

    private static IEnumerable<string> Keys(IEnumerable<string> blocks) => blocks.Select(Key);

    private static string? Of(string[] blocks, string key) => blocks.FirstOrDefault(block => Key(block) == key);
}
