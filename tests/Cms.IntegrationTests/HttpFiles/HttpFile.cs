using System.Text.RegularExpressions;

namespace Cms.IntegrationTests.HttpFiles;

/// <summary>A request of a <c>.http</c> file, with its variables not yet filled in.</summary>
/// <param name="Name">What <c># @name</c> calls it, for later requests to take from its answer.</param>
internal sealed record FileRequest(string Title, string? Name, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string Body);

/// <summary>A file of requests as Visual Studio, Rider and VS Code's REST Client read it, as far as ours use its syntax.</summary>
/// <param name="Variables">By name, without the at sign.</param>
internal sealed partial record HttpFile(string Path, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<FileRequest> Requests)
{
    public static HttpFile Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var parts = Separator().Split(text);
        var variables = Variable().Matches(parts[0]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());
        return new HttpFile(path, variables, [.. parts[1..].Select(ReadRequest)]);
    }

    private static FileRequest ReadRequest(string part)
    {
        var title = part.Split('\n')[0].Trim();
        var (head, body) = part.Split("\n\n", 2) is [var first, var rest] ? (first, rest) : (part, "");
        var lines = head.Split('\n')[1..].Where(line => line.Length > 0 && line[0] != '#').ToList();
        var request = lines[0].Split(' ');
        return new FileRequest(
            title,
            Called().Match(head) is { Success: true } called ? called.Groups[1].Value : null,
            request[0],
            request[1],
            [.. lines[1..].Select(line => line.Split(": ", 2)).Select(header => (header[0], header[1]))],
            body.Trim());
    }

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex("^@([A-Za-z]+) = *(.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex("^# @name ([A-Za-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Called();
}
