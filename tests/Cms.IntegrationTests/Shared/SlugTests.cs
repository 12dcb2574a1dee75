using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

/// <summary>Unique per kind among current and past ones; nothing but asking for another changes one.</summary>
public sealed class SlugTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const int Clients = 50;

    public static readonly TheoryData<string> Slugged = ["tags", "authors", "articles"];

    [Theory]
    [MemberData(nameof(Slugged))]
    public async Task Renaming_keeps_the_slug(string collection)
    {
        var before = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));

        var after = await cms.Newsroom.PatchAsync(Collections.PathOf(collection, before), Collections.Change(collection));

        Assert.Equal((string?)before["slug"], (string?)after["slug"]);
    }

    [Theory]
    [MemberData(nameof(Slugged))]
    public async Task A_put_without_a_slug_keeps_it(string collection)
    {
        var before = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        var sent = before.DeepClone().AsObject();
        sent.Remove("slug");

        var after = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Put, Collections.PathOf(collection, before), sent)).Is(200);

        Assert.Equal((string?)before["slug"], (string?)after["slug"]);
    }

    [Theory]
    [MemberData(nameof(Slugged))]
    public async Task What_was_found_by_a_slug_once_is_found_by_it_still(string collection)
    {
        var before = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        foreach (var slug in new[] { "second", "third" })
            await cms.Newsroom.PatchAsync($"{collection}/{before["slug"]}", new JsonObject { ["slug"] = $"{slug}-{before["slug"]}" });

        foreach (var slug in new[] { before["slug"], $"second-{before["slug"]}", $"third-{before["slug"]}" })
        {
            var found = await cms.Newsroom.GetAsync($"{collection}/{slug}");
            Assert.Equal((string?)before["id"], (string?)found["id"]);
            Assert.Equal($"third-{before["slug"]}", (string?)found["slug"]);
        }
    }

    [Theory]
    [MemberData(nameof(Slugged))]
    public async Task A_slug_of_another_past_or_present_is_409_and_ones_own_may_be_taken_back(string collection)
    {
        var one = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        var other = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        var (past, present) = ((string)one["slug"]!, $"now-{one["slug"]}");
        await cms.Newsroom.PatchAsync(Collections.PathOf(collection, one), new JsonObject { ["slug"] = present });

        foreach (var slug in new[] { past, present })
        {
            var sent = Collections.Example(collection);
            sent["slug"] = slug;
            (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, collection, sent)).IsProblem(409, "slug_taken");
            (await cms.Newsroom.Editor.PatchAsync(Collections.PathOf(collection, other), new JsonObject { ["slug"] = slug })).IsProblem(409, "slug_taken");
        }
        Assert.Equal(past, (string?)(await cms.Newsroom.PatchAsync(Collections.PathOf(collection, one), new JsonObject { ["slug"] = past }))["slug"]);
    }

    [Fact]
    public async Task Kinds_do_not_compete()
    {
        foreach (var collection in new[] { "tags", "authors", "articles", "sections" })
        {
            var sent = Collections.Example(collection);
            sent["slug"] = "everywhere";
            Assert.Equal("everywhere", (string?)(await cms.Newsroom.PostAsync(collection, sent))["slug"]);
        }
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData("-led")]
    [InlineData("trailing-")]
    [InlineData("two--hyphens")]
    [InlineData("a/b")]
    [InlineData("0193f0c4-7d1e-7a33-9c5b-0123456789ab")]
    public async Task What_is_no_slug_is_422(string slug)
    {
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "tags", new JsonObject { ["type"] = "topic", ["name"] = "x", ["slug"] = slug }))
            .IsProblem(422, "invalid", "/slug invalid_format");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "x", ["slug"] = slug }))
            .IsProblem(422, "invalid", "/slug invalid_format");
    }

    [Theory]
    [InlineData("हिन्दी समाचार", "हिन्दी-समाचार")]
    [InlineData("中文标题", "中文标题")]
    [InlineData("!!!", "tag")]
    public async Task A_slug_is_made_in_any_script_and_found_by_it(string name, string slug)
    {
        var tag = await cms.Newsroom.TagAsync(name);

        Assert.Equal(slug, (string?)tag["slug"]);
        Assert.Equal((string?)tag["id"], (string?)(await cms.Newsroom.GetAsync("tags/" + Uri.EscapeDataString(slug)))["id"]);
    }

    [Theory]
    [MemberData(nameof(Slugged))]
    public async Task Of_50_who_ask_for_one_slug_at_once_one_gets_it(string collection)
    {
        var statuses = await AtOnceAsync(collection, sent => sent["slug"] = "race-" + collection);

        Assert.Equal(1, statuses.Count(answer => answer.Status == 201));
        foreach (var refused in statuses.Where(answer => answer.Status != 201)) refused.IsProblem(409, "slug_taken");
    }

    [Theory]
    [MemberData(nameof(Slugged))]
    public async Task Of_50_with_one_name_at_once_each_gets_a_slug_of_its_own(string collection)
    {
        var answers = await AtOnceAsync(collection, sent =>
        {
            sent.Remove("slug");
            sent[collection == "articles" ? "headline" : "name"] = "Same Name";
        });

        var expected = Enumerable.Range(1, Clients).Select(number => number == 1 ? "same-name" : string.Create(CultureInfo.InvariantCulture, $"same-name-{number}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), answers.Select(answer => (string)answer.Is(201)["slug"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_that_change_to_one_slug_at_once_one_gets_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = (await cms.Newsroom.TagAsync(Newsroom.Unique("One")), await cms.Newsroom.TagAsync(Newsroom.Unique("Other")));
            var wanted = new JsonObject { ["slug"] = string.Create(CultureInfo.InvariantCulture, $"wanted-{round}") };

            var answers = await Task.WhenAll(new[] { one, other }.Select(tag => cms.Newsroom.Editor.PatchAsync($"tags/{tag["id"]}", wanted.DeepClone())));

            Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
        }
    }

    [Fact]
    public async Task Deleting_and_creating_one_slug_at_once_ends_in_one_or_the_other()
    {
        for (var round = 0; round < 20; round++)
        {
            var sent = Collections.Example("tags");
            var tag = await cms.Newsroom.PostAsync("tags", sent);

            var answers = await Task.WhenAll(
                cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"tags/{tag["id"]}"),
                cms.Newsroom.Editor.AskAsync(HttpMethod.Post, "tags", sent));

            Assert.Equal(204, answers[0].Status);
            Assert.Contains(answers[1].Status, new[] { 201, 409 });
        }
    }

    private async Task<Answer[]> AtOnceAsync(string collection, Action<JsonObject> change) =>
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ =>
        {
            var sent = Collections.Example(collection);
            change(sent);
            return cms.Newsroom.Editor.AskAsync(HttpMethod.Post, collection, sent);
        }));
}
