using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery.Oracle;

/// <summary>Two services that show readers the same, ids and all: one of them has nothing beside it, the other all there can be.</summary>
public sealed class TwinNewsrooms(TestPostgres postgres) : IAsyncLifetime
{
    private readonly List<TestDatabase> _databases = [];
    private readonly List<CmsApp> _apps = [];

    internal Vocabulary Words { get; } = new();
    internal CmsApp Plain => _apps[0];
    internal CmsApp Laden => _apps[1];

    /// <summary>Paths of what editors have in one of them only.</summary>
    internal IReadOnlyList<string> Added { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        _databases.Add(database);
        PublicSide shown;
        await using (var app = await CmsApp.StartAsync(database.ConnectionString))
        {
            shown = new PublicSide(new Newsroom(app.Client(CmsApp.AdminKey)), Words);
            await shown.ArrangeAsync();
            await app.DrainAsync();
        }
        _databases.Add(await postgres.CopyAsync(database));
        foreach (var one in _databases) _apps.Add(await CmsApp.StartAsync(one.ConnectionString));

        var (plain, laden) = (new Newsroom(Plain.Client(CmsApp.AdminKey)), new Newsroom(Laden.Client(CmsApp.AdminKey)));
        var hidden = new PrivateSide(laden, Laden.Client(), shown, Words);
        await hidden.ArrangeAsync();
        Added = hidden.Added;
        await PartAsync(plain, laden, shown);
        foreach (var app in _apps) await app.DrainAsync();
        await CursorsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps) await app.DisposeAsync();
        foreach (var database in _databases) await database.DisposeAsync();
    }

    /// <summary>What readers notice, and alike, though it is not the same that is done.</summary>
    private static async Task PartAsync(Newsroom plain, Newsroom laden, PublicSide shown)
    {
        var (leaving, republished) = (new JsonObject { ["id"] = shown.Leaving }, new JsonObject { ["id"] = shown.Republished });
        await plain.ActAsync(leaving, "unpublish", []);
        await laden.PostAsync($"articles/{shown.Leaving}/holds", new JsonObject { ["kind"] = "court", ["reason"] = "zqnote" });

        await laden.PatchAsync($"articles/{shown.Republished}", new JsonObject
        {
            ["slugline"] = "Zqslugline",
            ["ednote"] = "Zqednote",
            ["origin"] = new JsonObject { ["system"] = "zqwire", ["id"] = "zqorigin" },
        });
        await plain.PublishAsync(republished, new JsonObject { ["note"] = "again" });
        await laden.PublishAsync(republished, new JsonObject { ["note"] = "zqnote" });
    }

    /// <summary>For readers who go on with one list in another.</summary>
    private async Task CursorsAsync()
    {
        using var reader = Plain.Client();
        foreach (var list in new[] { "articles", "articles?sort=-updatedAt", "articles?section=news", "tags", "authors?sort=-name", "agencies", "related-links", "corrections" })
        {
            var page = await reader.ReadAsync($"/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1");
            Words.Add("cursors", (string)page["next"]!);
        }
    }
}
