using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Cms.Api.Shared.Http;

/// <summary>
/// A text file whose head is YAML between two lines of <c>---</c>. The head is read as the JSON it stands for: text, <c>null</c>,
/// <c>true</c> and <c>false</c>, lists and mappings. A bare <c>2024</c> is text, for no member here is a number.
/// </summary>
internal static partial class FrontMatter
{
    private const string Fence = "---";
    private const int MaxHead = 64 * 1024;
    private const int MaxDepth = 16;

    private static readonly ISerializer Serializer = new SerializerBuilder()
        .WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
        .WithEventEmitter(next => new ScalarStyles(next))
        .WithIndentedSequences()
        .WithNewLine("\n")
        .DisableAliases()
        .Build();

    public static string Write(JsonObject head, string text) => $"{Fence}\n{Serializer.Serialize(Plain(head)!)}{Fence}\n\n{text}";

    /// <exception cref="RefusedException">400: there is no head, or it is not YAML of this kind.</exception>
    public static (JsonObject Head, string Text) Read(string file)
    {
        var text = file.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (!text.StartsWith(Fence + "\n", StringComparison.Ordinal)) throw Malformed($"The file must begin with a line {Fence}, its members in YAML, and another line {Fence}.");
        var end = text.IndexOf($"\n{Fence}\n", Fence.Length, StringComparison.Ordinal);
        if (end < 0 && text.EndsWith("\n" + Fence, StringComparison.Ordinal)) end = text.Length - Fence.Length - 1;
        if (end < 0) throw Malformed($"The head of the file does not end: a line {Fence} is missing.");
        var start = Math.Min(Fence.Length + 1, end);
        if (end - start > MaxHead) throw Malformed($"The head of the file is longer than {MaxHead / 1024} KB.");

        // The line before stays, so that the places in YAML's messages are those of the file.
        var head = Parse("\n" + text[start..end]);
        return (head, text[Math.Min(text.Length, end + Fence.Length + 2)..]);
    }

    private static JsonObject Parse(string yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return [];
            parser.Consume<DocumentStart>();
            var head = ReadNode(parser, 1) as JsonObject ?? throw Malformed("The head of the file must be members and their values, such as headline: Harbour reopens.");
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _)) throw Malformed("The head of the file must be one YAML document.");
            return head;
        }
        catch (YamlException exception)
        {
            throw Malformed($"The head of the file is not YAML that can be read here. {At(exception.Start)}: {exception.Message}{ColonHint(yaml, exception)}");
        }
        // The library's own slips, over escapes that stand for no character and over what is left open.
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw Malformed("The head of the file is not YAML that can be read here.");
        }
    }

    private static JsonNode? ReadNode(Parser parser, int depth)
    {
        if (depth > MaxDepth) throw Malformed("The head of the file nests too deeply.");
        var start = parser.Current!;
        if (start is AnchorAlias || (start is NodeEvent { } node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)))
            throw Malformed($"{At(start.Start)}: anchors, aliases and tags are not taken.");
        if (parser.TryConsume<Scalar>(out var scalar)) return ValueOf(scalar);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, depth + 1));
            return items;
        }

        parser.Consume<MappingStart>();
        var members = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var name)) throw Malformed($"{At(parser.Current!.Start)}: a member's name must be text.");
            if (!members.TryAdd(name.Value, ReadNode(parser, depth + 1))) throw Malformed($"{At(name.Start)}: {name.Value} is given twice.");
        }
        return members;
    }

    private static JsonNode? ValueOf(Scalar scalar) => scalar switch
    {
        { IsPlainImplicit: false } => scalar.Value,
        { Value: "" or "~" or "null" or "Null" or "NULL" } => null,
        { Value: "true" or "false" } => scalar.Value == "true",
        _ => scalar.Value,
    };

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject members => members.ToDictionary(member => member.Key, member => Plain(member.Value)),
        JsonArray items => items.Select(Plain).ToList(),
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        null => null,
        _ => node.ToString(),
    };

    /// <summary>The slip that is made most: <c>headline: Budget: what changes</c>.</summary>
    private static string ColonHint(string yaml, YamlException exception)
    {
        var line = yaml.Split('\n').ElementAtOrDefault((int)exception.Start.Line - 1) ?? "";
        return BareColon().Match(line) is { Success: true } slip
            ? $" A value with a colon in it is put in quotes: {slip.Groups["name"]}: \"…\"."
            : "";
    }

    [GeneratedRegex(@"^[\s-]*(?<name>[A-Za-z]+):\s+[^\s""'\[{|>#&*!%@`].*:(\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex BareColon();

    private static string At(Mark place) => string.Create(CultureInfo.InvariantCulture, $"Line {place.Line}");

    private static RefusedException Malformed(string detail) => new(Problems.Malformed, detail);

    /// <summary>Says null by its name, and keeps the lines of text that has several.</summary>
    private sealed class ScalarStyles(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (eventInfo.Source.Value is null)
            {
                emitter.Emit(new Scalar("null"));
                return;
            }
            if (eventInfo.Source.Value is string text && text.Contains('\n', StringComparison.Ordinal))
                eventInfo.Style = text.EndsWith('\n') ? ScalarStyle.DoubleQuoted : ScalarStyle.Literal;
            base.Emit(eventInfo, emitter);
        }
    }
}
