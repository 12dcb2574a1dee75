using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Cms.Api.Delivery;
using Cms.Api.Shared.Paging;
using CsCheck;
using Npgsql;

namespace Cms.IntegrationTests.Delivery;

/// <summary>Lists against what a loop over all stories finds.</summary>
public sealed class ListTests(CorpusFixture fixture) : IClassFixture<CorpusFixture>
{
    private DeliveryFixture Delivery => fixture.Delivery;
    private StoryCorpus Corpus => fixture.Corpus;

    /// <summary>A filter as it is written, and the lists of which a story must stand in some.</summary>
    private sealed record Filter(string Written, IReadOnlyList<string> Lists);

    private sealed record Asked(IReadOnlyList<Filter> Filters, string Sort, int Limit, int? FromHour, int? ToHour)
    {
        public DateTimeOffset? From => FromHour is { } hour ? StoryCorpus.Begin.AddHours(hour) : null;
        public DateTimeOffset? To => ToHour is { } hour ? StoryCorpus.Begin.AddHours(hour) : null;

        public string Query => string.Join('&', Filters.Select(filter => filter.Written)
            .Append($"sort={Sort}")
            .Append(string.Create(CultureInfo.InvariantCulture, $"limit={Limit}"))
            .Concat(From is { } from ? [$"publishedFrom={from:yyyy-MM-ddTHH:mm:ssZ}"] : [])
            .Concat(To is { } to ? [$"publishedTo={Uri.EscapeDataString(to.ToOffset(TimeSpan.FromMinutes(330)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture))}"] : []));

        public override string ToString() => Query;
    }

    [Fact]
    public async Task Pages_put_together_are_the_filtered_list_in_order() =>
        await Queries().SampleAsync(
            async asked =>
            {
                var expected = Expected(asked).Select(story => story.Slug).ToList();
                var (slugs, counts) = await WalkAsync($"/v1/articles?{asked.Query}&count=exact");
                Assert.Equal(expected, slugs);
                Assert.All(counts, count => Assert.Equal(expected.Count, count));
            },
            iter: 300, threads: 1);

