namespace Cms.Benchmarks;

/// <summary>Texts of any length that a careless reader needs the square of it for, and ordinary ones to compare.</summary>
internal static class HostileShapes
{
    private const string Sentence = "The last three keepers on the coast will have Sundays free, the harbour master said. ";

    public static readonly (string, Func<int, string>)[] Markdown =
    [
        ("an ordinary story", size => Repeat($"{Sentence}**Bold** and [linked](https://a.example/).\n\n", size)),
        ("open brackets", size => Repeat("[", size)),
        ("brackets in brackets", size => Repeat("[a](", size)),
        ("open emphasis", size => Repeat("*a _b ", size)),
        ("closing emphasis", size => Repeat("a* b_ ", size)),
        ("triple stars", size => Repeat("***a ", size)),
        ("backticks of every length", size => Growing(number => new string('`', number) + "a ", size)),
        ("quotes in quotes", size => Repeat("> ", size)),
        ("lists in lists", size => Repeat("- ", size)),
        ("growing indentation", size => Growing(number => new string(' ', number) + "- a\n", size)),
        ("open tags", size => Repeat("<b>", size)),
        ("broken tags", size => Repeat("<a b=\"", size)),
        ("open comments", size => Repeat("<!-- a ", size)),
        ("processing instructions", size => Repeat("<? a ", size)),
        ("entities", size => Repeat("&amp", size)),
        ("table cells", size => "|a\n|-\n" + Repeat("|a", size)),
        ("rows of one cell", size => "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n" + Repeat("|a\n", size)),
        ("strikes", size => Repeat("~~a ", size)),
        ("reference definitions", size => Growing(number => $"[{number}]: /u\n", size)),
        ("references to nothing", size => "[a]: /u\n\n" + Repeat("[a][b]", size)),
        ("hard breaks", size => Repeat("a\\\n", size)),
        ("directives in directives", size => Repeat("::: factBox a\n", size)),
        ("colons", size => Repeat(":", size)),
        ("addresses", size => Repeat("<http://a> ", size)),
        ("links", size => Repeat("[a](/b) ", size)),
        ("paragraphs of links", size => Repeat("[a](/b) and [c](/d)\n\n", size)),
        ("images", size => Repeat("![a](/b) ", size)),
        ("one bold letter after the other", size => Repeat("<b>a</b> ", size)),
        ("broken references", size => Repeat("a [b](cms:c) ", size)),
        ("set underlined", size => Repeat("a\n=\n", size)),
    ];

    public static readonly (string, Func<int, string>)[] Html =
    [
        ("an ordinary page", size => Repeat($"<p class=\"a\" style=\"margin:0\">{Sentence}<b>Bold</b> and <a href=\"https://a.example/\">linked</a>.</p>\n", size)),
        .. new[] { "div", "p", "b", "a href=/x", "ul", "li", "table", "td", "blockquote", "font size=1", "span lang=ur", "h2", "pre", "svg", "script", "style", "textarea" }
            .Select(tag => ($"open <{tag}>", (Func<int, string>)(size => Repeat($"<{tag}>", size)))),
        ("lists in lists", size => Repeat("<ul><li>", size)),
        ("tables in tables", size => Repeat("<table><tr><td>", size)),
        ("open tags, other ones closed", size => Repeat("<b>", size / 2) + Repeat("</i>", size / 2)),
        ("open tags of every name", size => Growing(number => $"<x{number}>", size / 2) + Repeat("</y>", size / 2)),
        ("formatting crossed", size => Repeat("<b><i></b></i>a", size)),
        ("formatting over paragraphs", size => Growing(number => $"<b a{number}>", size / 4) + Repeat("<p>a", size * 3 / 4)),
        ("attributes", size => "<a " + Growing(number => $"a{number} ", size) + ">a"),
        ("long attribute", size => "<a href=\"" + Repeat("x", size)),
        ("styles", size => "<p style=\"" + Repeat("a:b;", size) + "\">a"),
        ("less-than signs", size => Repeat("<", size)),
        ("entities", size => Repeat("&CounterClockwiseContourIntegra", size)),
        ("open comments", size => Repeat("<!--", size)),
        ("conditional comments", size => Repeat("<![if a]>", size)),
        ("wide table", size => "<table><tr>" + Repeat("<td>a", size)),
        ("spans over columns", size => "<table>" + Repeat("<tr><td colspan=1000 rowspan=1000>a", size)),
        ("line breaks", size => Repeat("a<br>", size)),
        ("white space", size => "<p>a" + Repeat(" ", size)),
        ("links", size => Repeat("<a href=http://a.example/>a</a> ", size)),
        ("quotations", size => Repeat("<q>", size)),
        ("heaps of marks", size => "<p>a" + Repeat("\u0316\u0301", size)),
        ("hard spaces", size => "<p>a" + Repeat("&nbsp;", size)),
    ];

    public static readonly (string, Func<int, string>)[] Json =
    [
        ("an ordinary story", size => Array(Paragraph(Repeat(Sentence, 400)), size)),
        ("spans of one letter", size => $"[{Block(Items("""{"_type":"span","text":"a","marks":["em"]},{"_type":"span","text":"b"}""", size))}]"),
        ("marks of one span", size => $$"""[{{Block($$"""{"_type":"span","text":"a","marks":[{{Items("\"em\"", size)}}]}""")}}]"""),
        ("definitions", size => $$"""[{"_type":"block","children":[],"markDefs":[{{string.Join(',', Enumerable.Range(0, size / 44).Select(number => $$"""{"_type":"link","_key":"a{{number}}","href":"/{{number}}"}"""))}}]}]"""),
        ("faults", size => Array("{}", size)),
        ("unknown members", size => $$"""[{"_type":"divider",{{string.Join(',', Enumerable.Range(0, size / 12).Select(number => $"\"a{number}\":1"))}}}]"""),
    ];

    public static readonly (string, Func<int, string>)[] Rewritten =
    [
        ("words of every block in every other", size => Paragraphs(size, (random, _) => $"{(char)('a' + random.Next(26))} ")),
        ("ideographs", size => Paragraphs(size, (random, _) => char.ToString((char)(0x4E00 + random.Next(500))))),
    ];

    private static string Paragraphs(int size, Func<Random, int, string> word)
    {
        var random = new Random(1);
        return string.Join("\n\n", Enumerable.Range(0, 450).Select(_ => string.Concat(Enumerable.Range(0, size / 1_000).Select(number => word(random, number)))));
    }

    private static string Repeat(string text, int size) => string.Concat(Enumerable.Repeat(text, size / text.Length));

    private static string Growing(Func<int, string> text, int size)
    {
        var grown = new System.Text.StringBuilder();
        for (var number = 1; grown.Length < size; number++) grown.Append(text(number));
        return grown.ToString();
    }

    private static string Items(string item, int size) => string.Join(',', Enumerable.Repeat(item, size / (item.Length + 1)));

    private static string Array(string item, int size) => $"[{Items(item, size)}]";

    private static string Block(string spans) => $$"""{"_type":"block","children":[{{spans}}]}""";

    private static string Paragraph(string text) => Block($$"""{"_type":"span","text":"{{text}}"}""");
}
