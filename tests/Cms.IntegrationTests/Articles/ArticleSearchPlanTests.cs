using Cms.Api.Articles;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;
using Cms.IntegrationTests.Delivery;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles;

/// <summary>100,000 working copies, whose headlines have words that all, some, few and none of them have.</summary>
public sealed class LargeArchiveFixture(TestPostgres postgres) : FilledDatabase(postgres, LargeArchiveFixture.Fill, "vacuum analyze editorial.article")
{
    private const string Fill = """
        insert into editorial.article (id, slug, content, body, headline_words, created_at, created_by, modified_at, modified_by)
        select md5(number::text)::uuid, 'story-' || number, format('{"headline":"%s","genre":"news"}', repeat('headline ', 20))::jsonb, to_jsonb(repeat('body ', 100)),
               array_to_tsvector(array['story', 'of', 'w' || number % 100, 'x' || number % 5000, 'y' || number]),
               now(), 'x', timestamptz '2020-01-01 00:00Z' + number * interval '1 minute', 'x'
        from generate_series(1, 100000) as number
        """;
}

/// <summary>A search of the editorial list reads a small part of the archive, whether the words asked for are common or rare.</summary>
public sealed class ArticleSearchPlanTests(LargeArchiveFixture archive) : IClassFixture<LargeArchiveFixture>
{
    private const int Take = 21;

    [Theory]
    [InlineData("story", Take)]
    [InlineData("s", Take)]
    [InlineData("story of", Take)]
    [InlineData("w7", 21 * 20)]
    [InlineData("w77 story", 21 * 120)]
    [InlineData("x123 o", 400)]
    [InlineData("y12345", 1)]
    [InlineData("y1234", 11)]
    [InlineData("zz", 0)]
    [InlineData("story zz", 0)]
    public async Task Search_reads_little_of_a_large_archive(string question, int most)
    {
        var filter = new SqlFilter(ArticleSql.ListHead).Where(ArticleListSql.NotTrashed).Where(ArticleListSql.WithWords).Tail(ArticleListSql.NewestFirst);
        await using var connection = await archive.OpenAsync();
        // As the service asks: a statement that is not prepared is planned for its values.
        var plan = await Plan.ExplainAsync(
            connection,
            filter.ToString(),
            new Dictionary<string, object?> { ["Words"] = SearchWords.ToQuery(question.Split(' ')), ["Limit"] = Take },
            "force_custom_plan",
            TestContext.Current.CancellationToken);

        Assert.InRange(plan.RowsReadFrom("a"), Math.Min(1, most), most);
    }
}
