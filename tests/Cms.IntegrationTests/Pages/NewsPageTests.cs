using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Infrastructure;
using static Cms.IntegrationTests.Pages.TunnelStory;

namespace Cms.IntegrationTests.Pages;

/// <summary>The page this service exists for: written through the API, rebuilt from one answer.</summary>
public sealed class NewsPageTests(NewsPageTests.Fixture cms) : IClassFixture<NewsPageTests.Fixture>
{
    private const string Base = "https://valley.example";

    /// <summary>In India it is the next day already.</summary>
    private static readonly DateTimeOffset ReadersClock = DateTimeOffset.Parse("2024-11-21T20:00:00Z", CultureInfo.InvariantCulture);

    private string Url => $"{Base}{cms.Story.Path}";

    [Fact]
    public async Task Every_line_of_a_news_page_comes_out_of_one_answer() => Assert.Equal(
        [
            "Friday, November 22, 2024",
            "Advertisement top",
            $"You are at: News › World › {Headline}",
            Headline,
            Standfirst,
            "Edited By: Meera Tandel @meeratandel Geneva",
            "Published on: November 12, 2024 18:33 IST",
            EasternGate,
            $"Image Source : OPA {Caption}",
            $"Ulmar: {Paragraphs[0]}",
            Paragraphs[1],
            Paragraphs[2],
            $"READ:{NoBreakSpace}How a mountain is measured from inside <{Base}/news/how-a-mountain-is-measured>",
            Paragraphs[3],
            "Advertisement inline-1",
            Paragraphs[4],
            Paragraphs[5],
            Paragraphs[6],
            FirstSubhead,
            Paragraphs[7],
            Paragraphs[8],
            "Advertisement inline-2",
            Paragraphs[9],
            SecondSubhead,
            Paragraphs[10],
            Paragraphs[11],
            "(With inputs from agency)",
            $"ALSO READ:{NoBreakSpace}The last mule of the pass <{Base}/news/world/the-last-mule-of-the-karsan-pass>",
            "Advertisement below",
            "Latest from The Valley Post </>",
            "More World stories </news/world>",
            "Advertisement end",
        ],
        FrontEnd.Render(await cms.PageAsync(cms.Story.Path), ReadersClock));

    [Fact]
    public async Task Search_engines_and_social_networks_get_their_values() => AssertSame(
        $$"""
        {
          "title": "{{Headline}}",
          "description": "{{Standfirst}}",
          "canonicalUrl": "{{Url}}",
          "noindex": false,
          "openGraph": {
            "og:type": "article",
            "og:title": "{{Headline}}",
            "og:description": "{{Standfirst}}",
            "og:url": "{{Url}}",
            "og:site_name": "The Valley Post",
            "og:locale": "en_IN",
            "og:image": "https://images.example/harbour.jpg",
            "og:image:width": 1200,
            "og:image:height": 675,
            "og:image:alt": "{{EasternGate}}",
            "article:published_time": "2024-11-12T13:03:00Z",
            "article:modified_time": "2024-11-12T13:03:00Z",
            "article:section": "World",
            "article:tag": ["Ulmar tunnel"]
          }
        }
        """,
        (await cms.PageAsync(cms.Story.Path))["seo"]);

    [Fact]
    public async Task Whoever_edited_the_story_is_not_its_author_in_json_ld() => AssertSame(
        $$"""
        [
          {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": "{{Url}}",
            "mainEntityOfPage": "{{Url}}",
            "url": "{{Url}}",
            "headline": "{{Headline}}",
            "description": "{{Standfirst}}",
            "inLanguage": "en-IN",
            "articleSection": "World",
            "datePublished": "2024-11-12T13:03:00Z",
            "dateModified": "2024-11-12T13:03:00Z",
            "isAccessibleForFree": true,
            "publisher": { "@type": "NewsMediaOrganization", "name": "The Valley Post", "url": "{{Base}}/" },
            "dateline": "Ulmar",
            "keywords": ["Ulmar tunnel"],
            "image": [
              {
                "@type": "ImageObject",
                "url": "https://images.example/harbour.jpg",
                "contentUrl": "https://images.example/harbour.jpg",
                "width": 1200,
                "height": 675,
                "caption": "{{Caption}}",
                "creditText": "OPA"
              }
            ],
            "editor": [{ "@type": "Person", "name": "Meera Tandel", "url": "{{Base}}/authors/meera-tandel", "sameAs": ["https://x.com/meeratandel"] }]
          },
          {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
              { "@type": "ListItem", "position": 1, "name": "News", "item": "{{Base}}/news" },
              { "@type": "ListItem", "position": 2, "name": "World", "item": "{{Base}}/news/world" },
              { "@type": "ListItem", "position": 3, "name": "{{Headline}}", "item": "{{Url}}" }
            ]
          }
        ]
        """,
        (await cms.PageAsync(cms.Story.Path))["jsonLd"]);

