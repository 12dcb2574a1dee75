using Cms.Api.Delivery;
using Cms.Api.Pages;

namespace Cms.IntegrationTests.Delivery;

/// <summary>
/// Every statement at 100,000 stories: index walks that read no more than they answer, wherever in the list that is. Postgres
/// is made to plan both ways: for the values at hand, and once for all values, as it does for a prepared statement.
/// </summary>
public sealed class PlanTests(LargeNewsroomFixture newsroom) : IClassFixture<LargeNewsroomFixture>
{
    private const int Take = 21;
    private static readonly string[] PlanModes = ["force_custom_plan", "force_generic_plan"];
    private static readonly string[] NameOrders = [nameof(ListSql.ListByName), nameof(ListSql.ListByNameDescending)];

    private static readonly Dictionary<string, (int Group, string Prefix, string? Kind, string Text)[]> StoryFilters = new()
    {
        ["all"] = [(0, "latest", null, "")],
        ["large tag"] = [(0, "tag:", "tag", "tag-0")],
        ["small tag"] = [(0, "tag:", "tag", "tag-2996")],
        ["unknown tag"] = [(0, "tag:", "tag", "nothing")],
        ["section, genre and language"] = [(0, "section:", "section", "section-7"), (1, "genre:", null, "news"), (2, "language:", null, "en")],
        ["any of three tags"] = [(0, "tag:", "tag", "tag-0"), (0, "tag:", "tag", "tag-2"), (0, "tag:", "tag", "tag-4")],
        ["any of two sections, any of two genres"] =
            [(0, "section:", "section", "section-1"), (0, "section:", "section", "section-2"), (1, "genre:", null, "news"), (1, "genre:", null, "analysis")],
    };

    private static readonly Dictionary<string, (int Group, string Prefix, string? Kind, string Text)[]> NameFilters = new()
    {
        ["all"] = [(0, "tags", null, "")],
        ["two lists"] = [(0, "tags", null, ""), (1, "shownTags", null, "")],
        ["word that all have"] = [(0, "word:names:", null, "na")],
        ["word that few have"] = [(0, "word:names:", null, "12345")],
        ["word that nothing has"] = [(0, "word:names:", null, "zz")],
        ["word and word"] = [(0, "word:names:", null, "na"), (1, "word:names:", null, "1")],
        ["any of two lists"] = [(0, "tags", null, ""), (0, "shownTags", null, "")],
    };

    public static TheoryData<string, string, bool> Lists => Cases(typeof(ListSql), IsAllOf);

    public static TheoryData<string, string, bool> OneLists => Cases(typeof(OneListSql), values => values.Length == 1);

    public static TheoryData<string, string, bool> AnyOfLists => Cases(typeof(AnyOfListSql), values => !IsAllOf(values));

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task List_is_an_index_walk_without_a_sort(string statement, string filter, bool deep)
    {
        foreach (var mode in PlanModes)
        {
            var plan = await ExplainAsync(Statements.SqlOf(typeof(ListSql), statement), Values(statement, filter, deep), mode);

            plan.AssertWalksIndexes();
            Assert.DoesNotContain(plan.Sorts, sort => sort.Reads("listing"));
            // One list alone is read to the end of the page and no further; of an intersection some rows fail.
            if (!filter.Contains(" and ", StringComparison.Ordinal) && filter != "two lists" && filter != "word and word") Assert.InRange(plan.RowsReadFrom("w"), 0, Take);
        }
    }

    [Theory]
    [MemberData(nameof(OneLists))]
    public async Task One_list_is_an_index_walk_without_a_sort(string statement, string filter, bool deep)
    {
        foreach (var mode in PlanModes)
        {
            var plan = await ExplainAsync(Statements.SqlOf(typeof(OneListSql), statement), Values(statement, filter, deep), mode);

            plan.AssertWalksIndexes();
            Assert.Empty(plan.Sorts);
            // To number a row is to look at the next.
            Assert.InRange(plan.RowsReadFrom("w"), 0, Take + 1);
        }
    }

    [Theory]
    [MemberData(nameof(AnyOfLists))]
    public async Task Any_of_list_sorts_no_more_than_a_page_of_each(string statement, string filter, bool deep)
    {
        foreach (var mode in PlanModes)
        {
            var plan = await ExplainAsync(Statements.SqlOf(typeof(AnyOfListSql), statement), Values(statement, filter, deep), mode);

            plan.AssertWalksIndexes();
            Assert.All(plan.Sorts.Where(sort => sort.Reads("listing")), sort => Assert.InRange(sort.Rows, 0, 3 * Take));
            Assert.InRange(plan.RowsReadFrom("w"), Take, 3 * Take + 10);
        }
    }

