using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

/// <summary>The lists of reference data and keys, in order of creation.</summary>
public sealed class EditorialListTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    public static readonly TheoryData<string> Lists = ["sections", "tags", "authors", "agencies", "images", "keys"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_walk_meets_every_row_once_also_those_added_meanwhile(string collection)
    {
        var expected = new List<string>();
        for (var number = 0; number < 5; number++) expected.Add(await CreateAsync(collection));

        var met = new List<JsonObject>();
        var next = $"{collection}?limit=2";
        while (next is not null)
        {
            var page = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, next);
            var body = page.Is(200);
            met.AddRange(body["items"]!.AsArray().Select(item => item!.AsObject()));
            Assert.InRange(body["items"]!.AsArray().Count, 1, 2);
            Assert.Equal(body["next"] is null, page.Header("Link") is null);
            if (expected.Count == 5) expected.Add(await CreateAsync(collection));
            next = body["next"] is null ? null : page.Header("Link")!.Split('<', '>')[1]["/v1/editorial/".Length..];
        }

        var ids = met.Select(item => (string)item["id"]!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(expected, ids.Where(expected.Contains));
        var last = met.Single(item => (string)item["id"]! == expected[^1]);
        var read = await cms.Newsroom.GetAsync(Collections.PathOf(collection, last));
        // Counted for one section, not for each of a list.
        read.Remove("storiesToMove");
        Assert.True(JsonNode.DeepEquals(last, read));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task All_that_is_wrong_with_a_query_is_told_at_once(string collection)
    {
        (await ListAsync($"{collection}?limit=0&sort=name&cursor=")).IsProblem(400, "invalid_parameter", "limit out_of_range", "sort unknown_member", "cursor required");
        (await ListAsync($"{collection}?limit=101")).IsProblem(400, "invalid_parameter", "limit out_of_range");
        (await ListAsync($"{collection}?limit=ten")).IsProblem(400, "invalid_parameter", "limit out_of_range");
        (await ListAsync($"{collection}?limit=5&limit=6")).IsProblem(400, "invalid_parameter", "limit duplicate");
        (await ListAsync($"{collection}?cursor=elsewhere")).IsProblem(400, "invalid_cursor");
        (await ListAsync($"{collection}?limit=100")).Is(200);
    }

    private Task<Answer> ListAsync(string path) => cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path);

    private async Task<string> CreateAsync(string collection) => Newsroom.Id(await cms.Newsroom.PostAsync(collection, Collections.Example(collection)));
}
