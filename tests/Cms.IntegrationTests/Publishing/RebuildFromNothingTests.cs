using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Api.Publishing;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>What an operator does after an import, or where what readers see is lost.</summary>
public sealed partial class RebuildFromNothingTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    /// <summary>More than one transaction takes along.</summary>
    private const int Stories = Projector.FanOut + 10;

    private const string Empty = """
        create function publishing.refuse() returns trigger language plpgsql as 'begin raise ''Nothing is to wait.''; end';
        create trigger refuse before insert on publishing.queue for each row execute function publishing.refuse();
        truncate live.document, live.list, live.listing, live.alias, live.gone
        """;

    [Fact]
    public async Task Rebuild_makes_the_same_again_and_leaves_nothing_to_the_queue()
    {
        var author = await cms.Newsroom.AuthorAsync(Newsroom.Unique("Author"));
        var first = await cms.Newsroom.PublishedAsync();
        for (var number = 1; number < Stories; number++)
        {
            await cms.Newsroom.PublishedAsync(new JsonObject
            {
                ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = (string)author["slug"]! }),
                ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "alsoRead", ["article"] = Newsroom.Id(first) }),
            });
        }
        var taken = await cms.Newsroom.PublishedAsync();
        await cms.Newsroom.ActAsync(taken, "takedown", new JsonObject { ["reason"] = "rights" });
        await cms.App.DrainAsync();

        var before = await ReadersSeeAsync();
        await using (var source = NpgsqlDataSource.Create(cms.App.ConnectionString))
        await using (var command = source.CreateCommand(Empty))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await cms.App.Services.GetRequiredService<LiveMaintenance>().RebuildAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(before, await ReadersSeeAsync());
    }

    /// <summary>The log goes on, what is public is so from now on, and a list that nothing stands in is as good as none.</summary>
    private async Task<IEnumerable<string>> ReadersSeeAsync() =>
        from line in await LiveSnapshot.TakeAsync(cms.App.ConnectionString)
        where !line.StartsWith("head ", StringComparison.Ordinal) && !(line.StartsWith("list ", StringComparison.Ordinal) && line.EndsWith(" 0", StringComparison.Ordinal))
        select Since().Replace(line, "");

    [GeneratedRegex(""",?"[0-9]{4}-[0-9]{2}-[0-9]{2} [^"]*"\)$""")]
    private static partial Regex Since();
}
