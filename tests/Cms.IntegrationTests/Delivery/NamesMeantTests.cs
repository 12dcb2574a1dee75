using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery;

/// <summary>A reader whose address leads nowhere is told what is public under nearly that name, and nothing else.</summary>
public sealed class NamesMeantTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const string Nothing = "There is nothing public here.";

    [Fact]
    public async Task The_nearest_public_name_is_told_of_every_kind()
    {
        var section = await cms.Newsroom.SectionAsync("Meridian");
        var author = await cms.Newsroom.AuthorAsync("Quentin Marlowe");
        var tag = await cms.Newsroom.TagAsync("Lighthouses");
        await cms.Newsroom.AgencyAsync("WAYFARER");
        await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["slug"] = "a-long-voyage-around-the-southern-cape-in-winter",
            ["section"] = section,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string?)author["slug"] }),
            ["tags"] = new JsonArray((string?)tag["slug"]),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = "WAYFARER", ["role"] = "inputs", ["display"] = "named" }),
        });

        Assert.Equal(Meant("a-long-voyage-around-the-southern-cape-in-winter"), await DetailAsync("/v1/articles/a-long-voyage-arround-the-southern-cape-in-winter"));
        Assert.Equal(Meant("a-long-voyage-around-the-southern-cape-in-winter"), await DetailAsync("/v1/articles/a-long-voyage-around-the-southern-cape-in-wintre/related-links"));
        Assert.Equal(Meant("quentin-marlowe"), await DetailAsync("/v1/authors/quentin-marlow"));
        Assert.Equal(Meant("lighthouses"), await DetailAsync("/v1/tags/lighthosues"));
        Assert.Equal(Meant("WAYFARER"), await DetailAsync("/v1/agencies/WAYFERER"));
        Assert.Equal(Meant("meridian"), await DetailAsync("/v1/sections/meridain"));
        Assert.Equal(Meant("/meridian"), await DetailAsync("/v1/page?path=/meridain"));
        Assert.Equal(Meant("/authors/quentin-marlowe"), await DetailAsync("/v1/page?path=/authors/quentin-marlow"));
        Assert.Equal(Meant("/meridian/a-long-voyage-around-the-southern-cape-in-winter"), await DetailAsync("/v1/page?path=/meridian/a-long-voyage-arround-the-southern-cape-in-winter"));
        Assert.Equal(Nothing, await DetailAsync("/v1/tags/something-else-altogether"));
        Assert.Equal(Nothing, await DetailAsync("/v1/articles/019a9a2d-bf00-778c-8eb8-25a25e1cb882"));
    }

    [Fact]
    public async Task A_name_in_another_case_is_told_as_it_is_written()
    {
        await cms.Newsroom.SectionAsync("Athletics");
        var author = await cms.Newsroom.AuthorAsync("Ursula Bright");
        var tag = await cms.Newsroom.TagAsync("Velodromes");
        await cms.Newsroom.AgencyAsync("HELMSMAN");
        await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["slug"] = "tunnel-crews-break-through",
            ["section"] = "athletics",
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string?)author["slug"] }),
            ["tags"] = new JsonArray((string?)tag["slug"]),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = "HELMSMAN", ["role"] = "inputs", ["display"] = "named" }),
        });
        // Between them and the name in the other case, as the database sorts: more than are read.
        foreach (var between in Enumerable.Range(1, 6)) await cms.Newsroom.SectionAsync($"Aa {between}");

        Assert.Equal(Meant("HELMSMAN"), await DetailAsync("/v1/agencies/helmsman"));
        Assert.Equal(Meant("athletics"), await DetailAsync("/v1/sections/Athletics"));
        Assert.Equal(Meant("tunnel-crews-break-through"), await DetailAsync("/v1/articles/Tunnel-Crews-Break-Through"));
        Assert.Equal(Meant("velodromes"), await DetailAsync("/v1/tags/VELODROMES"));
        Assert.Equal(Meant("/athletics"), await DetailAsync("/v1/page?path=/Athletics"));
        Assert.Equal(Meant("/authors/ursula-bright"), await DetailAsync("/v1/page?path=/Authors/Ursula-Bright"));
        Assert.Equal(Meant("/athletics/tunnel-crews-break-through"), await DetailAsync("/v1/page?path=/Athletics/Tunnel-Crews-Break-Through"));
        Assert.EndsWith(" Did you mean \"athletics\"?", (string)(await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "sections/Athletics")).Is(404)["detail"]!, StringComparison.Ordinal);
        Assert.EndsWith(" Did you mean \"HELMSMAN\"?", (string)(await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "agencies/helmsman")).Is(404)["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_in_the_wrong_case_is_told_as_soon_as_it_is_public()
    {
        Assert.Equal(Nothing, await DetailAsync("/v1/agencies/quartz"));

        await cms.Newsroom.AgencyAsync("QUARTZ");
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["sources"] = new JsonArray(new JsonObject { ["agency"] = "QUARTZ", ["role"] = "inputs", ["display"] = "named" }) });
        Assert.Equal(Meant("QUARTZ"), await DetailAsync("/v1/agencies/quartz"));

        await cms.Newsroom.ActAsync(story, "unpublish", []);
        Assert.Equal(Nothing, await DetailAsync("/v1/agencies/quartz"));
    }

    [Fact]
    public async Task What_is_not_public_is_never_told()
    {
        await cms.Newsroom.DraftAsync(new JsonObject { ["slug"] = "unannounced-merger" });
        await cms.Newsroom.TagAsync("Unshown");

        Assert.Equal(Nothing, await DetailAsync("/v1/articles/unannounced-mergre"));
        Assert.Equal(Nothing, await DetailAsync("/v1/articles/unannounced-merger"));
        Assert.Equal(Nothing, await DetailAsync("/v1/page?path=/news/unannounced-mergre"));
        Assert.Equal(Nothing, await DetailAsync("/v1/tags/unshwon"));
    }

    [Theory]
    [InlineData("/v1/articles/zephyr-{0}-arives")]
    [InlineData("/v1/articles/Zephyr-{0}-Arrives")]
    [InlineData("/v1/page?path=/news/Zephyr-{0}-Arrives")]
    [InlineData("/v1/page?path=/news/zephyr-{0}-arives")]
    public async Task What_is_told_is_kept_and_comes_and_goes_with_its_story(string pattern)
    {
        var number = Newsroom.Unique("").Trim();
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, number);
        Assert.DoesNotContain($"zephyr-{number}-arrives", await DetailAsync(address), StringComparison.Ordinal);

        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["slug"] = $"zephyr-{number}-arrives" });
        var told = await cms.Reader.SeeAsync(address);
        Assert.Contains($"zephyr-{number}-arrives", (string?)told.Json["detail"], StringComparison.Ordinal);
        Assert.Equal($"article:{story["id"]}", told.Header("Cache-Tag"));
        using (var readings = new Cache.Readings(cms.App))
        {
            await cms.Reader.SeeAsync(address);
            Assert.Equal((0, 1), (readings.Misses, readings.Hits));
        }

        await cms.Newsroom.ActAsync(story, "unpublish", []);
        Assert.DoesNotContain($"zephyr-{number}-arrives", await DetailAsync(address), StringComparison.Ordinal);
    }

    private static string Meant(string name) => $"{Nothing} Did you mean \"{name}\"?";

    private async Task<string> DetailAsync(string address) => (string)(await cms.Reader.SeeAsync(address)).Is(404)["detail"]!;
}
