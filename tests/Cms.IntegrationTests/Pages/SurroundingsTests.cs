using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Pages;

/// <summary>An instance keeps what surrounds stories. Another one changes it.</summary>
public sealed class SurroundingsTests(TestPostgres postgres)
{
    private const int Stories = 60;

    [Fact]
    public async Task Page_of_a_story_shows_no_section_that_is_older_than_the_number_it_tells()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var here = await CmsApp.StartAsync(database.ConnectionString);
        await using var there = await CmsApp.StartAsync(database.ConnectionString);
        var newsroom = new Newsroom(here.Client(CmsApp.AdminKey));
        var section = await newsroom.SectionAsync("Harbour");
        var author = (string)(await newsroom.AuthorAsync("Harbour"))["slug"]!;
        var paths = new List<string>();
        for (var number = 0; number < Stories; number++)
        {
            var story = await newsroom.PublishedAsync(new JsonObject { ["section"] = section, ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }) });
            paths.Add($"/harbour/{story["slug"]}");
        }

        var told = new List<(long Number, int Change)>();
        var seen = new List<(long Number, int Change)>();
        using var reader = there.Client();
        using var over = new CancellationTokenSource();
        var writing = WriteAsync();
        // Each for the first time, so that none is kept itself.
        foreach (var path in paths)
        {
            using var answer = await reader.GetAsync($"/v1/page?path={path}", TestContext.Current.CancellationToken);
            var page = (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
            seen.Add((NumberOf(answer), int.Parse((string?)page["section"]!["description"] ?? "0", CultureInfo.InvariantCulture)));
        }
        await over.CancelAsync();
        await writing;

        Assert.All(seen, page => Assert.True(page.Change >= told.Where(write => write.Number <= page.Number).Select(write => write.Change).DefaultIfEmpty(0).Max(), $"At {page.Number} it showed change {page.Change}."));
        Assert.True(seen.Select(page => page.Change).Distinct().Count() > 2, "Hardly anything was changed meanwhile.");

        async Task WriteAsync()
        {
            for (var change = 1; !over.IsCancellationRequested; change++)
            {
                using var answer = await newsroom.TrySendAsync(HttpMethod.Patch, $"sections/{section}", new JsonObject { ["description"] = Text(change) });
                told.Add((NumberOf(answer), change));
            }
        }
    }

    [Fact]
    public async Task What_surrounds_a_story_is_shown_as_it_is_as_soon_as_the_change_is_answered()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var app = await CmsApp.StartAsync(database.ConnectionString);
        var newsroom = new Newsroom(app.Client(CmsApp.AdminKey));
        using var reader = app.Client();
        var section = await newsroom.SectionAsync("Harbour");
        for (var change = 1; change <= 3; change++)
        {
            var story = await newsroom.PublishedAsync(new JsonObject { ["section"] = section });
            await newsroom.PatchAsync($"sections/{section}", new JsonObject { ["description"] = Text(change) });
            await newsroom.PatchAsync("site", new JsonObject { ["name"] = $"Site {change}" });

            var page = (await reader.GetFromJsonAsync<JsonObject>($"/v1/page?path=/harbour/{story["slug"]}", TestContext.Current.CancellationToken))!;
            Assert.Equal((Text(change), $"Site {change}"), ((string?)page["section"]!["description"], (string?)page["site"]!["name"]));
        }
    }

    private static string Text(int change) => change.ToString(CultureInfo.InvariantCulture);

    private static long NumberOf(HttpResponseMessage answer) => long.Parse(Assert.Single(answer.Headers.GetValues("Cms-Sequence")), CultureInfo.InvariantCulture);
}
