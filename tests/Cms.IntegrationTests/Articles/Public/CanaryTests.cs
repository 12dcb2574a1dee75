using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>Nothing of what is not public leaves the service, wherever a reader looks and whatever he asks for.</summary>
public sealed class CanaryTests(CanaryNewsroom newsroom) : IClassFixture<CanaryNewsroom>
{
    /// <summary>For editors' eyes, a source that the attribution override hides, and a link that leads nowhere yet.</summary>
    private static readonly string[] NeverPublic = ["slugline", "ednote", "origin system", "origin id", "source code", "source name", "unresolved title"];

    /// <summary>These differ between any two answers.</summary>
    private static readonly HashSet<string> OfEachAnswer = new(["Date", "X-Request-Id"], StringComparer.OrdinalIgnoreCase);

    /// <summary>In a problem of the one route that readers have beside delivery, previews.</summary>
    private static readonly Regex OfOneRequest = new("\"(traceId|instance)\":\"[^\"]*\"");

    private ReaderWalk Walk => new(newsroom.App.Services, newsroom);

    [Fact]
    public async Task No_answer_tells_anything_of_what_is_not_public_not_even_that_it_is_there()
    {
        var hiddenIds = newsroom.Secrets.Where(secret => Guid.TryParse(secret, out _)).ToHashSet();
        var gone = GoneRefs();
        await ForEachAsync(Walk.Steps, async step =>
        {
            foreach (var answer in await PagesOfAsync(step))
            {
                Assert.True(answer.Status < 500, $"{step.Path} answered {answer.Status}");
                // That a withdrawn story was there is told, by id and reason and nothing else: see below.
                if (answer.Status == 410 && gone.IsSupersetOf(step.Secrets)) continue;

                var told = step.Without(answer.Text);
                Assert.False(told.Contains(CanaryNewsroom.Marker, StringComparison.OrdinalIgnoreCase), $"{step.Path} leaks:\n{told}");
                Assert.False(hiddenIds.Any(id => told.Contains(id, StringComparison.OrdinalIgnoreCase)), $"{step.Path} leaks an id:\n{told}");
                Assert.False(newsroom.PreviewTokens.Any(token => told.Contains(token, StringComparison.Ordinal)), $"{step.Path} leaks a preview:\n{told}");
                if (answer.Next is { } next) AssertTellsNothing(next, hiddenIds);
                if (step.Secrets.Count > 0) Assert.Equal((await AskAsync(step.OfTwins(step.Path))).Text, step.OfTwins(answer.Text));
            }
        });
    }

