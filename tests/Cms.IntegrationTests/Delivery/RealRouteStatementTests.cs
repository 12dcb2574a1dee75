using System.Text.Json.Nodes;
using Cms.Api.Delivery.Cache;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery;

/// <summary>A reader's request is one statement, on every route there is, whatever it asks for; two where that is not there; or none, where it is kept.</summary>
public sealed class RealRouteStatementTests(CanaryNewsroom newsroom) : IClassFixture<CanaryNewsroom>, IAsyncLifetime
{
    private static readonly string[] NothingThere =
        ["/v1/articles/nothing", "/v1/articles/nothing/related-links", "/v1/authors/nothing", "/v1/tags/nothing", "/v1/agencies/NOTHING", "/v1/sections/nothing", "/v1/page?path=/nothing"];

    private CmsApp _reading = null!;

    public async ValueTask InitializeAsync() => _reading = await CmsApp.StartAsync(newsroom.App.ConnectionString, cache: new CacheSettings { Megabytes = 0 });

    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    private Newsroom Editors => field ??= new Newsroom(newsroom.App.Client(CmsApp.AdminKey));

    [Fact]
    public async Task Request_of_a_reader_is_one_statement_where_there_is_something()
    {
        var paths = await AllPathsAsync();
        using var reader = _reading.Client();
        await _reading.LookAsync();
        await EachIsFewAsync(reader, paths);
    }

    [Fact]
    public async Task Request_of_the_second_reader_is_none()
    {
        using var statements = new RequestStatements();
        foreach (var path in (await AllPathsAsync()).Where(path => !path.StartsWith("/v1/changes", StringComparison.Ordinal)))
        {
            using var first = await newsroom.Reader.AskAsync(path);
            var (second, count) = await statements.SendAsync(newsroom.Reader, new HttpRequestMessage(HttpMethod.Get, path));
            Assert.Equal(first.StatusCode, second.StatusCode);
            Assert.True(count == 0, $"{path} took {count} statements though it was kept.");
        }
    }

    [Fact]
    public async Task Request_with_a_key_is_the_same_statement_and_the_key_is_not_used()
    {
        var key = await Editors.PostAsync("keys", new JsonObject { ["name"] = "A reader's", ["role"] = "writer" });
        using var reader = _reading.Client((string)key["key"]!);
        var paths = await AllPathsAsync();

        await _reading.LookAsync();
        await EachIsFewAsync(reader, paths);

        Assert.Null((await Editors.GetAsync($"keys/{Newsroom.Id(key)}"))["lastUsedAt"]);
        // It would have been noticed: where the key is asked for, its use shows.
        await reader.ReadAsync("/v1/editorial/tags");
        Assert.NotNull((await Editors.GetAsync($"keys/{Newsroom.Id(key)}"))["lastUsedAt"]);
    }

    /// <summary>A preview is read from the editorial side, and counted.</summary>
    private async Task<IReadOnlyList<string>> AllPathsAsync() =>
        [.. new ReaderWalk(newsroom.App.Services, newsroom).Steps.Select(step => step.Path).Where(path => !path.StartsWith("/v1/preview/", StringComparison.Ordinal)).Concat(NothingThere).Concat(await FormerPathsAsync()).Distinct()];

    /// <summary>Addresses that something public had once, and lists that are asked for by them.</summary>
    private async Task<IReadOnlyList<string>> FormerPathsAsync()
    {
        var (author, tag) = (await Editors.AuthorAsync(Newsroom.Unique("Moving")), await Editors.TagAsync(Newsroom.Unique("Moving")));
        var story = await Editors.PublishedAsync(new JsonObject
        {
            ["section"] = CanaryNewsroom.Section,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = Newsroom.Id(author) }),
            ["tags"] = new JsonArray(Newsroom.Id(tag)),
        });
        foreach (var (collection, resource) in new[] { ("articles", story), ("authors", author), ("tags", tag) })
            await Editors.PatchAsync($"{collection}/{Newsroom.Id(resource)}", new JsonObject { ["slug"] = $"moved-{resource["slug"]}" });
        await Editors.PublishAsync(story);
        string[] moved =
        [
            $"/v1/articles/{story["slug"]}", $"/v1/articles/{story["slug"]}/related-links", $"/v1/page?path=/{CanaryNewsroom.Section}/{story["slug"]}",
            $"/v1/authors/{author["slug"]}", $"/v1/tags/{tag["slug"]}", $"/v1/page?path=/authors/{author["slug"]}", $"/v1/page?path=/tags/{tag["slug"]}",
        ];
        foreach (var path in moved)
        {
            using var response = await newsroom.Reader.AskAsync(path);
            Assert.Equal(301, (int)response.StatusCode);
        }
        return [.. moved, $"/v1/articles?author={author["slug"]}&tag={tag["slug"]}&linksTo={story["slug"]}", $"/v1/related-links?target={story["slug"]}&count=exact"];
    }

    private static async Task EachIsFewAsync(HttpClient reader, IReadOnlyList<string> paths)
    {
        using var statements = new RequestStatements();
        var answered = new HashSet<int>();
        var queue = new Queue<string>(paths);
        var wrong = new List<string>();
        while (queue.TryDequeue(out var path))
        {
            // What surrounds the stories of a section is read with the first of them.
            if (path.StartsWith("/v1/page", StringComparison.Ordinal)) (await reader.AskAsync(path)).Dispose();
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using var request = new HttpRequestMessage(method, path);
                var (response, count) = await statements.SendAsync(reader, request);
                using var _ = response;
                answered.Add((int)response.StatusCode);
                // What cannot be read asks the database nothing; where something went is asked apart.
                var (least, most) = (int)response.StatusCode switch { 400 => (0, 0), 200 => (1, 1), _ => (1, 2) };
                if (count < least || count > most) wrong.Add($"{method} {path} answered {(int)response.StatusCode} after {count} statements");
                if (method == HttpMethod.Get && await NextAsync(response) is { } next)
                    queue.Enqueue($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={next}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal([200, 301, 400, 404, 410], answered.Order());
    }

    private static async Task<string?> NextAsync(HttpResponseMessage response) =>
        (int)response.StatusCode == 200 && response.RequestMessage!.RequestUri!.AbsolutePath is not ("/v1/page" or "/v1/changes")
            && JsonNode.Parse(await response.TextAsync()) is JsonObject list && list["items"] is not null
            ? (string?)list["next"]
            : null;
}