    [Theory]
    [InlineData("all")]
    [InlineData("section, genre and language")]
    [InlineData("any of two sections, any of two genres")]
    public async Task Exact_count_walks_indexes(string filter)
    {
        foreach (var mode in PlanModes)
        {
            var values = Values(nameof(ListSql.ListByPublishedDescending), filter, deep: true);
            values["Count"] = "walk";
            values["From"] = LargeNewsroomFixture.Middle.AddYears(-1);
            values["To"] = LargeNewsroomFixture.Middle;
            var statements = filter.StartsWith("any", StringComparison.Ordinal) ? typeof(AnyOfListSql) : typeof(ListSql);
            var plan = await ExplainAsync(Statements.SqlOf(statements, nameof(ListSql.ListByPublishedDescending)), values, mode);

            plan.AssertWalksIndexes();
            // A year of stories, in two lists at most, and the page; not the decade.
            Assert.InRange(plan.RowsReadFrom("w"), 400, 2 * 366 * 24 / 20 + (filter == "all" ? 366 * 24 : 0) + 3 * Take);
        }
    }

    [Theory]
    [InlineData(nameof(DeliverySql.PresentById))]
    [InlineData(nameof(DeliverySql.PresentBySlug))]
    [InlineData(nameof(DeliverySql.FindById))]
    [InlineData(nameof(DeliverySql.FindBySlug))]
    [InlineData(nameof(DeliverySql.FindOnly))]
    public async Task Document_is_found_by_index(string statement)
    {
        foreach (var mode in PlanModes)
        {
            var plan = await ExplainAsync(
                Statements.SqlOf(typeof(DeliverySql), statement),
                new() { ["Kind"] = "article", ["Id"] = Guid.AllBitsSet, ["Slug"] = "story-50000", ["UsualSlug"] = "story-50000", ["WithBody"] = true },
                mode);

            plan.AssertWalksIndexes();
            Assert.Empty(plan.Sorts);
        }
    }

    [Theory]
    [InlineData("/section/7", "article", "7")]
    [InlineData("/news/story-50000", "article", "story-50000")]
    [InlineData("/elsewhere/story-50000", "article", "story-50000")]
    [InlineData("/nothing", "article", "nothing")]
    public async Task Page_is_found_by_index(string path, string slugKind, string slug)
    {
        foreach (var mode in PlanModes)
        {
            var plan = await ExplainAsync(PageSql.Find, new() { ["Path"] = path, ["SectionPath"] = path[1..], ["SlugKind"] = slugKind, ["Slug"] = slug, ["UsualSectionPath"] = path[1..], ["UsualSlugKind"] = slugKind, ["UsualSlug"] = slug, ["Limit"] = 20 }, mode);

            plan.AssertWalksIndexes();
            Assert.DoesNotContain(plan.Sorts, sort => sort.Reads("listing") && sort.Rows > Take);
            Assert.InRange(plan.RowsReadFrom("w"), 0, Take);
        }
    }

    [Theory]
    [InlineData("/section/7")]
    [InlineData("/news/story-50000")]
    [InlineData("/nothing")]
    public async Task Story_is_found_by_index(string path)
    {
        foreach (var (statement, mode) in from statement in new[] { PageSql.FindStory, PageSql.FindStoryAlone } from mode in PlanModes select (statement, mode))
        {
            var plan = await ExplainAsync(statement, new() { ["Path"] = path }, mode);

            plan.AssertWalksIndexes();
            Assert.Empty(plan.Sorts);
        }
    }

    private static TheoryData<string, string, bool> Cases(Type statements, Func<(int Group, string Prefix, string? Kind, string Text)[], bool> suits)
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (var statement in Statements.Of(statements))
        {
            var filters = NameOrders.Contains(statement) ? NameFilters : StoryFilters;
            foreach (var filter in filters.Where(filter => suits(filter.Value)).Select(filter => filter.Key))
            {
                cases.Add(statement, filter, false);
                cases.Add(statement, filter, true);
            }
        }
        return cases;
    }

    private static bool IsAllOf((int Group, string Prefix, string? Kind, string Text)[] values) => values.CountBy(value => value.Group).All(group => group.Value == 1);

    private static Dictionary<string, object?> Values(string statement, string filter, bool deep)
    {
        var byName = NameOrders.Contains(statement);
        var descending = statement.EndsWith("Descending", StringComparison.Ordinal);
        var values = (byName ? NameFilters : StoryFilters)[filter];
        var middle = LargeNewsroomFixture.Middle;
        return new()
        {
            ["Groups"] = values.Select(value => value.Group).ToArray(),
            ["Prefixes"] = values.Select(value => value.Prefix).ToArray(),
            ["Kinds"] = values.Select(value => value.Kind).ToArray(),
            ["Texts"] = values.Select(value => value.Text).ToArray(),
            ["Prefix"] = values[0].Prefix,
            ["RefKind"] = values[0].Kind,
            ["Text"] = values[0].Text,
            ["Kind"] = byName ? "tag" : "article",
            ["WithBody"] = false,
            ["From"] = DateTimeOffset.MinValue,
            ["To"] = DateTimeOffset.MaxValue,
            ["At"] = deep ? middle : descending ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue,
            ["Name"] = deep ? "name 25" : descending ? "~" : "",
            ["Id"] = descending ? Guid.AllBitsSet : Guid.Empty,
            ["Take"] = Take,
            ["Count"] = null,
        };
    }

    private Task<Plan> ExplainAsync(string sql, Dictionary<string, object?> values, string mode) => newsroom.Delivery.DeliverySource.ReadAsync(
        (connection, stop) => Plan.ExplainAsync(connection, sql, values, mode, stop), _ => true);
}
