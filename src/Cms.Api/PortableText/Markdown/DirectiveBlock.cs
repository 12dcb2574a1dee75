using Markdig.Parsers;
using Markdig.Syntax;

namespace Cms.Api.PortableText.Markdown;

/// <summary>
/// <c>::: name argument</c>, blocks, <c>:::</c>: what Markdown has no word for. A line of as many colons, or more, ends it.
/// </summary>
internal sealed class DirectiveBlock(BlockParser parser, int colons, string name, string argument) : ContainerBlock(parser)
{
    public int Colons => colons;

    public string Name => name;

    /// <summary>The rest of the line, as it stands.</summary>
    public string Argument => argument;

    public bool IsClosed { get; set; }
}

internal sealed class DirectiveParser : BlockParser
{
    private const int MinColons = 3;

    public DirectiveParser() => OpeningCharacters = [':'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        var colons = Colons(line);
        if (processor.IsCodeIndent || colons < MinColons) return BlockState.None;

        var rest = line[colons..].Trim();
        var end = rest.IndexOf(' ');
        var name = end < 0 ? rest : rest[..end];
        processor.NewBlocks.Push(new DirectiveBlock(this, colons, name.ToString(), rest[name.Length..].Trim().ToString())
        {
            Line = processor.LineIndex,
            Column = processor.Column,
            Span = new SourceSpan(processor.Start, processor.Line.End),
        });
        // One in another is a fault, and the lines in it are the outer one's: they must not nest without an end.
        return IsIn(processor.CurrentContainer) ? BlockState.BreakDiscard : BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Markdig.Syntax.Block block)
    {
        var directive = (DirectiveBlock)block;
        var line = processor.Line.AsSpan();
        var colons = Colons(line);
        if (!processor.IsCodeIndent && colons >= directive.Colons && line[colons..].IsWhiteSpace())
        {
            directive.IsClosed = true;
            return BlockState.BreakDiscard;
        }
        // The indentation belongs to what is inside.
        processor.GoToColumn(processor.ColumnBeforeIndent);
        return BlockState.Continue;
    }

    private static bool IsIn(ContainerBlock? container)
    {
        while (container is not (null or DirectiveBlock)) container = container.Parent;
        return container is not null;
    }

    private static int Colons(ReadOnlySpan<char> line) => line.IndexOfAnyExcept(':') is var end and >= 0 ? end : line.Length;
}
