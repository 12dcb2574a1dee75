using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Commands;

/// <summary>The one command a second time, after the first was ended.</summary>
public sealed class ServeAgainTests(EmbeddedService service) : IClassFixture<EmbeddedService>
{
    [Fact]
    public async Task Stopped_it_stops_its_database_and_started_again_it_has_its_data_and_no_second_sample()
    {
        using (var editor = service.Process.Client(await service.ReadKeyAsync()))
        {
            using var created = await editor.PostAsJsonAsync("/v1/editorial/tags", new { type = "topic", name = "Kept" }, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            await MoveAnImageOfTheSampleAsync(editor);
        }
        var before = await CountsAsync();
        var key = await service.ReadKeyAsync();
        var postmaster = service.Postmaster!;
        Assert.True(postmaster.IsAlive());

        Assert.Equal(0, await service.Process.TerminateAsync());
        Assert.False(postmaster.IsAlive());
        Assert.Null(service.Postmaster);

        await service.StartAsync();
        Assert.Equal(key, await service.ReadKeyAsync());
        Assert.Equal(before, await CountsAsync());
        Assert.Contains("\"Kept\"", await ListAsync("tags"), StringComparison.Ordinal);
    }

    /// <summary>A second sample would miss the image that it knows, and bring it again.</summary>
    private async Task MoveAnImageOfTheSampleAsync(HttpClient editor)
    {
        var image = JsonNode.Parse(await ListAsync("images"))!["items"]!.AsArray()[0]!;
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/editorial/images/{image["id"]}")
        {
            Content = JsonContent.Create(new { url = "https://images.example/moved.jpg" }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", (string)image["etag"]!);
        using var response = await editor.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<IReadOnlyList<int>> CountsAsync()
    {
        var counts = new List<int>();
        foreach (var resource in new[] { "articles", "authors", "tags", "images", "sections", "agencies" })
            counts.Add(JsonNode.Parse(await ListAsync(resource))!["items"]!.AsArray().Count);
        // Fewer than a page, or a second sample would not show.
        Assert.All(counts, count => Assert.InRange(count, 1, 99));
        return counts;
    }

    private async Task<string> ListAsync(string resource)
    {
        using var editor = service.Process.Client(await service.ReadKeyAsync());
        return await editor.GetStringAsync($"/v1/editorial/{resource}?limit=100", TestContext.Current.CancellationToken);
    }
}
