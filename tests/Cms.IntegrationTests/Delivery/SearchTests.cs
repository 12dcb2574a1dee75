using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery;

/// <summary>Lists of what has a name are searched by the beginnings of its words.</summary>
public sealed class SearchTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("Rosé Étoile", "etoi", "ROS", "rosé")]
    [InlineData("Jean-Pierre d'Argent", "pier", "argent", "d'arg")]
    [InlineData("हिमालय की चिड़िया", "हिम", "चि", "चिडि")]
    [InlineData("نیلم وادی", "نیل", "وادی")]
    [InlineData("新华港口社", "新华", "港口社", "社")]
    [InlineData("Łukasz Straßmann", "lukasz", "strassm")]
    public async Task Name_is_found_by_the_beginning_of_each_of_its_words(string name, params string[] questions)
    {
        var tag = await ShownTagAsync(name);

        foreach (var question in questions) Assert.Contains((string)tag["id"]!, await IdsAsync("tags", question));
        Assert.DoesNotContain((string)tag["id"]!, await IdsAsync("tags", name[1..4].Trim() + "zz"));
    }

    [Fact]
    public async Task Every_word_asked_for_has_to_begin_a_word_of_the_name()
    {
        var (harbour, market) = (await ShownTagAsync("Quarrel Harbour"), await ShownTagAsync("Quarrel Market"));

        Assert.Equal([(string)harbour["id"]!, (string)market["id"]!], await IdsAsync("tags", "quarr"));
        Assert.Equal([(string)market["id"]!], await IdsAsync("tags", "mark quarrel"));
        Assert.Equal([(string)market["id"]!], await IdsAsync("tags", "q quarrel m"));
        Assert.Empty(await IdsAsync("tags", "harbour market"));
        Assert.Empty(await IdsAsync("tags", "arbour"));
    }

    [Fact]
    public async Task Tag_is_found_by_synonyms_and_an_agency_by_its_code()
    {
        var tag = await ShownTagAsync("Bombay duck", "Lizardfish", "बोमलोय");
        foreach (var question in new[] { "lizard", "बोम", "duck" }) Assert.Equal([(string)tag["id"]!], await IdsAsync("tags", question));

        await cms.Newsroom.AgencyAsync("XYLO", "Glockenspiel Wire");
        await cms.Newsroom.PublishedAsync(new JsonObject { ["sources"] = new JsonArray(new JsonObject { ["agency"] = "XYLO", ["role"] = "full" }) });
        foreach (var question in new[] { "xyl", "glock" }) Assert.Equal(["XYLO"], (await ListAsync("agencies", question)).Items("code"));
    }

    [Fact]
    public async Task Pages_of_a_search_put_together_are_the_names_in_order()
    {
        var names = new[] { "Ursa Pavo", "Pavo", "Lynx pavonis", "Ara Pavo", "Ara Pavo", "Zeta pavo" };
        foreach (var name in names) await ShownTagAsync(name, "Pavo once more");
        await ShownTagAsync("Ara Lynx");

        foreach (var (sort, expected) in new[] { ("name", names.Order(StringComparer.OrdinalIgnoreCase)), ("-name", names.OrderDescending(StringComparer.OrdinalIgnoreCase)) })
        {
            var met = new List<string>();
            var next = $"/v1/tags?q=pavo&sort={sort}&limit=2&count=exact";
            while (next is not null)
            {
                using var response = await cms.Reader.AskAsync(next);
                var page = JsonNode.Parse(await response.TextAsync())!.AsObject();
                Assert.Equal(6, (int?)page["count"]);
                met.AddRange(page.Items("name"));
                next = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
            }
            Assert.Equal(expected, met);
        }
        Assert.Equal(2, (int?)(await cms.Reader.ReadAsync("/v1/tags?q=ara+pavo&count=exact"))["count"]);
        Assert.Equal(3, (int?)(await cms.Reader.ReadAsync("/v1/tags?q=ara+pavo&count=estimated"))["count"]);
    }

    [Fact]
    public async Task Cursor_belongs_to_the_words_asked_for_in_any_order_and_spelling()
    {
        for (var number = 0; number < 3; number++) await ShownTagAsync("Cursor Öre");
        var cursor = (string)(await cms.Reader.ReadAsync("/v1/tags?q=cursor+%C3%B6re&limit=1"))["next"]!;

        Assert.Equal(2, (await cms.Reader.ReadAsync($"/v1/tags?q=ORE+Cursor&cursor={cursor}"))["items"]!.AsArray().Count);
        foreach (var other in new[] { "q=cursor", "q=cursor+or", "sort=name", "q=cursor+ore&sort=-name" })
            Assert.Contains("invalid_cursor", await RefusalAsync($"/v1/tags?{other}&cursor={cursor}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_follows_new_names_and_what_readers_may_see()
    {
        var author = await cms.Newsroom.AuthorAsync("Wilhelmina Vantongeren");
        Assert.Empty(await IdsAsync("authors", "vanton"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Newsroom.Id(author) }) });
        Assert.Equal([Newsroom.Id(author)], await IdsAsync("authors", "vanton wil"));

        await cms.Newsroom.PatchAsync($"authors/{Newsroom.Id(author)}", new JsonObject { ["name"] = "Wilhelmina Dubois" });
        Assert.Empty(await IdsAsync("authors", "vanton"));
        Assert.Equal([Newsroom.Id(author)], await IdsAsync("authors", "dub"));
        Assert.Equal("Wilhelmina Dubois", Assert.Single((await ListAsync("authors", "wilhelm")).Items("name")));

        await cms.Newsroom.ActAsync(story, "unpublish", []);
        Assert.Empty(await IdsAsync("authors", "wilhelm"));
        await cms.Newsroom.PublishAsync(story);
        Assert.Equal([Newsroom.Id(author)], await IdsAsync("authors", "wilhelm"));
        Assert.Empty(await cms.App.VerifyAsync());
    }

    [Fact]
    public async Task Answer_is_tagged_by_the_words_asked_for_also_while_nothing_is_found()
    {
        using var response = await cms.Reader.AskAsync("/v1/tags?q=" + Uri.EscapeDataString("Nówhere हि"));

        Assert.Equal($"list:word:tags:nowhere,list:word:tags:{Uri.EscapeDataString("हि")}", Assert.Single(response.Headers.GetValues("Cache-Tag")));
    }

    [Theory]
    [InlineData("q=", "required")]
    [InlineData("q=%25", "invalid_value")]
    [InlineData("q=_", "invalid_value")]
    [InlineData("q=+-+", "invalid_value")]
    [InlineData("q=a&q=b", "duplicate")]
    [InlineData("q=a+b+c+d+e+f+g+h+i+j+k", "too_many")]
    [InlineData("q=a%0Ab", "invalid_text")]
    [InlineData("q=%EF%BF%BE", "invalid_text")]
    public async Task What_cannot_be_searched_for_is_told(string question, string code)
    {
        foreach (var list in new[] { "authors", "tags", "agencies" })
        {
            var refusal = JsonNode.Parse(await RefusalAsync($"/v1/{list}?{question}"))!;
            var fault = Assert.Single(refusal["errors"]!.AsArray())!;
            Assert.Equal(("q", code), ((string?)fault["parameter"], (string?)fault["code"]));
        }
    }

    private async Task<JsonObject> ShownTagAsync(string name, params string[] synonyms)
    {
        var tag = await cms.Newsroom.PostAsync("tags", new JsonObject
        {
            ["type"] = "topic",
            ["name"] = name,
            ["synonyms"] = new JsonArray([.. synonyms.Select(synonym => JsonValue.Create(synonym))]),
        });
        await cms.Newsroom.PublishedAsync(new JsonObject { ["tags"] = new JsonArray(Newsroom.Id(tag)) });
        return tag;
    }

    private Task<JsonObject> ListAsync(string list, string question) => cms.Reader.ReadAsync($"/v1/{list}?q={Uri.EscapeDataString(question)}");

    private async Task<IReadOnlyList<string>> IdsAsync(string list, string question) => (await ListAsync(list, question)).Items("id");

    private async Task<string> RefusalAsync(string path)
    {
        using var response = await cms.Reader.AskAsync(path);
        Assert.Equal(400, (int)response.StatusCode);
        return await response.TextAsync();
    }
}
