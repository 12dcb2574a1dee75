using System.Text.RegularExpressions;
using Cms.Api.Commands;

namespace Cms.IntegrationTests.Readme;

/// <summary>The README as its readers use it: code to copy, under headings.</summary>
internal static partial class Readme
{
    public static readonly string Text = File.ReadAllText(Path.Combine(SourceTree.Find(AppContext.BaseDirectory)!, "README.md"));

    public static readonly IReadOnlyList<CodeBlock> Blocks = [.. FindBlocks()];

    private static IEnumerable<CodeBlock> FindBlocks()
    {
        foreach (Match block in Fence().Matches(Text))
        {
            var heading = Heading().Matches(Text[..block.Index])[^1].Groups[1].Value;
            var indent = block.Groups["indent"].Length;
            var lines = block.Groups["code"].Value.Split('\n').Select(line => line.Length >= indent ? line[indent..] : line);
            yield return new CodeBlock(heading, block.Groups["language"].Value, string.Join('\n', lines));
        }
    }

    [GeneratedRegex(@"^(?<indent> *)```(?<language>\w+)\n(?<code>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("^##+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}

/// <param name="Heading">The nearest one above it, of whatever level.</param>
internal sealed partial record CodeBlock(string Heading, string Language, string Code)
{
    /// <summary>
    /// The statuses of the answers that its <c>curl</c>s get, in order: what a comment at a command's end says, else 2xx.
    /// </summary>
    public IEnumerable<string> Statuses => Command().Matches(Code).Select(command => command.Groups["status"] is { Success: true } told ? told.Value : "2xx");

    [GeneratedRegex(@"^(?:curl|editor) (?:'[^']*'|""[^""]*""|[^'""\n#])*(?:# (?<status>\d{3}))?", RegexOptions.Multiline)]
    private static partial Regex Command();
}
