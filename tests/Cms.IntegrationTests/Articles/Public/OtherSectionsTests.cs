using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>A story belongs to one section, and is listed under others too.</summary>
public sealed class OtherSectionsTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Story_is_listed_under_its_other_sections_and_those_above_them_and_keeps_the_path_of_its_own()
    {
        var (news, sport, culture) = (await SectionAsync("News"), await SectionAsync("Sport"), await SectionAsync("Culture"));
        var world = await SectionAsync("World", news);
        var football = await SectionAsync("Football", sport);

        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = world, ["otherSections"] = new JsonArray(football) });

        var id = Newsroom.Id(story);
        foreach (var section in new[] { world, news, football, sport })
        {
            Assert.Equal([id], (await cms.Reader.ReadAsync($"/v1/articles?section={section}")).Items("id"));
            Assert.Equal([id], (await cms.Reader.ReadAsync($"/v1/page?path=/{section}")).Items("id"));
        }
        Assert.Empty((await cms.Reader.ReadAsync($"/v1/articles?section={culture}")).Items("id"));
        // Once, though it is under both.
        Assert.Equal([id], (await cms.Reader.ReadAsync($"/v1/articles?section={news},{sport}")).Items("id"));

        var shown = await cms.Reader.ReadAsync($"/v1/articles/{id}");
        Assert.Equal($"/{world}/{story["slug"]}", (string?)shown["path"]);
        Assert.Equal(world, (string?)shown["section"]!["path"]);
        Assert.Equal([news, world], shown["breadcrumb"]!.Strings("path"));
    }

    [Fact]
    public async Task Address_under_another_section_leads_to_the_storys_own()
    {
        var (own, other) = (await SectionAsync("Own"), await SectionAsync("Other"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = own, ["otherSections"] = new JsonArray(other) });

        using var answer = await cms.Reader.AskAsync($"/v1/page?path=/{other}/{story["slug"]}");

        Assert.Equal(301, (int)answer.StatusCode);
        Assert.EndsWith($"path=/{own}/{story["slug"]}", Uri.UnescapeDataString(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal([own], (await cms.Reader.ReadAsync($"/v1/page?path=/{own}/{story["slug"]}"))["breadcrumb"]!.Strings("path"));
    }

    [Fact]
    public async Task Story_leaves_the_lists_of_other_sections_that_a_publication_takes_away()
    {
        var (own, parent) = (await SectionAsync("Own"), await SectionAsync("Parent"));
        var other = await SectionAsync("Other", parent);
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = own, ["otherSections"] = new JsonArray(other) });

        await cms.Newsroom.PatchAsync($"articles/{Newsroom.Id(story)}", new JsonObject { ["otherSections"] = new JsonArray() });
        Assert.Single((await cms.Reader.ReadAsync($"/v1/articles?section={parent}")).Items("id"));
        await cms.Newsroom.PublishAsync(story);

        foreach (var section in new[] { other, parent }) Assert.Empty((await cms.Reader.ReadAsync($"/v1/articles?section={section}")).Items("id"));
        Assert.Single((await cms.Reader.ReadAsync($"/v1/articles?section={own}")).Items("id"));
    }

    private Task<string> SectionAsync(string name, string? parent = null) => cms.Newsroom.SectionAsync(Newsroom.Unique(name), parent);
}
