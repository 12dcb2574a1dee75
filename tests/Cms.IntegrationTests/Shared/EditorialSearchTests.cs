using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

/// <summary>The lists of reference data, searched by words: the same words, folded by the same rule, as readers' lists.</summary>
public sealed class EditorialSearchTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    public static readonly TheoryData<string> Lists = Collections.ReferenceData;

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Thing_is_found_by_the_beginnings_of_its_words_in_any_script(string collection)
    {
        foreach (var (text, questions) in ((string, string[])[])
        [
            ("Élections: the 2nd «round»", ["elect", "ROUND 2nd", "élections"]),
            ("बंदरगाह की नई क्रेनें", ["बंदर", "क्रेन नई"]),
            ("وادی میں برف", ["برف", "واد"]),
            ("北京新港口开放", ["新港口", "开放"]),
            ("O'Hare's \"sky\\bridge\" & co: 100%", ["hare", "bridge 100"]),
        ])
        {
            var id = await CreateAsync(collection, text);
            foreach (var question in questions) Assert.Contains(id, await IdsAsync(collection, question));
            Assert.DoesNotContain(id, await IdsAsync(collection, questions[0] + "zz"));
            Assert.DoesNotContain(id, await IdsAsync(collection, questions[0] + " zz"));
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Search_knows_what_is_changed_and_what_is_deleted(string collection)
    {
        var id = await CreateAsync(collection, "Quetzal");
        await cms.Newsroom.PatchAsync($"{collection}/{id}", new JsonObject { [TextOf(collection)] = "Axolotl" });

        Assert.Empty(await IdsAsync(collection, "quetz"));
        Assert.Equal([id], await IdsAsync(collection, "axol"));
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"{collection}/{id}")).Is(204);
        Assert.Empty(await IdsAsync(collection, "axol"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_go_on_with_the_same_words_of_the_same_list_only(string collection)
    {
        var expected = new List<string>();
        for (var number = 0; number < 5; number++) expected.Add(await CreateAsync(collection, $"Marmot {number}"));

        var first = (await ListAsync($"{collection}?q=marm&limit=3")).Is(200);
        var rest = (await ListAsync($"{collection}?q=marm&limit=3&cursor={first["next"]}")).Is(200);

        Assert.Equal(expected, [.. Ids(first), .. Ids(rest)]);
        Assert.Null(rest["next"]);
        (await ListAsync($"{collection}?q=mar&cursor={first["next"]}")).IsProblem(400, "invalid_cursor");
        (await ListAsync($"{collection}?cursor={first["next"]}")).IsProblem(400, "invalid_cursor");
        var all = (await ListAsync($"{collection}?limit=1")).Is(200);
        (await ListAsync($"{collection}?q=marm&cursor={all["next"]}")).IsProblem(400, "invalid_cursor");
        (await ListAsync($"{(collection == "tags" ? "authors" : "tags")}?q=marm&cursor={first["next"]}")).IsProblem(400, "invalid_cursor");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task What_cannot_be_searched_for_is_told(string collection)
    {
        (await ListAsync($"{collection}?q=")).IsProblem(400, "invalid_parameter", "q required");
        (await ListAsync($"{collection}?q=':*!")).IsProblem(400, "invalid_parameter", "q invalid_value");
        (await ListAsync($"{collection}?q=a+b+c+d+e+f+g+h+i+j+k")).IsProblem(400, "invalid_parameter", "q too_many");
        (await ListAsync($"{collection}?q=a&q=b")).IsProblem(400, "invalid_parameter", "q duplicate");
    }

    [Fact]
    public async Task Tags_are_found_by_synonyms_agencies_by_code_images_by_alt_caption_and_credit()
    {
        var tag = await CreateAsync("tags", "Hurricane Ida", example => example["synonyms"] = new JsonArray("Tempest"));
        var agency = await CreateAsync("agencies", "Late Wire", example => example["code"] = "ZEBRAWIRE");
        var image = await CreateAsync("images", "Pangolin", example =>
        {
            example["alt"] = "An okapi";
            example["credit"] = new JsonObject { ["line"] = "Numbat pictures" };
        });

        Assert.Equal([tag], await IdsAsync("tags", "ida temp"));
        Assert.Equal([agency], await IdsAsync("agencies", "zebra"));
        Assert.Equal([image], await IdsAsync("images", "okapi pangolin numbat"));
    }

    private static string TextOf(string collection) => collection == "images" ? "caption" : "name";

    private async Task<string> CreateAsync(string collection, string text, Action<JsonObject>? change = null)
    {
        var example = Collections.Example(collection);
        example[TextOf(collection)] = text;
        change?.Invoke(example);
        return Newsroom.Id(await cms.Newsroom.PostAsync(collection, example));
    }

    private async Task<IReadOnlyList<string>> IdsAsync(string collection, string question) =>
        Ids((await ListAsync($"{collection}?q={Uri.EscapeDataString(question)}")).Is(200));

    private Task<Answer> ListAsync(string path) => cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path);

    private static IReadOnlyList<string> Ids(JsonObject page) => [.. page["items"]!.AsArray().Select(item => (string)item!["id"]!)];
}
