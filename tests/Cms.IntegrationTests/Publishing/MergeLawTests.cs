using System.Net;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Publishing;

/// <summary>Random merges of tags over random stories, beside a model that is a few collections.</summary>
public sealed class MergeLawTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const int Tags = 6;

    private static readonly Gen<(int[][] Stories, (int From, int Into, bool Renames)[] Merges)> History = Gen.Select(
        Gen.Int[0, Tags - 1].Array[1, Tags].Select(tags => tags.Distinct().ToArray()).Array[2, 4],
        Gen.Select(Gen.Int[0, Tags - 1], Gen.Int[0, Tags - 1], Gen.Bool).Array[2, 8]);

    [Fact]
    public Task Stories_show_ends_of_chains_once_in_order_and_old_addresses_lead_there() =>
        History.SampleAsync(history => HoldsAsync(history.Stories, history.Merges), iter: 10, threads: 1);

    private async Task HoldsAsync(int[][] stories, (int From, int Into, bool Renames)[] merges)
    {
        var ids = new string[Tags];
        var slugs = new string[Tags];
        for (var tag = 0; tag < Tags; tag++)
        {
            var made = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));
            (ids[tag], slugs[tag]) = (Newsroom.Id(made), (string)made["slug"]!);
        }
        var articles = new List<string>();
        foreach (var tags in stories)
            articles.Add(Newsroom.Id(await cms.Newsroom.PublishedAsync(new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)ids[tag])]) })));

        var end = Enumerable.Range(0, Tags).ToArray();
        var addresses = Enumerable.Range(0, Tags).ToDictionary(tag => tag, tag => new List<string> { slugs[tag] });
        foreach (var (from, into, renames) in merges)
        {
            if (renames && end[from] == from)
            {
                slugs[from] = $"{slugs[from]}-r";
                await cms.Newsroom.PatchAsync($"tags/{ids[from]}", new JsonObject { ["slug"] = slugs[from] });
                addresses[from].Add(slugs[from]);
            }
            var expected = end[from] != from ? HttpStatusCode.Conflict : from == into || end[into] != into ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK;
            await cms.Newsroom.SendAsync(HttpMethod.Post, $"tags/{ids[from]}/merge", new JsonObject { ["into"] = ids[into] }, expected);
            if (expected == HttpStatusCode.OK) end = [.. end.Select(tag => tag == from ? into : tag)];
        }
        await cms.App.DrainAsync();

        for (var story = 0; story < stories.Length; story++)
        {
            var shown = (await cms.Reader.ReadAsync($"/v1/articles/{articles[story]}"))["tags"]!.Strings("id");
            Assert.Equal(stories[story].Select(tag => ids[end[tag]]).Distinct(), shown);
        }
        var visible = stories.SelectMany(tags => tags).ToHashSet();
        foreach (var tag in visible)
        {
            var present = slugs[end[tag]];
            foreach (var address in addresses[tag].Append(ids[tag]).Where(address => address != present && address != ids[end[tag]]))
            {
                using var answer = await cms.Reader.AskAsync($"/v1/tags/{address}");
                Assert.Equal((HttpStatusCode.MovedPermanently, $"/v1/tags/{present}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            }
            Assert.Equal(HttpStatusCode.OK, await cms.Reader.StatusAsync($"/v1/tags/{present}"));
        }

        var before = await LiveSnapshot.TakeAsync(cms.App.ConnectionString);
        await cms.App.Services.GetRequiredService<LiveMaintenance>().RebuildAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(before, await LiveSnapshot.TakeAsync(cms.App.ConnectionString));
        Assert.Empty(await cms.App.VerifyAsync());
    }
}