    [Fact]
    public async Task Log_of_changes_tells_of_what_was_public_at_some_time_and_of_nothing_else()
    {
        var once = await Publishing.LiveSnapshot.ScalarAsync<string[]>(
            newsroom.App.ConnectionString, "select array_agg(id::text) from editorial.article where first_published_at is not null");
        var told = (await AskAsync("/v1/changes?after=0&limit=1000")).Body;
        var items = JsonNode.Parse(told)!["items"]!.AsArray();

        Assert.True(items.Count is > 50 and < 1_000, $"{items.Count} changes are told.");
        Assert.Empty(items.Where(item => (string)item!["type"]! == "article").Select(item => (string)item!["id"]!).Except(once));
        // Whoever wrote or is meant in stories that never were public is in none of it.
        var never = newsroom.Hidden.Values.Where(story => !once.Contains(story.Id)).SelectMany(story => story.Refs).ToList();
        Assert.NotEmpty(never);
        Assert.DoesNotContain(never, secret => told.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Same_walk_finds_every_public_word_of_a_public_story_and_none_of_the_others()
    {
        var seen = new ConcurrentDictionary<string, bool>();
        await ForEachAsync(Walk.Steps.Where(step => step.Secrets.Count == 0), async step =>
        {
            foreach (var answer in await PagesOfAsync(step))
            {
                foreach (var (field, word) in newsroom.Public.Words)
                {
                    if (answer.Text.Contains(word, StringComparison.OrdinalIgnoreCase)) seen[field] = true;
                }
            }
        });
        Assert.Equal(NeverPublic.Order(), newsroom.Public.Words.Keys.Except(seen.Keys).Order());
    }

    [Fact]
    public async Task What_nothing_public_shows_is_404_by_every_name_byte_for_byte_as_an_unknown_one()
    {
        var asked = new List<(string Path, string Secret)>();
        foreach (var (state, story) in newsroom.Hidden.Concat(newsroom.Partly))
        {
            if (state is not ("takenDown" or "killed" or "edited" or "replaced" or "superseded"))
                asked.AddRange([($"/v1/articles/{story.Id}", story.Id), ($"/v1/articles/{story.Id}/related-links", story.Id)]);
            if (state is not ("takenDown" or "killed" or "superseded"))
                asked.AddRange([($"/v1/articles/{story.Slug}", story.Slug), ($"/v1/page?path={CanaryNewsroom.PathOf(story)}", story.Slug), ($"/v1/page?path=/elsewhere/{story.Slug}", story.Slug)]);
            var (author, tag) = (story.Words["author slug"], story.Words["tag slug"]);
            asked.AddRange([($"/v1/authors/{author}", author), ($"/v1/page?path=/authors/{author}", author), ($"/v1/tags/{tag}", tag), ($"/v1/page?path=/tags/{tag}", tag)]);
            foreach (var code in new[] { story.Words["source code"].ToUpperInvariant(), story.Words["photographer code"].ToUpperInvariant() }) asked.Add(($"/v1/agencies/{code}", code));
            asked.AddRange(story.Refs.Where(reference => Guid.TryParse(reference, out _) && reference != story.Id).SelectMany(id => new[]
            {
                ($"/v1/images/{id}", id), ($"/v1/authors/{id}", id), ($"/v1/tags/{id}", id), ($"/v1/agencies/{id}", id),
            }));
        }

        foreach (var (path, secret) in asked)
        {
            var answer = await AskAsync(path);
            Assert.Equal(404, answer.Status);
            var step = new WalkStep(path, [secret]);
            Assert.Equal((await AskAsync(step.OfTwins(path))).Text, step.OfTwins(answer.Text));
            Assert.DoesNotContain(secret, answer.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("takenDown", "court")]
    [InlineData("killed", "privacy")]
    public async Task Withdrawn_story_is_410_with_id_and_reason_and_nothing_else(string state, string reason)
    {
        var story = newsroom.Hidden[state];
        var expected = $$"""
            {"type":"/docs/errors/gone","title":"The story has been withdrawn","status":410,"code":"gone","detail":"The story that was here has been withdrawn.","id":"{{story.Id}}","reason":"{{reason}}"}
            """;
        foreach (var path in new[] { $"articles/{story.Id}", $"articles/{story.Slug}", $"articles/{story.Slug}/related-links", $"page?path={CanaryNewsroom.PathOf(story)}", $"page?path=/{story.Slug}" })
        {
            var answer = await AskAsync("/v1/" + path);
            Assert.Equal(410, answer.Status);
            Assert.Equal(expected, answer.Body);
            Assert.DoesNotContain(CanaryNewsroom.Marker, answer.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Filter_by_what_is_not_public_gives_an_empty_list_and_counts_nothing()
    {
        foreach (var story in newsroom.Hidden.Values)
        {
            string[] filters =
            [
                $"articles?tag={story.Words["tag slug"]}", $"articles?author={story.Words["author slug"]}", $"articles?agency={story.Words["source code"].ToUpperInvariant()}",
                $"articles?linksTo={story.Slug}", $"articles?linksTo={story.Id}", $"related-links?article={story.Id}", $"related-links?target={story.Id}", $"related-links?target={story.Slug}",
                $"corrections?article={story.Id}", $"corrections?article={story.Slug}",
                $"articles?section={CanaryNewsroom.Section}&tag={story.Words["tag slug"]},{story.Words["tag slug"]}x",
                .. story.Refs.Where(reference => Guid.TryParse(reference, out _)).SelectMany(id => new[] { $"articles?author={id}", $"articles?tag={id}", $"articles?agency={id}" }),
            ];
            foreach (var filter in filters)
            {
                Assert.Equal("""{"items":[],"next":null,"count":0}""", (await AskAsync($"/v1/{filter}&count=exact")).Body);
                Assert.Equal("""{"items":[],"next":null,"count":0}""", (await AskAsync($"/v1/{filter}&count=estimated")).Body);
            }
        }
    }

    [Fact]
    public async Task Lists_hold_and_count_the_public_ones_only()
    {
        Assert.Equal(5, (int?)(await newsroom.Reader.ReadAsync("/v1/articles?count=exact"))["count"]);
        Assert.Equal(5, (int?)(await newsroom.Reader.ReadAsync($"/v1/articles?section={CanaryNewsroom.Section}&count=exact"))["count"]);
        Assert.Equal(2, (int?)(await newsroom.Reader.ReadAsync("/v1/related-links?count=exact"))["count"]);
        Assert.Equal([newsroom.Public.Words["correction"]], (await newsroom.Reader.ReadAsync("/v1/corrections")).Items("text"));
        Assert.Equal(1, (int?)(await newsroom.Reader.ReadAsync("/v1/corrections?count=exact"))["count"]);
        Assert.Equal([newsroom.Public.Words["tag name"]], (await newsroom.Reader.ReadAsync("/v1/tags")).Items("name"));
        // The override hides the source; the photographer's agency is credited.
        Assert.Single((await newsroom.Reader.ReadAsync("/v1/agencies")).Items("code"));
    }

    /// <summary>Names by which a withdrawn story, and nothing that only it used, may be told to be gone.</summary>
    private HashSet<string> GoneRefs() => [.. new[] { "takenDown", "killed" }.SelectMany(state => new[] { newsroom.Hidden[state].Id, newsroom.Hidden[state].Slug })];

    /// <summary>The answer, and those to all the pages after it.</summary>
    private async Task<IReadOnlyList<Told>> PagesOfAsync(WalkStep step)
    {
        var answers = new List<Told> { await AskAsync(step.Path) };
        while (answers[^1].Next is { } next && !step.Path.StartsWith("/v1/page", StringComparison.Ordinal))
            answers.Add(await AskAsync($"{step.Path}{(step.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={next}"));
        return answers;
    }

    private async Task<Told> AskAsync(string path)
    {
        using var response = await newsroom.Reader.AskAsync(path);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => !OfEachAnswer.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.Ordinal);
        var body = OfOneRequest.Replace(await response.TextAsync(), "");
        var head = string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        return new Told((int)response.StatusCode, body, $"{(int)response.StatusCode} {response.ReasonPhrase}\n{head}\n\n{body}");
    }

    /// <summary>A cursor holds the name or moment and the id of an item: of one that a reader has seen.</summary>
    private static void AssertTellsNothing(string cursor, HashSet<string> hiddenIds)
    {
        var bytes = Base64Url.DecodeFromChars(cursor);
        Assert.DoesNotContain(CanaryNewsroom.Marker, Encoding.UTF8.GetString(bytes), StringComparison.OrdinalIgnoreCase);
        var hex = Convert.ToHexStringLower(bytes);
        Assert.DoesNotContain(hiddenIds, id => hex.Contains(id.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private static Task ForEachAsync(IEnumerable<WalkStep> steps, Func<WalkStep, Task> check) =>
        Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (step, _) => await check(step));

    /// <param name="Status">The status code.</param>
    /// <param name="Body">The body alone.</param>
    /// <param name="Text">Everything the answer tells: status line, headers, body.</param>
    private sealed record Told(int Status, string Body, string Text)
    {
        /// <summary>Where the list goes on, or null.</summary>
        public string? Next => Status == 200 && JsonNode.Parse(Body) is JsonObject page && page["items"] is not null ? (string?)page["next"] : null;
    }
}
