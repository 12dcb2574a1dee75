using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery;

/// <summary>A few documents of every kind that the tests of documents and pages look at.</summary>
public sealed class NewsroomFixture(TestPostgres postgres) : IAsyncLifetime
{
    public const long Number = 4711;
    public static readonly Guid Story = new("01930000-0000-7000-8000-00000000000a");
    public static readonly Guid OtherStory = new("01930000-0000-7000-8000-000000000002");
    public static readonly Guid Withdrawn = new("01930000-0000-7000-8000-000000000003");
    public static readonly Guid News = new("01930000-0000-7000-8000-000000000011");
    public static readonly Guid World = new("01930000-0000-7000-8000-000000000012");
    public static readonly Guid Topic = new("01930000-0000-7000-8000-000000000021");
    public static readonly Guid Writer = new("01930000-0000-7000-8000-000000000031");
    public static readonly Guid Site = new("01930000-0000-7000-8000-000000000041");

    public const string StoryCard = """{"id":"01930000-0000-7000-8000-00000000000a","slug":"नया-पुल","path":"/news/world/नया-पुल","headline":"A bridge, \"new\"","breadcrumb":["World"],"relatedLinks":[{"id":"x","body":"inner"}]}""";
    public const string StoryBody = """[{"_type":"block","children":[{"text":"}]"}]}]""";

    public DeliveryFixture Delivery { get; } = new(postgres);

    public async ValueTask InitializeAsync()
    {
        await Delivery.StartAsync();
        var published = new DateTimeOffset(2024, 11, 12, 13, 3, 0, TimeSpan.Zero);
        var seed = new LiveSeed()
            .Document("article", Story, "नया-पुल", "/news/world/नया-पुल", StoryCard, StoryBody, """{"layout":{"slots":[1]},"seo":{"title":"S"},"jsonLd":[{"@type":"NewsArticle"}]}""", World)
            .Document("article", OtherStory, "other", "/news/world/other", """{"id":"2","slug":"other","breadcrumb":["World"]}""", "[]", """{"layout":null,"seo":{},"jsonLd":[]}""", World)
            .Document("section", News, "news", "/news", """{"path":"news","name":"News"}""", head: Furniture("News"))
            .Document("section", World, "news/world", "/news/world", """{"path":"news/world","name":"World","breadcrumb":["World"]}""", head: Furniture("World"), parent: News)
            .Document("tag", Topic, "ports", "/tags/ports", """{"slug":"ports","name":"Ports"}""", head: Furniture("Ports"))
            .Document("author", Writer, "ann-lee", "/authors/ann-lee", """{"slug":"ann-lee","name":"Ann Lee"}""", head: Furniture("Ann Lee"))
            .Document("agency", Guid.CreateVersion7(), "AP", null, """{"code":"AP"}""")
            .Document("site", Site, null, "/", """{"name":"The Site"}""", head: Furniture("Home"))
            .Document("sectionTree", Guid.CreateVersion7(), null, null, """{"items":[{"path":"news","children":[]}]}""")
            .Alias("article", "old-bridge", Story)
            .Alias("tag", "harbours", Topic)
            .Alias("author", "ann", Writer)
            .Gone("article", Withdrawn, null, "legal")
            .Gone("article", Withdrawn, "withdrawn", "legal")
            .Gone("article", Withdrawn, "withdrawn-before", "legal")
            .Place("linksTo:" + Story, "article", OtherStory, published, published);
        AddLink(seed, new Guid("01930000-0000-7000-8000-000000000051"), OtherStory, Story, "read", published);
        AddLink(seed, new Guid("01930000-0000-7000-8000-000000000052"), OtherStory, null, "alsoRead", published);
        AddLink(seed, new Guid("01930000-0000-7000-8000-000000000053"), Story, OtherStory, "read", published.AddHours(1));
        for (var number = 0; number < 25; number++)
        {
            // Younger stories have smaller ids, so that an order by the wrong one of the two shows.
            var id = Guid.CreateVersion7(published.AddSeconds(-number));
            seed.Document("article", id, $"n{number}", $"/news/world/n{number}", $$"""{"slug":"n{{number}}"}""", "[]", "{}", World);
            foreach (var list in new[] { "latest", "section:" + World, "section:" + News, "tag:" + Topic, "author:" + Writer })
                seed.Place(list, "article", id, published.AddMinutes(number), published.AddMinutes(number));
        }
        await using var connection = await Delivery.OpenAsync();
        await seed.WriteAsync(connection, Number);
    }

    public async ValueTask DisposeAsync() => await Delivery.StopAsync();

    private static void AddLink(LiveSeed seed, Guid id, Guid article, Guid? target, string kind, DateTimeOffset published)
    {
        seed.Document("relatedLink", id, null, null, $$"""{"id":"{{id}}"}""");
        string?[] lists = ["relatedLinks", $"linkArticle:{article}", $"linkKind:{kind}", target is null ? null : $"linkTarget:{target}"];
        foreach (var list in lists.OfType<string>()) seed.Place(list, "relatedLink", id, published, published);
    }

    private static string Furniture(string of) =>
        $$"""{"breadcrumb":["{{of}}"],"layout":{"of":"{{of}}"},"footerLinks":["more {{of}}"],"seo":{"title":"{{of}}"},"jsonLd":[{"@type":"{{of}}"}]}""";
}
