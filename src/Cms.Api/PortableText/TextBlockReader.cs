using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>Reads a block of text: its style, its spans and their marks.</summary>
internal static class TextBlockReader
{
    public static TextBlock Read(JsonMembers block, string key)
    {
        block.OnlyHas("_type", "_key", "style", "listItem", "level", "children", "markDefs");
        var style = block.OneOf("style", BodyRules.Styles) ?? "normal";
        var listItem = block.OneOf("listItem", BodyRules.ListItems);
        var level = block.Integer("level", 1, BodyRules.MaxListLevel);
        if (block.Get("level") is not null && block.Get("listItem") is null)
            block.Fault("level", FaultCodes.InvalidValue, "Only a list item has a level.");
        if (listItem is not null && style != "normal")
            block.Fault("style", FaultCodes.InvalidValue, "A list item has the style normal.");

        var definitions = MarkDefs(block);
        var (spans, used) = CanonicalText.Of(
            Spans(block, definitions), [.. definitions.Values.OfType<MarkDef>()], BodyRules.IsHeading(style));
        var read = new TextBlock(key, style, listItem, listItem is null ? 0 : level ?? 1, spans, used);
        CanonicalText.Check(read, $"{block.Pointer}/children", block.Faults);
        return read;
    }

    // One that is at fault stays as null, so that a mark which names it is not a second fault.
    private static Dictionary<string, MarkDef?> MarkDefs(JsonMembers block)
    {
        var definitions = new Dictionary<string, MarkDef?>(StringComparer.Ordinal);
        foreach (var (item, pointer) in block.Items("markDefs", max: BodyRules.MaxSpans))
        {
            if (JsonMembers.Open(item, pointer, block.Faults) is not { } members) continue;
            var key = members.String("_key", required: true);
            var type = members.OneOf("_type", BodyRules.Annotations, FaultCodes.UnknownType, required: true);
            MarkDef? definition = type switch
            {
                "link" => Link(members, key ?? ""),
                "lang" => Lang(members, key ?? ""),
                _ => null,
            };
            if (key is null) continue;
            if (!BodyRules.Key().IsMatch(key) || BodyRules.Decorators.Contains(key))
                members.Fault("_key", FaultCodes.InvalidFormat, "Must be 1 to 64 letters, digits, - or _, and not the name of a mark.");
            if (!definitions.TryAdd(key, definition))
                members.Fault("_key", FaultCodes.Duplicate, "Another definition of this block has this key.");
        }
        return definitions;
    }

    private static LinkMark? Link(JsonMembers members, string key)
    {
        members.OnlyHas("_type", "_key", "href");
        if (members.String("href", required: true)?.Trim() is not { } href) return null;
        // As it is read from Markdown and HTML, so that the three agree.
        if (Hrefs.IsAllowed(href) && Hrefs.Normalise(href) is var stored && Hrefs.IsAllowed(stored)) return new LinkMark(key, stored);
        members.Fault("href", FaultCodes.InvalidFormat, $"Cannot be linked: {Hrefs.Expected}.");
        return null;
    }

    private static LangMark? Lang(JsonMembers members, string key)
    {
        members.OnlyHas("_type", "_key", "lang", "dir");
        var direction = members.OneOf("dir", BodyRules.Directions);
        if (members.String("lang", required: true) is not { } tag) return null;
        if (Languages.Canonical(tag) is { } lang) return new LangMark(key, lang, direction ?? Languages.Direction(lang));
        members.Fault("lang", FaultCodes.InvalidFormat, "Must be a language tag (BCP 47) such as ur or en-IN.");
        return null;
    }

    private static List<Span> Spans(JsonMembers block, Dictionary<string, MarkDef?> definitions)
    {
        var spans = new List<Span>();
        foreach (var (item, pointer) in block.Items("children", max: BodyRules.MaxSpans, required: true))
        {
            if (JsonMembers.Open(item, pointer, block.Faults) is not { } members) continue;
            members.OnlyHas("_type", "_key", "text", "marks");
            members.OneOf("_type", ["span"], FaultCodes.UnknownType, required: true);
            // Editors' tools give spans keys; merging would leave no rule for whose survives, so none is kept.
            members.String("_key");
            var text = PlainText.UnifyNewlines(members.String("text", required: true) ?? "");
            if (PlainText.Flaw(text, multiline: true) is { } flaw) members.Fault("text", FaultCodes.InvalidText, flaw);
            else spans.Add(new Span(text, Marks(members, definitions)));
        }
        return spans;
    }

    private static List<string> Marks(JsonMembers span, Dictionary<string, MarkDef?> definitions)
    {
        var marks = new List<string>();
        foreach (var (item, pointer) in span.Items("marks", max: BodyRules.MaxMarks))
        {
            if (JsonMembers.StringOf(item, pointer, span.Faults) is not { } mark) continue;
            if (BodyRules.Decorators.Contains(mark) || definitions.ContainsKey(mark)) marks.Add(mark);
            else span.Faults.Add(new Fault(pointer, FaultCodes.InvalidValue, Unknown(mark, definitions.Keys)));
        }
        if (HasTwo<LinkMark>(marks, definitions)) span.Fault("marks", FaultCodes.InvalidValue, "A span has one link at most.");
        if (HasTwo<LangMark>(marks, definitions)) span.Fault("marks", FaultCodes.InvalidValue, "A span has one language at most.");
        return marks;
    }

    private static bool HasTwo<T>(List<string> marks, Dictionary<string, MarkDef?> definitions) where T : MarkDef =>
        marks.Select(definitions.GetValueOrDefault).OfType<T>().Select(definition => definition with { Key = "" }).Distinct().Count() > 1;

    private static string Unknown(string mark, IEnumerable<string> keys) =>
        $"\"{mark}\" is none of: {string.Join(", ", BodyRules.Decorators)}, nor the key of a definition in markDefs.{Nearest.Hint(mark, BodyRules.Decorators.Concat(keys))}";
}
