using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Site;

public sealed class SiteTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("""{ "timeZone": "IST" }""", "/timeZone invalid_value")]
    [InlineData("""{ "timeZone": "+05:30" }""", "/timeZone invalid_value")]
    [InlineData("""{ "baseUrl": "harbour.example", "name": null }""", "/baseUrl invalid_format", "/name required")]
    [InlineData("""{ "baseUrl": "https://harbour.example/?a=b" }""", "/baseUrl invalid_format")]
    [InlineData("""{ "locale": "english", "languages": [ "en", "english-please", null ] }""", "/locale invalid_format", "/languages/1 invalid_format", "/languages/2 required")]
    [InlineData("""{ "bylinePolicy": "sometimes" }""", "/bylinePolicy invalid_value")]
    [InlineData("""{ "policies": { "ethicsPolicy": "/ethics" } }""", "/policies/ethicsPolicy invalid_format")]
    [InlineData("""{ "layout": { "slots": [ { "key": "a", "anchor": "nowhere" } ] } }""", "/layout/slots/0/anchor invalid_value")]
    [InlineData("""{ "footerLinks": [ { "labelTemplate": "{nothing}", "url": "/" } ] }""", "/footerLinks/0/labelTemplate invalid_value")]
    public async Task Broken_rules_are_told_all_at_once(string patch, params string[] faults) =>
        (await cms.Newsroom.Editor.PatchAsync("site", JsonNode.Parse(patch)!)).IsProblem(422, "invalid", faults);

    [Fact]
    public async Task Tags_of_languages_are_written_in_their_usual_case_and_the_base_url_without_its_slash()
    {
        var site = (await cms.Newsroom.Editor.PatchAsync(
            "site", JsonNode.Parse("""{ "locale": "EN-in", "languages": [ "HI", "zh-hans" ], "baseUrl": "https://harbour.example/" }""")!)).Is(200);

        Assert.Equal("en-IN", (string?)site["locale"]);
        Assert.Equal("""["hi","zh-Hans"]""", site["languages"]!.ToJsonString());
        Assert.Equal("https://harbour.example", (string?)site["baseUrl"]);
    }

    [Fact]
    public async Task A_story_takes_the_zone_of_the_site_at_its_creation()
    {
        var before = await cms.Newsroom.DraftAsync();
        await cms.Newsroom.PatchAsync("site", new JsonObject { ["timeZone"] = "Asia/Kolkata" });

        Assert.Equal("UTC", (string?)(await cms.Newsroom.GetAsync($"articles/{before["id"]}"))["timeZone"]);
        Assert.Equal("Asia/Kolkata", (string?)(await cms.Newsroom.DraftAsync())["timeZone"]);
    }
}
