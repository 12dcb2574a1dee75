using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Contract;

/// <summary>What others make of the contract: a linter, a generator of types and a front end written with them, and its page in a browser.</summary>
public sealed class ClientTests(SampleTests.LoadedSample sample) : IClassFixture<SampleTests.LoadedSample>
{
    private const string Page = "/news/india/coast/cyclone-varuni-turns-away";

    private static readonly NpmFolder Npm = new("Contract", "npm");
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    [Fact]
    public async Task Redocly_finds_nothing_to_complain_of()
    {
        var ended = await Npm.RunAsync("npx", ["--no", "redocly", "lint", "--format=json", CommittedContract.Path]);

        var report = JsonNode.Parse(ended.Output)!;
        Assert.True((int)report["totals"]!["errors"]! == 0 && (int)report["totals"]!["warnings"]! == 0, ended.Output);
        Assert.Equal(0, ended.Code);
    }

    [Fact]
    public async Task A_front_end_with_generated_types_compiles_strictly_and_shows_a_story()
    {
        await Npm.PrintAsync("npx", ["--no", "openapi-typescript", CommittedContract.Path, "--output", "contract.ts"]);
        await Npm.PrintAsync("npx", ["--no", "tsc"]);

        var html = await Npm.PrintAsync("node", ["out/page.js", sample.App.Address.ToString().TrimEnd('/'), Page]);

        // The elements are the library's; the texts are the sample's.
        Assert.Equal(
            """
            <article lang="en-IN" dir="ltr"><h1>Cyclone Varuni weakens and turns away from Odisha coast</h1>
            <p>Reported By <a href="/authors/coast-desk">Coast Desk</a>, Contributed By <a href="/authors/open-tide-collective">Readers of the Open Tide Collective</a></p>
            <p>Cyclone Varuni came to a near standstill 180 kilometres off the coast of Odisha on Thursday morning. Some 60,000 people had spent the night in shelters.</p>
            <p>One man died near Gopalpur when a tree fell on his shed, the state&#x27;s relief office said. All but two of the 1,140 boats that were at sea on Tuesday have returned; the two are in radio contact.</p>
            <h2>What to do</h2>
            <ul><li>Stay away from the beach, also when it looks calm.</li><li>Boil water for drinking until the all-clear.</li><li>Call <strong>1077</strong> only when somebody is in danger.</li></ul>
            <p>Tide gauges read by volunteers showed 90 centimetres above the forecast at Paradip at 4 a.m., and 40 at Puri.</p></article>
            """.ReplaceLineEndings(""),
            html.Trim());
    }

    /// <summary>With the screenshots beside the tests, for people to look at.</summary>
    [Fact]
    public async Task Docs_authorise_try_and_show_the_answer_in_a_browser()
    {
        await Npm.NeedAsync();
        var browser = Browsers.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "There is no Chromium here.");

        var seen = JsonNode.Parse(await Npm.PrintAsync("node", ["docs.mjs", sample.App.Address.ToString(), CmsApp.AdminKey, browser!]))!;

        Assert.Equal("Cms", (string?)seen["title"]);
        Assert.Equal("200", (string?)seen["delivery"]!["status"]);
        Assert.Contains("\"slug\": \"ferries\"", (string)seen["delivery"]!["body"]!, StringComparison.Ordinal);
        Assert.Equal("200", (string?)seen["editorial"]!["status"]);
        Assert.Contains("\"createdBy\": \"admin\"", (string)seen["editorial"]!["body"]!, StringComparison.Ordinal);
        // What is for readers stands first.
        var tags = seen["tags"]!.Deserialize<string[]>()!;
        Assert.Equal(tags.OrderBy(tag => tag.StartsWith("Editorial", StringComparison.Ordinal)), tags);
        Assert.Empty(seen["errors"]!.AsArray());
        Assert.Empty(seen["foreign"]!.AsArray());
    }
}