    [Fact]
    public async Task Estimated_count_is_the_size_of_the_smallest_list()
    {
        var tag = Corpus.Tags[0];
        var page = await Delivery.GetJsonAsync($"/v1/articles?tag={tag.Slug}&genre=news&count=estimated&limit=1");

        var smallest = new[] { $"tag:{tag.Id}", "genre:news" }.Min(list => Corpus.Stories.Count(story => story.Lists.Contains(list)));
        Assert.Equal(smallest, page.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Cursor_survives_inserts_before_it()
    {
        var whole = await Delivery.GetJsonAsync("/v1/articles?limit=100");
        var first = await Delivery.GetJsonAsync("/v1/articles?limit=5");
        var id = Guid.CreateVersion7();
        await ExecuteAsync("insert into live.listing (list, document, published, updated) select id, $1, now(), now() from live.list where key = 'latest'", id);
        try
        {
            var second = await Delivery.GetJsonAsync($"/v1/articles?limit=5&cursor={first.GetProperty("next").GetString()}");
            Assert.Equal(SlugsOf(whole).Skip(5).Take(5), SlugsOf(second));
        }
        finally
        {
            await ExecuteAsync("delete from live.listing where document = $1", id);
        }
    }

    [Theory]
    [InlineData("tag=cpec", "tag=cpec", true)]
    [InlineData("tag=cpec,ports&genre=news", "genre=news&tag=ports,cpec", true)]
    [InlineData("tag=cpec&tag=ports", "tag=ports&tag=cpec&limit=7&fields=slug&include=body&count=exact", true)]
    [InlineData("tag=cpec", "", false)]
    [InlineData("", "tag=cpec", false)]
    [InlineData("tag=cpec", "tag=ports", false)]
    [InlineData("tag=cpec", "author=cpec", false)]
    [InlineData("tag=cpec,ports", "tag=cpec&tag=ports", false)]
    [InlineData("tag=cpec", "tag=cpec&sort=publishedAt", false)]
    [InlineData("sort=-updatedAt", "sort=-publishedAt", false)]
    [InlineData("", "publishedFrom=2024-11-01T00:00:00Z", false)]
    [InlineData("publishedFrom=2024-11-01T00:00:00Z", "publishedTo=2024-11-01T00:00:00Z", false)]
    public async Task Cursor_belongs_to_its_filters_and_order(string given, string used, bool accepted)
    {
        var next = (await Delivery.GetJsonAsync($"/v1/articles?limit=1&{given}".TrimEnd('&'))).GetProperty("next").GetString();
        Assert.NotNull(next);

        using var response = await Delivery.GetAsync($"/v1/articles?cursor={next}&{used}".TrimEnd('&'));

        Assert.Equal(accepted ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (!accepted) Assert.Equal("invalid_cursor", (await JsonAsync(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Cursor_of_another_kind_of_list_is_refused()
    {
        var next = (await Delivery.GetJsonAsync("/v1/tags?limit=1")).GetProperty("next").GetString();

        // Somebody who knows how a cursor is made, and makes one without the name that this list is ordered by.
        var forged = Cursor.Encode(new Position(StoryCorpus.Begin, null, Guid.Empty), new ListIdentity { Kind = "tag", Order = ListOrder.Name }.Fingerprint);

        foreach (var path in new[] { $"/v1/articles?cursor={next}", $"/v1/tags?cursor={forged}", $"/v1/tags?sort=-name&cursor={next}", "/v1/tags?cursor=AAAA", "/v1/tags?cursor=%20", $"/v1/tags?cursor={next}=" })
        {
            using var response = await Delivery.GetAsync(path);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("invalid_cursor", (await JsonAsync(response)).GetProperty("code").GetString());
        }
    }

    [Theory]
    [InlineData("name", 1)]
    [InlineData("name", 2)]
    [InlineData("-name", 2)]
    [InlineData("-name", 100)]
    public async Task Names_are_in_order_of_their_code_points(string sort, int limit)
    {
        var names = Corpus.Tags.Select(tag => tag.Slug).Order(Comparer<string>.Create((left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)))).ToList();
        if (sort == "-name") names.Reverse();

        var found = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var response = await Delivery.GetAsync($"/v1/tags?sort={sort}&limit={limit}" + (cursor.Length == 0 ? "" : $"&cursor={cursor}"));
            var tags = Assert.Single(response.Headers.GetValues("Cache-Tag")).Split(',');
            Assert.Equal("list:tags", tags[0]);
            found.AddRange(tags.Skip(1).Select(tag => Guid.Parse(tag["tag:".Length..])));
            cursor = (await JsonAsync(response)).GetProperty("next").GetString();
        }
        Assert.Equal(names, found.Select(id => Corpus.Tags.Single(tag => tag.Id == id).Slug));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("sort=name", "sort")]
    [InlineData("sort=-updatedAt&publishedFrom=2024-11-01T00:00:00Z&publishedTo=2024-12-01T00:00:00Z", "publishedFrom publishedTo")]
    [InlineData("publishedFrom=2024-11-01T00:00:00", "publishedFrom")]
    [InlineData("count=yes&include=all&fields=nope&what=1&tag=", "count fields include tag what")]
    [InlineData("fields=body", "fields")]
    [InlineData("section=news&section=sport", "section")]
    [InlineData("tag=%EF%BF%BE", "tag")]
    [InlineData("tag=a%00b", "tag")]
    public async Task Query_that_breaks_the_contract_is_400_naming_every_parameter(string query, string parameters)
    {
        using var response = await Delivery.GetAsync($"/v1/articles?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await JsonAsync(response);
        Assert.Equal("invalid_parameter", problem.GetProperty("code").GetString());
        Assert.Equal(parameters.Split(' '), problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("parameter").GetString()).Order());
    }

    [Fact]
    public async Task More_values_than_fit_into_a_header_are_400()
    {
        static string Values(int from, int count) => string.Join(',', Enumerable.Range(from, count).Select(number => $"t{number.ToString(CultureInfo.InvariantCulture)}"));

        using var most = await Delivery.GetAsync($"/v1/articles?tag={Values(0, 30)}&tag={Values(30, 20)}");
        using var more = await Delivery.GetAsync($"/v1/articles?tag={Values(0, 30)}&tag={Values(30, 21)}");

        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&include=body")]
    [InlineData("&include=body&fields=slug")]
    [InlineData("&include=body&fields=body")]
    [InlineData("&fields=slug")]
    public async Task Items_hold_what_was_asked_for(string choice)
    {
        var page = await Delivery.GetJsonAsync($"/v1/articles?limit=30{choice}");

        string[] expected = choice switch
        {
            "" => ["id", "slug"],
            "&include=body" => ["id", "slug", "body"],
            "&include=body&fields=body" => ["body"],
            _ => ["slug"],
        };
        Assert.All(page.GetProperty("items").EnumerateArray(), item => Assert.Equal(expected, item.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task Cache_tags_name_lists_and_stories_or_above_twenty_the_cards()
    {
        var tag = Corpus.Tags[0];
        using var few = await Delivery.GetAsync($"/v1/articles?tag={tag.FormerSlug}&language=hi,हिंदी&limit=20");
        using var many = await Delivery.GetAsync("/v1/articles?limit=21");
        using var none = await Delivery.GetAsync("/v1/articles?tag=unknown");

        var stories = (await JsonAsync(few)).GetProperty("items").EnumerateArray().Select(item => $"article:{item.GetProperty("id").GetString()}");
        Assert.Equal(
            new[] { $"list:tag:{tag.Id}", "list:language:hi", $"list:language:{Uri.EscapeDataString("हिंदी")}" }.Concat(stories),
            Assert.Single(few.Headers.GetValues("Cache-Tag")).Split(','));
        Assert.Equal("list:latest,cards:latest", Assert.Single(many.Headers.GetValues("Cache-Tag")));
        Assert.Equal("list:latest", Assert.Single(none.Headers.GetValues("Cache-Tag")));
        Assert.Equal("1", Assert.Single(none.Headers.GetValues("Cms-Sequence")));
    }

    /// <summary>A cache in front has to be told when the first story comes, so it keeps nothing that has no list's name.</summary>
    [Theory]
    [InlineData("/v1/articles?tag=unknown", "list:latest")]
    [InlineData("/v1/articles?section=un/known&genre=opinion", "list:latest,list:genre:opinion")]
    [InlineData("/v1/articles?tag=01a00000-0000-7000-8000-000000000000", "list:tag:01a00000-0000-7000-8000-000000000000")]
    [InlineData("/v1/articles?language=xx", "list:language:xx")]
    public async Task An_empty_list_has_the_name_of_a_list(string address, string tags)
    {
        using var empty = await Delivery.GetAsync(address);

        Assert.Empty((await JsonAsync(empty)).GetProperty("items").EnumerateArray());
        Assert.Equal(tags, Assert.Single(empty.Headers.GetValues("Cache-Tag")));
    }

    [Fact]
    public async Task Link_header_leads_to_the_next_page_and_keeps_the_query()
    {
        using var response = await Delivery.GetAsync("/v1/articles?genre=news,opinion&fields=id,slug&limit=3");

        var next = (await JsonAsync(response)).GetProperty("next").GetString();
        Assert.Equal($"</v1/articles?fields=id,slug&genre=news,opinion&limit=3&cursor={next}>; rel=\"next\"", Assert.Single(response.Headers.GetValues("Link")));
        using var last = await Delivery.GetAsync("/v1/articles?tag=unknown");
        Assert.False(last.Headers.Contains("Link"));
        Assert.Equal("""{"items":[],"next":null}""", await last.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private Gen<Asked> Queries()
    {
        var section = AnyOf("section", "section", Corpus.Sections, mostGroups: 1);
        var tag = AnyOf("tag", "tag", Corpus.Tags, mostGroups: 3);
        var author = AnyOf("author", "author", Corpus.Authors, mostGroups: 2);
        var agency = AnyOf("agency", "agency", Corpus.Agencies, mostGroups: 1);
        var linksTo = AnyOf("linksTo", "linksTo", Corpus.LinkTargets, mostGroups: 1);
        var genre = Plain("genre", "news", "opinion", "analysis", "none");
        var type = Plain("type", "article", "liveBlog");
        var language = Plain("language", "en", "en-IN", "HI", "zh");
        var some = Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)));
        // Most filters are absent most of the time: an intersection of eight is empty.
        var filters =
            from present in some.Array[8]
            from values in Gen.Select(section, tag, author, agency)
            from rest in Gen.Select(linksTo, genre, type, language)
            select new[] { values.Item1, values.Item2, values.Item3, values.Item4, rest.Item1, rest.Item2, rest.Item3, rest.Item4 }
                .Where((_, index) => present[index])
                .SelectMany(chosen => chosen)
                .ToList();
        return
            from chosen in filters
            from sort in Gen.OneOf<string>("-publishedAt", "publishedAt", "-updatedAt")
            from limit in Gen.OneOf(Gen.Int[1, 12], Gen.Int[13, 100])
            from hours in Gen.Int[0, 60].Array[2]
            from bounds in Gen.Int[0, 5]
            let hasRange = sort != "-updatedAt"
            select new Asked(chosen, sort, limit, hasRange && bounds is (1 or 3) ? hours[0] : null, hasRange && bounds is (2 or 3) ? hours[1] : null);
    }

    private static Gen<List<Filter>> AnyOf(string parameter, string prefix, IReadOnlyList<Target> targets, int mostGroups)
    {
        var value = Gen.Frequency(
            (9, from target in Gen.OneOf<Target>([.. targets]) from spelling in Gen.OneOf<string>(target.Spellings) select (spelling, list: $"{prefix}:{target.Id}")),
            (1, Gen.Const((spelling: "nothing-public", list: "no list"))));
        var group = value.List[1, 3].Select(values => new Filter(
            $"{parameter}={Uri.EscapeDataString(string.Join(',', values.Select(v => v.spelling)))}", [.. values.Select(v => v.list)]));
        return group.List[1, mostGroups];
    }

    private static Gen<List<Filter>> Plain(string parameter, params string[] values) =>
        Gen.OneOf<string>(values).List[1, 2].Select(chosen => new List<Filter>
        {
            new($"{parameter}={string.Join(',', chosen)}", [.. chosen.Select(value => $"{parameter}:{(parameter == "language" ? value.ToLowerInvariant() : value)}")]),
        });

    private List<Story> Expected(Asked asked)
    {
        var found = Corpus.Stories.Where(story =>
            asked.Filters.All(filter => filter.Lists.Any(story.Lists.Contains))
            && (asked.From is null || story.Published >= asked.From)
            && (asked.To is null || story.Published < asked.To));
        // Postgres compares uuids as bytes, which is how their text compares.
        return [.. asked.Sort switch
        {
            "publishedAt" => found.OrderBy(story => story.Published).ThenBy(story => story.Id.ToString(), StringComparer.Ordinal),
            "-updatedAt" => found.OrderByDescending(story => story.Updated).ThenByDescending(story => story.Id.ToString(), StringComparer.Ordinal),
            _ => found.OrderByDescending(story => story.Published).ThenByDescending(story => story.Id.ToString(), StringComparer.Ordinal),
        }];
    }

    private async Task<(List<string> Slugs, List<int> Counts)> WalkAsync(string path)
    {
        var (slugs, counts) = (new List<string>(), new List<int>());
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Delivery.GetJsonAsync(path + (cursor.Length == 0 ? "" : $"&cursor={cursor}"));
            slugs.AddRange(SlugsOf(page));
            counts.Add(page.GetProperty("count").GetInt32());
            cursor = page.GetProperty("next").GetString();
            Assert.True(counts.Count <= Corpus.Stories.Count + 1, "The list does not end.");
        }
        return (slugs, counts);
    }

    private async Task ExecuteAsync(string sql, Guid id)
    {
        await using var connection = await Delivery.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> SlugsOf(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
