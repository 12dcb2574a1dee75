using System.Text.Json.Nodes;
using Cms.Api.Commands.Sample;
using Cms.Api.PortableText;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>The sample newsroom: that it loads, that it loads once, and that it shows what it is there to show.</summary>
public sealed class SampleTests(SampleTests.LoadedSample sample, TestPostgres postgres) : IClassFixture<SampleTests.LoadedSample>
{
    [Fact]
    public async Task Every_request_changes_something_in_a_new_newsroom() =>
        Assert.Equal((await SampleLoader.ReadAsync(TestContext.Current.CancellationToken)).Count, sample.Changes);

    [Fact]
    public async Task A_second_load_changes_nothing()
    {
        var (live, editorial) = await sample.SnapshotAsync();

        var changes = await sample.LoadAsync();

        Assert.Equal(0, changes);
        var (liveAfter, editorialAfter) = await sample.SnapshotAsync();
        Assert.Equal(live, liveAfter);
        Assert.Equal(editorial, editorialAfter);
    }

    [Fact]
    public async Task A_load_that_is_interrupted_is_finished_by_the_next()
    {
        await using var other = new LoadedSample(postgres);
        await other.StartAsync();
        foreach (var stop in (double[])[0.45, 0.6, 0.8])
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.LoadUntilAsync(stop));

        await other.LoadAsync();

