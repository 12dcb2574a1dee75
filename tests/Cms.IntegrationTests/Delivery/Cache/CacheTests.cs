using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Cms.Api.Delivery.Cache;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Delivery.Cache;

/// <summary>What is kept of what readers get, and until when.</summary>
public sealed class CacheTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task The_second_reader_is_answered_from_memory_with_the_same_bytes_and_headers()
    {
        var story = await cms.Newsroom.PublishedAsync();
        using var readings = new Readings(cms.App);

        var first = await ReadAsync($"/v1/articles/{story["slug"]}");
        var second = await ReadAsync($"/v1/articles/{story["slug"]}");

        Assert.Equal((first.Status, first.Text, first.ETag, first.Header("Cache-Tag"), first.Header("Cms-Sequence"), first.Header("Cache-Control")),
            (second.Status, second.Text, second.ETag, second.Header("Cache-Tag"), second.Header("Cms-Sequence"), second.Header("Cache-Control")));
        Assert.NotEqual(first.Header("X-Request-Id"), second.Header("X-Request-Id"));
        Assert.Equal("*", second.Header("Access-Control-Allow-Origin"));
        Assert.Equal("nosniff", second.Header("X-Content-Type-Options"));
        Assert.Equal((1, 1), (readings.Misses, readings.Hits));
    }

    [Theory]
    [InlineData("?tag=b,a&limit=20&sort=-publishedAt", "?tag=a%2Cb")]
    [InlineData("?fields=headline,path", "?fields=path,headline,path")]
    [InlineData("?count=exact&genre=news", "?genre=new%73&count=exact")]
    public async Task Spellings_of_the_same_request_share_an_answer(string spelling, string other)
    {
        await cms.Newsroom.PublishedAsync();
        using var readings = new Readings(cms.App);

        var first = await ReadAsync("/v1/articles" + spelling);
        Assert.Equal(first.Text, (await ReadAsync("/v1/articles" + other)).Text);
        Assert.Equal(first.Text, (await ReadAsync("/v1/articles" + other)).Text);

        Assert.Equal((1, 2), (readings.Misses, readings.Hits));
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_kept_until_it_comes_alive()
    {
        var slug = Newsroom.Unique("address").Replace(' ', '-');
        using var readings = new Readings(cms.App);
        Assert.Equal(404, (await ReadAsync($"/v1/articles/{slug}")).Status);
        Assert.Equal(404, (await ReadAsync($"/v1/articles/{slug}")).Status);
        Assert.Equal((1, 1), (readings.Misses, readings.Hits));

        await cms.Newsroom.PublishedAsync(new JsonObject { ["slug"] = slug });

        Assert.Equal(200, (await ReadAsync($"/v1/articles/{slug}")).Status);
    }

    [Fact]
    public async Task A_former_address_that_leads_nowhere_is_kept_until_its_story_comes_back()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["slug"] = $"{story["slug"]}-again" });
        await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor" });
        await cms.Newsroom.ActAsync(story, "unpublish", []);
        string[] former = [$"/v1/articles/{story["slug"]}", $"/v1/page?path=/{story["section"]}/{story["slug"]}"];
        foreach (var address in former) Assert.Equal(404, (await ReadAsync(address)).Status);

        await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor" });

        foreach (var address in former) Assert.Equal(301, (await ReadAsync(address)).Status);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_kept_until_its_story_is_withdrawn_for_a_reason()
    {
        var story = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.ActAsync(story, "unpublish", []);
        string[] addresses = [$"/v1/articles/{story["slug"]}", $"/v1/articles/{story["id"]}", $"/v1/page?path=/{story["section"]}/{story["slug"]}"];
        foreach (var address in addresses) Assert.Equal(404, (await ReadAsync(address)).Status);

        await cms.Newsroom.ActAsync(story, "kill", new JsonObject { ["reason"] = "legal" });

        foreach (var address in addresses) Assert.Equal(410, (await ReadAsync(address)).Status);
    }

    [Fact]
    public async Task A_list_that_nothing_stands_in_is_kept_until_something_does()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Never used"));
        Assert.Empty((await ReadAsync($"/v1/articles?tag={tag["slug"]}")).Json["items"]!.AsArray());
        foreach (var address in new[] { "articles?author=nobody", "related-links?target=nothing", "corrections?article=nothing", "authors?q=zzz" })
        {
            var answer = await ReadAsync($"/v1/{address}");
            Assert.Empty(answer.Json["items"]!.AsArray());
            Assert.StartsWith("list:", answer.Header("Cache-Tag"), StringComparison.Ordinal);
        }

        await cms.Newsroom.PublishedAsync(new JsonObject { ["tags"] = new JsonArray((string)tag["slug"]!) });

        Assert.Single((await ReadAsync($"/v1/articles?tag={tag["slug"]}")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_story_that_is_taken_down_is_gone_for_the_reader_who_had_it_and_its_tag_answers_no_304()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var before = await ReadAsync($"/v1/articles/{story["slug"]}");
        Assert.Equal(304, (await ReadAsync($"/v1/articles/{story["slug"]}", ("If-None-Match", before.ETag!))).Status);

        await cms.Newsroom.ActAsync(story, "takedown", new JsonObject { ["reason"] = "legal" });

        Assert.Equal(410, (await ReadAsync($"/v1/articles/{story["slug"]}", ("If-None-Match", before.ETag!))).Status);
        Assert.Equal(410, (await ReadAsync($"/v1/articles/{story["slug"]}", ("If-None-Match", "*"))).Status);
    }

    [Fact]
    public async Task A_word_that_is_mended_in_a_story_flushes_what_shows_it_and_a_new_story_the_lists_that_it_enters()
    {
        var (here, elsewhere) = (await cms.Newsroom.SectionAsync(Newsroom.Unique("Here")), await cms.Newsroom.SectionAsync(Newsroom.Unique("Elsewhere")));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = here });
        await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = elsewhere });
        string[] addresses = [$"/v1/articles?section={here}", $"/v1/articles?section={elsewhere}", "/v1/sections", "/v1/site", $"/v1/page?path=/{elsewhere}"];
        await KeptAsync(addresses);

        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Mended" });
        await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor" });
        Assert.Equal([addresses[0]], await StaleAsync(addresses));

        await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = elsewhere });
        Assert.Equal([addresses[1], addresses[4]], await StaleAsync(addresses));
    }

    [Fact]
    public async Task A_list_of_many_is_stale_when_one_of_its_cards_is()
    {
        var section = await cms.Newsroom.SectionAsync(Newsroom.Unique("Many"));
        JsonObject story = [];
        for (var count = 0; count < 22; count++) story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = section });
        var address = $"/v1/articles?section={section}&limit=50";
        Assert.Contains("cards:section:", (await ReadAsync(address)).Header("Cache-Tag"), StringComparison.Ordinal);

        await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Mended" });
        await cms.Newsroom.PublishAsync(story, new JsonObject { ["update"] = "minor" });

        Assert.Contains("\"Mended\"", (await ReadAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_behind_the_first_are_not_kept()
    {
        for (var count = 0; count < 3; count++) await cms.Newsroom.PublishedAsync();
        var next = (string)(await ReadAsync("/v1/articles?limit=1")).Json["next"]!;
        using var readings = new Readings(cms.App);

        await ReadAsync($"/v1/articles?limit=1&cursor={next}");
        await ReadAsync($"/v1/articles?limit=1&cursor={next}");

        Assert.Equal((2, 0), (readings.Misses, readings.Hits));
    }

    [Fact]
    public async Task Answer_that_is_too_large_to_be_kept_is_read_once_each_time()
    {
        var paragraph = new JsonObject { ["_type"] = "block", ["children"] = new JsonArray(new JsonObject { ["_type"] = "span", ["text"] = string.Concat(Enumerable.Repeat("Word ", 1_000)) }) };
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["body"] = new JsonArray([.. Enumerable.Range(0, 30).Select(_ => paragraph.DeepClone())]) });
        await using var small = await CmsApp.StartAsync(cms.App.ConnectionString, cache: new CacheSettings { Megabytes = 1 });
        using var reader = small.Client();
        Assert.Equal(200, (await reader.SeeAsync("/v1/site")).Status);
        using var readings = new Readings(small);

        for (var count = 0; count < 2; count++) Assert.Equal(200, (await reader.SeeAsync($"/v1/articles/{story["id"]}")).Status);

        Assert.Equal((2, 0), (readings.Misses, readings.Hits));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task What_is_kept_is_sent_in_the_coding_that_the_reader_takes_with_an_ETag_of_its_own(string accepted, string? coding)
    {
        var body = new JsonArray([.. Enumerable.Range(0, 40).Select(number => new JsonObject { ["_type"] = "block", ["children"] = new JsonArray(new JsonObject { ["_type"] = "span", ["text"] = $"Paragraph {number} of a story that is long." }) })]);
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["body"] = body });
        var address = $"/v1/articles/{story["slug"]}";
        var plain = await ReadAsync(address);

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var plainClient = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = cms.App.Address };
        using var response = await plainClient.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Equal(coding is null ? plain.ETag : $"{plain.ETag![..^1]}-{coding}\"", response.Headers.ETag!.Tag);
        Assert.Equal(plain.Text, await DecodedAsync(response));
        Assert.Equal(304, (await ReadAsync(address, ("Accept-Encoding", accepted), ("If-None-Match", response.Headers.ETag.Tag))).Status);
    }

    [Fact]
    public async Task A_request_is_answered_from_the_number_it_names_or_later_or_else_refused()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var address = $"/v1/articles/{story["id"]}";
        var patched = await cms.Newsroom.Editor.PatchAsync($"articles/{story["id"]}", new JsonObject { ["headline"] = "Second" });
        Assert.Null(patched.Header("Cms-Sequence"));
        var published = await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/publish", new JsonObject { ["update"] = "minor" });
        var number = long.Parse(published.Header("Cms-Sequence")!, CultureInfo.InvariantCulture);

        Assert.Contains("Second", (await ReadAsync(address, ("Cms-Min-Sequence", number.ToString(CultureInfo.InvariantCulture)))).Text, StringComparison.Ordinal);
        using var readings = new Readings(cms.App);
        var ahead = await ReadAsync(address, ("Cms-Min-Sequence", "1000000"));
        Assert.Equal((503, "1"), (ahead.Status, ahead.Header("Retry-After")));
        Assert.Equal((0, 0), (readings.Misses, readings.Hits));
        Assert.Equal(400, (await ReadAsync(address, ("Cms-Min-Sequence", "soon"))).Status);
    }

    [Fact]
    public async Task What_is_kept_tells_the_number_up_to_which_it_holds_to_whoever_asks_for_one()
    {
        var address = $"/v1/articles/{(await cms.Newsroom.PublishedAsync())["id"]}";
        await ReadAsync(address);
        var other = await cms.Newsroom.DraftAsync();
        var number = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{other["id"]}/publish", new JsonObject())).Header("Cms-Sequence")!;

        var told = (await ReadAsync(address, ("Cms-Min-Sequence", number))).Header("Cms-Sequence")!;

        Assert.True(long.Parse(told, CultureInfo.InvariantCulture) >= long.Parse(number, CultureInfo.InvariantCulture), $"{told} is before {number}.");
    }

    [Fact]
    public async Task Long_addresses_count_as_what_they_take()
    {
        await using var small = await CmsApp.StartAsync(cms.App.ConnectionString, cache: new CacheSettings { Megabytes = 1 });
        using var reader = small.Client();
        for (var count = 0; count < 100; count++) Assert.Equal(404, (await reader.SeeAsync($"/v1/articles/{new string('a', 7_000)}{count}")).Status);

        var kept = small.Services.GetRequiredService<KeptAnswers>();
        Assert.InRange(kept.Count, 1, 1_048_576 / 14_000);
        Assert.InRange(kept.Bytes, kept.Count * 14_000, 1_048_576);
    }

    private async Task KeptAsync(string[] addresses)
    {
        foreach (var address in addresses) Assert.Equal(200, (await ReadAsync(address)).Status);
        Assert.Empty(await StaleAsync(addresses));
    }

    /// <summary>Those of which nothing is kept that is still true; afterwards it is.</summary>
    private async Task<IReadOnlyList<string>> StaleAsync(string[] addresses)
    {
        var stale = new List<string>();
        foreach (var address in addresses)
        {
            using var readings = new Readings(cms.App);
            await ReadAsync(address);
            if (readings.Misses > 0) stale.Add(address);
        }
        return stale;
    }

    private Task<Infrastructure.Answer> ReadAsync(string address, params (string Name, string Value)[] headers) => cms.Reader.SeeAsync(address, headers);

    private static async Task<string> DecodedAsync(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var decoded = new StreamReader(response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        });
        return await decoded.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
