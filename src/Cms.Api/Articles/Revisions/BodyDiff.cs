using System.Text.Json.Nodes;
using Cms.Api.PortableText;

namespace Cms.Api.Articles.Revisions;

/// <summary>What differs between two bodies, by block: a block is the same one as long as it keeps its key.</summary>
internal static class BodyDiff
{
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Changed = "changed";
    public const string Moved = "moved";

    public static readonly string[] Changes = [Added, Removed, Changed, Moved];

    public static IReadOnlyList<BlockDiff> Between(Body before, Body after)
    {
        var (was, now) = (Place(before), Place(after));
        string[] keysBefore = [.. before.Blocks.Select(block => block.Key)], keysAfter = [.. after.Blocks.Select(block => block.Key)];
        var differences = new List<BlockDiff>();
        var place = 0;
        foreach (var hunk in Sequence.Between(keysBefore, keysAfter))
        {
            foreach (var key in keysBefore[place..hunk.Before.Start]) Add(key, moved: false);
            // What was taken away here and put in elsewhere is told where it is now.
            foreach (var key in keysBefore[hunk.Before].Where(key => !now.ContainsKey(key))) Add(key, moved: false);
            foreach (var key in keysAfter[hunk.After]) Add(key, moved: was.ContainsKey(key));
            place = hunk.Before.End.Value;
        }
        foreach (var key in keysBefore[place..]) Add(key, moved: false);
        return differences;

        void Add(string key, bool moved)
        {
            if (Of(key, was.GetValueOrDefault(key), now.GetValueOrDefault(key), moved) is { } difference) differences.Add(difference);
        }
    }

    private static BlockDiff? Of(string key, (Block Block, int Place)? before, (Block Block, int Place)? after, bool moved)
    {
        var (was, now) = (Json(before?.Block), Json(after?.Block));
        var change = was is null ? Added : now is null ? Removed : !JsonNode.DeepEquals(was, now) ? Changed : moved ? Moved : null;
        return change is null ? null : new BlockDiff
        {
            Key = key,
            Change = change,
            Moved = moved,
            PositionBefore = before?.Place,
            PositionAfter = after?.Place,
            Before = was,
            After = now,
            Text = TextDiff.Between(TextOf(before?.Block), TextOf(after?.Block)),
        };
    }

    private static Dictionary<string, (Block Block, int Place)?> Place(Body body) =>
        body.Blocks.Index().DistinctBy(place => place.Item.Key).ToDictionary(place => place.Item.Key, ((Block Block, int Place)? (place) => (place.Item, place.Index)));

    private static JsonNode? Json(Block? block) => block is null ? null : JsonNode.Parse(BodyWriter.ToBytes(block));

    private static string TextOf(Block? block) => block switch
    {
        TextBlock text => string.Concat(text.Spans.Select(span => span.Text)),
        ImageBlock image => Lines(image.Caption, image.Alt),
        GalleryBlock gallery => Lines(gallery.Items.Select(item => item.Caption)),
        EmbedBlock embed => Lines(embed.Title, embed.Text),
        PullQuoteBlock quote => Lines(quote.Text, quote.Attribution),
        FactBoxBlock box => Lines([box.Title, .. box.Children.Select(TextOf)]),
        TableBlock table => Lines([table.Caption, Row(table.Header), .. table.Rows.Select(Row)]),
        _ => "",
    };

    private static string Row(IReadOnlyList<string> cells) => string.Join('\t', cells);

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
}