    [Fact]
    public async Task Slots_of_the_section_above_stand_where_the_story_has_room_for_them() => AssertSame(
        """
        {
          "slots": [
            { "key": "top", "anchor": "afterDateline", "afterBlock": null, "sizes": ["970x90"] },
            { "key": "inline-1", "anchor": "afterBlock", "afterBlock": "p4", "sizes": ["300x250"] },
            { "key": "inline-2", "anchor": "afterBlock", "afterBlock": "p9", "sizes": ["336x280"] },
            { "key": "below", "anchor": "afterBody", "afterBlock": null, "sizes": ["728x90"] },
            { "key": "end", "anchor": "pageEnd", "afterBlock": null, "sizes": ["970x250", "320x100"] }
          ]
        }
        """,
        (await cms.PageAsync(cms.Story.Path))["layout"]);

    [Fact]
    public async Task Footer_links_name_the_site_and_the_section() => AssertSame(
        """[{ "label": "Latest from The Valley Post", "url": "/" }, { "label": "More World stories", "url": "/news/world" }]""",
        (await cms.PageAsync(cms.Story.Path))["footerLinks"]);

    [Theory]
    [InlineData("allowed", "top inline-1 inline-2 below end")]
    [InlineData("noInline", "top below end")]
    [InlineData("none", "")]
    public async Task Ad_policy_of_the_story_decides_which_slots_it_has(string policy, string slots)
    {
        var page = await cms.PublishAsync(new JsonObject
        {
            ["bodyMarkdown"] = string.Join("\n\n", Paragraphs),
            ["ads"] = new JsonObject { ["policy"] = policy },
        });

        Assert.Equal(slots, string.Join(' ', page["layout"]!["slots"]!.Strings("key")));
        Assert.Equal(policy, (string?)page["article"]!["ads"]!["policy"]);
    }

    [Fact]
    public async Task Slots_in_the_body_are_left_out_where_the_story_is_too_short_for_them()
    {
        var page = await cms.PublishAsync(new JsonObject { ["bodyMarkdown"] = string.Join("\n\n", Paragraphs[..6]) });

        Assert.Equal("top inline-1 below end", string.Join(' ', page["layout"]!["slots"]!.Strings("key")));
    }

    [Theory]
    [InlineData("hi-IN", "उल्मार सुरंग खुली", "ltr", "संपादन", "पढ़ें", "इनपुट: एजेंसी", "hi_IN")]
    [InlineData("ur", "اولمر سرنگ کھل گئی", "rtl", "ادارت", "پڑھیں", "اضافی معلومات: ایجنسی", "ur")]
    public async Task Story_has_the_direction_and_the_labels_of_its_language(
        string language, string headline, string direction, string editorLabel, string readLabel, string attribution, string locale)
    {
        var page = await cms.PublishAsync(new JsonObject
        {
            ["language"] = language,
            ["headline"] = headline,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "editor", ["author"] = "meera-tandel" }),
            ["sources"] = new JsonArray(new JsonObject { ["agency"] = "KARSANWIRE", ["role"] = "inputs", ["display"] = "generic" }),
            ["relatedLinks"] = new JsonArray(new JsonObject { ["kind"] = "read", ["article"] = cms.Story.Id }),
        });

        var article = page["article"]!;
        Assert.Equal(direction, (string?)article["direction"]);
        Assert.Equal(editorLabel, (string?)article["bylines"]![0]!["label"]);
        Assert.Equal(attribution, (string?)article["attribution"]);
        Assert.Equal($"{readLabel}: {Headline}", $"{article["relatedLinks"]![0]!["label"]}: {article["relatedLinks"]![0]!["title"]}");
        Assert.Equal(locale, (string?)page["seo"]!["openGraph"]!["og:locale"]);
        Assert.Equal($"{Base}/news/world/{Uri.EscapeDataString(headline.Replace(' ', '-'))}", (string?)page["seo"]!["canonicalUrl"]);
    }

    private static void AssertSame(string expected, JsonNode? actual) => Assert.Equal(JsonNode.Parse(expected)!.ToString(), actual?.ToString());

    public sealed class Fixture(TestPostgres postgres) : IAsyncLifetime
    {
        private readonly CmsFixture _cms = new(postgres);

        internal TunnelStory Story { get; private set; } = null!;

        internal Task<JsonObject> PageAsync(string path) => _cms.Reader.ReadAsync($"/v1/page?path={Uri.EscapeDataString(path)}");

        /// <summary>The page of another story of the same section.</summary>
        internal async Task<JsonObject> PublishAsync(JsonObject story)
        {
            story["section"] = "news/world";
            return await PageAsync($"/news/world/{(await _cms.Newsroom.PublishedAsync(story))["slug"]}");
        }

        public async ValueTask InitializeAsync()
        {
            await _cms.InitializeAsync();
            Story = await TunnelStory.PublishAsync(_cms.Newsroom);
        }

        public ValueTask DisposeAsync() => _cms.DisposeAsync();
    }
}