        Assert.Equal(await sample.CountsAsync(), await other.CountsAsync());
    }

    [Fact]
    public async Task Every_block_type_but_corrections_is_public()
    {
        var types = (await sample.BlocksAsync()).Select(block => (string)block["_type"]!).Distinct();

        Assert.Equal(BodyRules.Types.Where(type => type != "correction").Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_style_list_mark_and_annotation_is_public()
    {
        var blocks = (await sample.BlocksAsync()).Where(block => (string)block["_type"]! == "block").ToList();

        Assert.Equal(BodyRules.Styles.ToHashSet(), [.. blocks.Select(block => (string)block["style"]!)]);
        Assert.Equal(BodyRules.ListItems.ToHashSet(), [.. blocks.Select(block => (string?)block["listItem"]).OfType<string>()]);
        Assert.Equal([1, 2], blocks.Select(block => (int?)block["level"]).OfType<int>().Distinct().Order());
        Assert.Equal(BodyRules.Annotations.ToHashSet(), [.. blocks.SelectMany(block => block["markDefs"]!.AsArray()).Select(mark => (string)mark!["_type"]!)]);
        Assert.Superset(
            BodyRules.Decorators.ToHashSet(),
            blocks.SelectMany(block => block["children"]!.AsArray()).SelectMany(span => span!["marks"]!.AsArray()).Select(mark => (string)mark!).ToHashSet());
    }

    [Theory]
    [InlineData("hi-IN", "ltr")]
    [InlineData("ur", "rtl")]
    [InlineData("zh-CN", "ltr")]
    public async Task A_full_story_is_public_in(string language, string direction)
    {
        var story = Assert.Single(await sample.CardsAsync(), card => (string?)card["language"] == language);

        Assert.Equal(direction, (string?)story["direction"]);
        Assert.True((int)story["wordCount"]! > 150, $"{story["wordCount"]} words");
    }

    [Fact]
    public async Task A_link_to_a_draft_is_not_public()
    {
        var linking = await sample.ListAsync("select convert_from(card || body, 'UTF8') from live.document where kind = 'article' and slug = 'kochi-dockers-end-night-strike'");

        Assert.DoesNotContain("what-kochi-dockers-will-earn", Assert.Single(linking), StringComparison.Ordinal);
        Assert.Contains("pending", (await sample.Newsroom.GetAsync("articles/kochi-dockers-end-night-strike"))["relatedLinks"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_an_unpublished_story_and_unpublished_changes_are_there_too()
    {
        var stories = (await sample.Newsroom.GetAsync("articles?limit=100"))["items"]!.AsArray();

        Assert.Equal(3, stories.Count(story => (string?)story!["publication"] == "never"));
        Assert.Equal(1, stories.Count(story => (string?)story!["publication"] == "unpublished"));
        Assert.Equal(1, stories.Count(story => (string?)story!["publication"] == "published" && (bool)story["hasUnpublishedChanges"]!));
        Assert.Equal(stories.Count - 4, (await sample.CardsAsync()).Count);
    }

    [Fact]
    public async Task What_readers_get_of_it_needs_no_rebuild() => Assert.Empty(await sample.App.VerifyAsync());

    [Fact]
    public void A_clock_behind_the_sample_publishes_at_once()
    {
        var request = new SampleRequest { Method = "POST", Path = "articles", Body = new JsonObject { ["publishedAt"] = "2026-11-12T18:33:00+05:30" } };

        Assert.Null(request.At(new DateTimeOffset(2026, 11, 12, 13, 2, 59, TimeSpan.Zero)).Body!["publishedAt"]);
        Assert.NotNull(request.At(new DateTimeOffset(2026, 11, 12, 13, 3, 0, TimeSpan.Zero)).Body!["publishedAt"]);
    }

    /// <summary>A service that has had its sample.</summary>
    public sealed class LoadedSample(TestPostgres postgres) : IAsyncLifetime
    {
        private const string Everything = """
            select 'article' as kind, id, version from editorial.article
            union all select 'revision', article_id, number from editorial.revision
            union all select 'image', id, version from editorial.image
            union all select 'author', id, version from editorial.author
            union all select 'tag', id, version from editorial.tag
            union all select 'section', id, version from editorial.section
            union all select 'agency', id, version from editorial.agency
            union all select 'site', null, version from editorial.site
            """;

        private readonly CmsFixture _cms = new(postgres);

        public CmsApp App => _cms.App;

        public Newsroom Newsroom => _cms.Newsroom;

        /// <summary>Of the first load.</summary>
        public int Changes { get; private set; }

        public async ValueTask InitializeAsync()
        {
            await StartAsync();
            Changes = await LoadAsync();
        }

        public ValueTask StartAsync() => _cms.InitializeAsync();

        public Task<int> LoadAsync() => SampleLoader.LoadAsync(App.Address, CmsApp.AdminKey, null, TestContext.Current.CancellationToken);

        /// <summary>A load that ends, as by Ctrl+C, when this part of it is done.</summary>
        public async Task LoadUntilAsync(double stop)
        {
            using var interrupted = new CancellationTokenSource();
            await SampleLoader.LoadAsync(App.Address, CmsApp.AdminKey, new Interruption(stop, interrupted), interrupted.Token);
        }

        public async Task<IReadOnlyList<JsonObject>> CardsAsync() =>
            [.. (await ListAsync("select convert_from(card, 'UTF8') from live.document where kind = 'article'")).Select(card => JsonNode.Parse(card)!.AsObject())];

        /// <summary>Of all public bodies, those inside fact boxes too.</summary>
        public async Task<IReadOnlyList<JsonNode>> BlocksAsync()
        {
            var bodies = await ListAsync("select convert_from(body, 'UTF8') from live.document where kind = 'article'");
            var blocks = bodies.SelectMany(body => JsonNode.Parse(body)!.AsArray()).Select(block => block!).ToList();
            return [.. blocks, .. blocks.Where(block => (string)block["_type"]! == "factBox").SelectMany(box => box["content"]!.AsArray()).Select(block => block!)];
        }

        public async Task<(IReadOnlyList<string> Live, IReadOnlyList<string> Editorial)> SnapshotAsync() =>
            (await LiveSnapshot.TakeAsync(App.ConnectionString), await ListAsync($"select concat_ws(' ', kind, id, version) from ({Everything}) e order by kind, id, version"));

        public Task<IReadOnlyList<string>> CountsAsync() => ListAsync($"select kind || ' ' || count(*) || ' ' || sum(version) from ({Everything}) e group by kind order by kind");

        public async Task<IReadOnlyList<string>> ListAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(App.ConnectionString);
            await using var command = source.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var values = new List<string>();
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) values.Add(reader.GetString(0));
            return values;
        }

        public ValueTask DisposeAsync() => _cms.DisposeAsync();
    }

    private sealed class Interruption(double stop, CancellationTokenSource source) : IProgress<Headway>
    {
        public void Report(Headway value)
        {
            if (value.Done >= stop * value.Total) source.Cancel();
        }
    }
}
