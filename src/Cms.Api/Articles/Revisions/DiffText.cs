using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles.Revisions;

/// <summary>A difference for a terminal, written as word diffs are: [-taken away-] {+put in+}.</summary>
internal static class DiffText
{
    public static string Write(RevisionDiff diff)
    {
        var text = new StringBuilder();
        text.Append("--- ").Append(Name(diff.From)).Append('\n').Append("+++ ").Append(Name(diff.To)).Append('\n');
        foreach (var member in diff.Members)
        {
            text.Append('\n').Append(member.Member).Append('\n');
            if (member.Text is { } words) Write(text, words);
            else Write(text, member.Before, member.After);
        }
        foreach (var block in diff.Body)
        {
            text.Append('\n').Append(Title(block)).Append('\n');
            if (block.Text.Count > 0) Write(text, block.Text);
            // Words that are the same can hide what is not.
            if (block.Change == BodyDiff.Changed && block.Text.All(segment => segment.Op == TextDiff.Equal)) Write(text, block.Before, block.After);
        }
        if (diff is { Members: [], Body: [] }) text.Append("\nNothing differs.\n");
        return text.ToString();
    }

    private static string Name(RevisionHead version) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(version.Number is { } number ? $"{number} ({Revision.Published})" : $"v{version.Version}")} {InstantConverter.Format(version.SavedAt)} {version.SavedBy}{(version.Note is null ? "" : ": " + version.Note.ReplaceLineEndings(" "))}");

    private static string Title(BlockDiff block)
    {
        var type = (string?)(block.After ?? block.Before)?["_type"];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"body {block.Key} ({type}) {block.Change}{(block.Moved ? $", from {block.PositionBefore} to {block.PositionAfter}" : "")}");
    }

    private static void Write(StringBuilder text, IReadOnlyList<TextSegment> segments)
    {
        var line = string.Concat(segments.Select(segment => segment.Op switch
        {
            TextDiff.Delete => $"[-{segment.Text}-]",
            TextDiff.Insert => $"{{+{segment.Text}+}}",
            _ => segment.Text,
        }));
        foreach (var part in line.Split('\n')) text.Append("  ").Append(part).Append('\n');
    }

    private static void Write(StringBuilder text, JsonNode? before, JsonNode? after) =>
        text.Append("  [-").Append(Tell(before)).Append("-]\n  {+").Append(Tell(after)).Append("+}\n");

    private static string Tell(JsonNode? value) => value?.ToJsonString(Json.Options) ?? "null";
}
