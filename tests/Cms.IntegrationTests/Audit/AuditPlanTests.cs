using Cms.Api.Audit;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Delivery;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Audit;

/// <summary>A page of a trail of 100,000 entries reads its own rows, whether what is asked for is common, rare or not there; where more is asked of one resource, those of that resource.</summary>
public sealed class AuditPlanTests(AuditPlanTests.LongTrail trail) : IClassFixture<AuditPlanTests.LongTrail>
{
    private const int Take = 21;

    /// <summary>So often was one story written to.</summary>
    private const int OfOneResource = 100;

    private const string Busy = "00000000-0000-0000-0000-000000000007";
    private const string Nobody = "00000000-0000-0000-0000-ffffffffffff";

    [Theory]
    [InlineData(Take)]
    [InlineData(Take, "Kind", "article")]
    [InlineData(Take, "Kind", "agency")]
    [InlineData(0, "Kind", "site")]
    [InlineData(Take, "Key", Busy)]
    [InlineData(Take, "Key", "00000000-0000-0000-0000-000000000001")]
    [InlineData(0, "Key", Nobody)]
    [InlineData(Take, "Action", "patchArticle")]
    [InlineData(Take, "Action", "killArticle")]
    [InlineData(0, "Action", "makeArticle")]
    [InlineData(Take, "Resource", Busy)]
    [InlineData(0, "Resource", Nobody)]
    [InlineData(OfOneResource, "Resource", Busy, "Kind", "tag")]
    [InlineData(OfOneResource, "Resource", Busy, "Key", "00000000-0000-0000-0000-000000000001")]
    [InlineData(OfOneResource, "Resource", Busy, "Action", "killArticle")]
    public async Task Page_reads_little_of_a_long_trail(int most, params string[] asked)
    {
        foreach (var before in new long?[] { null, 60_000 })
        {
            var filter = new SqlFilter(AuditSql.ListHead);
            var values = new Dictionary<string, object?> { ["Limit"] = Take };
            foreach (var pair in asked.Chunk(2))
            {
                _ = pair[0] switch
                {
                    "Kind" => filter.Where(AuditListSql.OfKind),
                    "Key" => filter.Where(AuditListSql.WithKey),
                    "Action" => filter.Where(AuditListSql.ByAction),
                    _ => filter.Where(AuditListSql.OfResource),
                };
                values[pair[0]] = pair[1];
            }
            if (before is { } number)
            {
                filter.Where(AuditListSql.Before);
                values["Before"] = number;
            }
            await using var connection = await trail.OpenAsync();

            // As the service asks: a statement that is not prepared is planned for its values.
            var plan = await Plan.ExplainAsync(connection, filter.Tail(AuditListSql.NewestFirst).ToString(), values, "force_custom_plan", TestContext.Current.CancellationToken);

            Assert.InRange(plan.RowsReadFrom("a"), 0, most);
        }
    }

    public sealed class LongTrail(TestPostgres postgres) : FilledDatabase(postgres, LongTrail.Fill, "vacuum analyze editorial.audit")
    {
        /// <summary>A rare kind, key, action or story is met once in a thousand entries.</summary>
        private const string Fill = """
            insert into editorial.audit (key_id, key_name, action, kind, resource_id, version_before, version_after)
            select lpad(to_hex(case when number % 1000 = 1 then 1 else 7 end), 32, '0')::uuid, 'x',
                   case when number % 1000 = 3 then 'killArticle' else 'patchArticle' end,
                   case when number % 1000 = 5 then 'agency' else 'article' end,
                   lpad(to_hex(case when number % 1000 = 7 then 7 else number + 1000 end), 32, '0')::uuid, 1, 2
            from generate_series(1, 100000) as number
            """;
    }
}
