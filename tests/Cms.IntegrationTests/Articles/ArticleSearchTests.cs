using System.Text.Json.Nodes;
using Cms.Api.Articles;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Articles;

/// <summary>The editorial list, searched by words of the headline.</summary>
public sealed class ArticleSearchTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("Élections: the 2nd «round»", "elect", "ROUND 2nd", "élections")]
    [InlineData("बंदरगाह की नई क्रेनें", "बंदर", "क्रेन नई")]
    [InlineData("وادی میں برف", "برف", "واد")]
    [InlineData("北京新港口开放", "新港口", "开放", "北京")]
    [InlineData("O'Hare's \"sky\\bridge\" & co: 100%", "hare", "bridge 100")]
    public async Task Story_is_found_by_the_beginnings_of_words_of_its_headline(string headline, params string[] questions)
    {
        var story = await DraftAsync(headline);

        foreach (var question in questions) Assert.Contains(story, await IdsAsync(question));
        Assert.DoesNotContain(story, await IdsAsync(questions[0] + "zz"));
        Assert.DoesNotContain(story, await IdsAsync(questions[0] + " zz"));
    }

    [Fact]
    public async Task Words_go_together_with_the_other_filters_and_the_order()
    {
        var (first, second) = (await DraftAsync("Ferry stops", "analysis"), await DraftAsync("Ferry starts"));
        var third = Newsroom.Id(await cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = "Ferries, again", ["genre"] = "analysis" }));

        Assert.Equal([third, second, first], await IdsAsync("ferr"));
        Assert.Equal([first, second, third], await IdsAsync("ferr", "&sort=modifiedAt"));
        Assert.Equal([second, first], await IdsAsync("st ferry"));
        Assert.Equal([third, first], await IdsAsync("ferr", "&genre=analysis"));
        Assert.Equal([third], await IdsAsync("ferr", "&state=published"));
    }

    [Fact]
    public async Task Search_knows_the_working_copy_and_every_edit_of_it()
    {
        var story = Newsroom.Id(await cms.Newsroom.PublishedAsync(new JsonObject { ["headline"] = "Quetzal seen" }));
        await cms.Newsroom.PatchAsync("articles/" + story, new JsonObject { ["headline"] = "Axolotl seen" });

        Assert.Empty(await IdsAsync("quetz"));
        Assert.Equal([story], await IdsAsync("axol seen"));
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, "articles/" + await DraftAsync("Axolotl lost"))).Is(204);
        Assert.Equal([story], await IdsAsync("axol"));
    }

    [Fact]
    public async Task Pages_go_on_with_the_same_words_only()
    {
        var expected = new List<string>();
        for (var number = 0; number < 5; number++) expected.Insert(0, await DraftAsync($"Marmot {number}"));

        var first = (await ListAsync("q=marm&limit=3")).Is(200);
        var rest = (await ListAsync($"q=marm&limit=3&cursor={first["next"]}")).Is(200);
        Assert.Equal(expected, [.. Ids(first), .. Ids(rest)]);
        (await ListAsync($"q=mar&cursor={first["next"]}")).IsProblem(400, "invalid_cursor");
    }

    [Theory]
    [InlineData("q=", "q required")]
    [InlineData("q=':*!", "q invalid_value")]
    [InlineData("q=a+b+c+d+e+f+g+h+i+j+k", "q too_many")]
    public async Task What_cannot_be_searched_for_is_told(string query, string fault) => (await ListAsync(query)).IsProblem(400, "invalid_parameter", fault);

    [Fact]
    public async Task Stories_from_before_there_was_a_search_are_found_after_a_start_and_are_no_newer_for_it()
    {
        var story = await DraftAsync("Wombat 一 found");
        var before = await cms.Newsroom.GetAsync("articles/" + story);
        Assert.Equal(1L, await LiveSnapshot.ScalarAsync<long>(
            cms.App.ConnectionString, $"with forgotten as (update editorial.article set headline_words = null where id = '{story}' returning id) select count(*) from forgotten"));
        Assert.Empty(await IdsAsync("wombat"));

        await HeadlineWords.FillAsync(cms.App.Services.GetRequiredService<EditorialDataSource>(), null, TestContext.Current.CancellationToken);

        Assert.Equal([story], await IdsAsync("wombat 一"));
        Assert.True(JsonNode.DeepEquals(before, await cms.Newsroom.GetAsync("articles/" + story)));
    }

    private async Task<string> DraftAsync(string headline, string genre = "news") => Newsroom.Id(await cms.Newsroom.PostAsync(
        "articles", new JsonObject { ["language"] = "en", ["headline"] = headline, ["genre"] = genre }));

    private async Task<IReadOnlyList<string>> IdsAsync(string question, string more = "") => Ids((await ListAsync($"q={Uri.EscapeDataString(question)}{more}")).Is(200));

    private Task<Answer> ListAsync(string query) => cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "articles?" + query);

    private static IReadOnlyList<string> Ids(JsonObject page) => [.. page["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}
