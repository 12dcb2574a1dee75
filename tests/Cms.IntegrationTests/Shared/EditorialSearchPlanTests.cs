using Cms.Api.Shared.Text;
using Cms.Api.Tags;
using Cms.IntegrationTests.Delivery;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

/// <summary>A search among 100,000 tags reads a small part of them, whether the words asked for are common or rare.</summary>
public sealed class EditorialSearchPlanTests(EditorialSearchPlanTests.ManyTags tags) : IClassFixture<EditorialSearchPlanTests.ManyTags>
{
    private const int Take = 21;

    [Theory]
    [InlineData("tag", Take)]
    [InlineData("tag of", Take)]
    [InlineData("w7", 21 * 20)]
    [InlineData("w77 tag", 21 * 120)]
    [InlineData("x123 o", 400)]
    [InlineData("y12345", 1)]
    [InlineData("y1234", 11)]
    [InlineData("zz", 0)]
    public async Task Search_reads_little_of_many_tags(string question, int most)
    {
        await using var connection = await tags.OpenAsync();
        var values = new Dictionary<string, object?> { ["Words"] = SearchWords.ToQuery(question.Split(' ')), ["After"] = Guid.Empty, ["Limit"] = Take };

        // As the service asks: a statement that is not prepared is planned for its values.
        var plan = await Plan.ExplainAsync(connection, TagSql.Search, values, "force_custom_plan", TestContext.Current.CancellationToken);

        Assert.InRange(plan.RowsReadFrom("w"), Math.Min(1, most), most);
        Assert.InRange(plan.RowsReadFrom("t"), Math.Min(1, most), most);
    }

    public sealed class ManyTags(TestPostgres postgres) : FilledDatabase(postgres, ManyTags.Fill, "vacuum full analyze editorial.name_words", "vacuum analyze editorial.tag")
    {
        private const string Fill = """
            insert into editorial.tag (id, slug, type, name, synonyms, created_at, created_by, modified_at, modified_by)
            select md5(number::text)::uuid, 'tag-' || number, 'topic', 'x', '{}', now(), 'x', now(), 'x'
            from generate_series(1, 100000) as number;

            update editorial.name_words w
            set words = array_to_tsvector(array['tag', 'of', 'w' || number % 100, 'x' || number % 5000, 'y' || number])
            from generate_series(1, 100000) as number
            where w.kind = 'tag'
              and w.id = md5(number::text)::uuid;
            """;
    }
}
