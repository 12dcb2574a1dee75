using System.Text.Json.Nodes;
using Cms.IntegrationTests.Commands;

namespace Cms.IntegrationTests.Readme;

/// <summary>What the README says to type is typed, and what it says of the answers is so.</summary>
public sealed class ReadmeTests(EmbeddedService service) : IClassFixture<EmbeddedService>
{
    private const string DocumentedAddress = "http://127.0.0.1:8080";

    /// <summary>Blocks that need more than a running service have tests of their own.</summary>
    private static readonly string[] Elsewhere = ["Two commands", "Databases", "Backup and restore", "In Docker"];

    /// <summary>What a block's answers must hold, besides having the statuses that are told.</summary>
    private static readonly Dictionary<string, string> Said = new()
    {
        ["editor articles/lighthouse-keepers-day-off/publish '{}'   # 422"] = "not_ready_to_publish",
        ["curl \"$CMS/v1/articles/lighthouse-keepers-day-off?fields=bylines\""] = "Ira Wadhwani-Sequeira",
        ["curl -i \"$CMS/v1/page?path=/news/india/coast/lighthouse-keepers-day-off\""] = "Location: /v1/page?path=%2Fnews%2Fshore%2Flighthouse-keepers-day-off",
        ["editorial/articles?q=ferry+good"] = "Ferry stops for good",
        ["sed -i.old"] = "two jokes",
        ["body=markdown"] = "*in the proper form*",
    };

    [Fact]
    public async Task Every_command_runs_and_is_answered_as_told()
    {
        var blocks = Readme.Blocks.Where(block => block.Language == "sh" && !Elsewhere.Contains(block.Heading)).ToList();
        using var reader = service.Process.Client();
        using var shell = new Shell(Path.GetDirectoryName(service.KeyFile)!, service.Settings);

        var results = await shell.RunAsync([.. blocks.Select(block => block.Code.Replace(DocumentedAddress, reader.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal))]);

        foreach (var (block, result) in blocks.Zip(results))
        {
            Assert.True(block.Statuses.SequenceEqual(result.Statuses.Zip(block.Statuses, Told)), $"{string.Join(' ', result.Statuses)} were the answers to:\n{block.Code}\n{result.Output}");
        }
        Assert.All(Said, said => Assert.Contains(said.Value, results[blocks.FindIndex(block => block.Code.Contains(said.Key, StringComparison.Ordinal))].Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_is_answered_as_it_is_shown()
    {
        var shown = Assert.Single(Readme.Blocks, block => block is { Heading: "A page, element by element", Language: "json" });
        using var reader = service.Process.Client();
        var page = JsonNode.Parse(shown.Code)!.AsObject();

        var answer = JsonNode.Parse(await reader.GetStringAsync($"/v1/page?path={page["path"]}", TestContext.Current.CancellationToken));

        var difference = Excerpt.Difference(page, answer);
        Assert.True(difference is null, difference);
        // So that a member that is added here is told there.
        Assert.Equal(answer!.AsObject().Select(member => member.Key), page.Select(member => member.Key));
        Assert.Equal(answer["article"]!.AsObject().Select(member => member.Key).Order(), page["article"]!.AsObject().Select(member => member.Key).Order());
    }

    [Fact]
    public void The_two_commands_are_those_that_run_and_test()
    {
        var commands = Assert.Single(Readme.Blocks, block => block.Heading == "Two commands").Code.Split('\n').Select(line => line.Split('#')[0].Trim());

        Assert.Equal(["dotnet run --project src/Cms.Api", "dotnet test", ""], commands);
    }

    private static string Told(string status, string told) => told == "2xx" && status[0] == '2' ? told : status;
}
