using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.PortableText.Markdown;
using Cms.Api.PortableText.Output;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>The body of a story, read in another form than blocks.</summary>
public sealed class BodyFormTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static DeliveredBody Delivered(JsonNode story) =>
        DeliveredBody.Read(Encoding.UTF8.GetBytes(story.ToJsonString()), Encoding.UTF8.GetBytes(story["body"]!.ToJsonString()));

    private static int _links;

    [Fact]
    public async Task Html_is_written_of_what_readers_get()
    {
        var (story, target) = await FullStoryAsync();
        var blocks = await ReadAsync(story, "body=blocks");

        var html = (string)(await ReadAsync(story, "body=html"))["body"]!;

        Assert.Equal(HtmlWriter.Write(Delivered(blocks).Body, Delivered(blocks).Context), html);
        Assert.Contains($"""<a href="{UrlOf(target, blocks)}" rel="noopener">{target["headline"]}</a>""", html);
        Assert.Contains("""<figcaption>A quay <span class="cms-credit">Staff photo</span></figcaption>""", html);
        Assert.Contains("&lt;in&gt;", html);
    }

    [Fact]
    public async Task Text_shows_every_word_with_the_dateline()
    {
        var (story, target) = await FullStoryAsync();

        Assert.Equal(
            $"""
            Islamabad: The port opened <in> گوادر.

            'AS TYPED'

            It is late.

            One
            Under one

            A quay
            Staff photo

            Staff photo
            Cranes
            Press Trust

            A film of the port

            We opened it.
            The minister

            The port

            Built in a year.

            Ships
            Year	Ships
            2024	4

            READ: {target["headline"]}
            """,
            (string?)(await ReadAsync(story, "body=text"))["body"]);
    }

    [Fact]
    public async Task Markdown_is_written_of_what_readers_get()
    {
        var (story, target) = await FullStoryAsync();
        var blocks = await ReadAsync(story, "body=blocks");

        var markdown = (string)(await ReadAsync(story, "body=markdown"))["body"]!;

        Assert.Equal(MarkdownWriter.Write(Delivered(blocks).Body, Delivered(blocks).Context), markdown);
        Assert.Contains("](https://images.example/harbour.jpg)", markdown);
        Assert.Contains($"({UrlOf(target, blocks)})", markdown);
        Assert.Contains("\n## ", markdown);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("text")]
    public async Task Everything_but_the_body_is_as_with_blocks(string form)
    {
        var (story, _) = await FullStoryAsync();
        var blocks = await ReadAsync(story, "body=blocks");
        var other = await ReadAsync(story, $"body={form}");

        Assert.Equal(blocks.Select(member => member.Key), other.Select(member => member.Key));
        blocks.Remove("body");
        other.Remove("body");
        Assert.True(JsonNode.DeepEquals(blocks, other));
    }

    [Theory]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("text")]
    public async Task Form_goes_with_fields_in_any_order(string form)
    {
        var (story, _) = await FullStoryAsync();
        var whole = (string)(await ReadAsync(story, $"body={form}"))["body"]!;

        foreach (var query in new[] { $"fields=body&body={form}", $"body={form}&fields=body" })
        {
            var answer = await ReadAsync(story, query);
            Assert.Equal(whole, (string?)Assert.Single(answer).Value);
        }
        Assert.Equal(["headline"], (await ReadAsync(story, $"fields=headline&body={form}")).Select(member => member.Key));
        Assert.Equal(["slug", "body"], (await ReadAsync(story, $"fields=body,slug&body={form}")).Select(member => member.Key));
    }

    [Fact]
    public async Task Each_form_has_a_strong_etag_of_its_own()
    {
        var (story, _) = await FullStoryAsync();
        var etags = new List<string>();
        foreach (var form in new[] { "blocks", "html", "markdown", "text" })
        {
            var path = $"/v1/articles/{story["slug"]}?body={form}";
            using var first = await cms.Reader.AskAsync(path);
            Assert.False(first.Headers.ETag!.IsWeak);
            etags.Add(first.Headers.ETag.Tag);
            Assert.Equal(first.Headers.ETag.Tag, await cms.Reader.ETagAsync($"/v1/articles/{story["id"]}?body={form}"));

            using var known = await SendAsync(HttpMethod.Get, path, first.Headers.ETag.Tag);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
            Assert.Equal("", await known.TextAsync());
            using var head = await SendAsync(HttpMethod.Head, path, null);
            Assert.Equal(first.Headers.ETag, head.Headers.ETag);
            Assert.Equal(first.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
            Assert.Equal("", await head.TextAsync());
        }
        Assert.Equal(4, etags.Distinct().Count());
        using var other = await SendAsync(HttpMethod.Get, $"/v1/articles/{story["slug"]}?body=html", etags[0]);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(etags[0], await cms.Reader.ETagAsync($"/v1/articles/{story["slug"]}"));
    }

    [Theory]
    [InlineData("body=docx", "body invalid_value")]
    [InlineData("body=HTML", "body invalid_value")]
    [InlineData("body=", "body required")]
    [InlineData("body=html&body=text", "body duplicate")]
    public async Task Form_that_there_is_not_is_refused(string query, string fault)
    {
        var (story, _) = await FullStoryAsync();
        using var response = await cms.Reader.AskAsync($"/v1/articles/{story["id"]}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = Assert.Single(JsonNode.Parse(await response.TextAsync())!["errors"]!.AsArray())!;
        Assert.Equal(fault, $"{error["parameter"]} {error["code"]}");
        if (fault.EndsWith("invalid_value", StringComparison.Ordinal)) Assert.Contains("blocks, html, markdown, text", (string?)error["detail"]);
    }

    [Fact]
    public async Task Lists_hold_blocks_only()
    {
        using var response = await cms.Reader.AskAsync("/v1/articles?include=body&body=html");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Old_slug_leads_to_the_new_one_in_the_same_form()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var old = (string)story["slug"]!;
        await cms.Newsroom.PublishAsync(await cms.Newsroom.PatchAsync($"articles/{story["id"]}", new JsonObject { ["slug"] = $"{old}-moved" }));

        using var response = await cms.Reader.AskAsync($"/v1/articles/{old}?body=html&fields=body");

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal($"/v1/articles/{old}-moved?body=html&fields=body", Assert.Single(response.Headers.GetValues("Location")));
    }

    [Theory]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("text")]
    public async Task What_is_not_public_is_in_no_form(string form)
    {
        var (story, target) = await FullStoryAsync();
        var title = (string)target["headline"]!;
        Assert.Contains(title, (string?)(await ReadAsync(story, $"body={form}"))["body"]);

        await cms.Newsroom.ActAsync(target, "takedown", new JsonObject { ["reason"] = "legal" });

        var body = (string)(await ReadAsync(story, $"body={form}"))["body"]!;
        Assert.DoesNotContain(title, body);
        Assert.DoesNotContain("READ", body);
        Assert.Contains("Built in a year.", body);
    }

    private Task<JsonObject> ReadAsync(JsonObject story, string query) => cms.Reader.ReadAsync($"/v1/articles/{story["id"]}?{query}");

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? etag)
    {
        using var request = new HttpRequestMessage(method, path);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return await cms.Reader.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string UrlOf(JsonObject target, JsonObject answer) =>
        (string)answer["relatedLinks"]!.AsArray().Single(link => (string?)link!["article"]!["id"] == Newsroom.Id(target))!["url"]!;

    /// <summary>A story with a block of every type, and the story that it links to.</summary>
    private async Task<(JsonObject Story, JsonObject Target)> FullStoryAsync()
    {
        var target = await cms.Newsroom.PublishedAsync();
        var image = Newsroom.Id(await cms.Newsroom.ImageAsync());
        var code = $"P{Interlocked.Increment(ref _links)}";
        await cms.Newsroom.AgencyAsync(code, "Press Trust");
        var other = Newsroom.Id(await cms.Newsroom.ImageAsync("Two cranes", credit: null, agency: code));
        var link = Guid.CreateVersion7();
        var story = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["dateline"] = new JsonObject { ["place"] = "Islamabad" },
            ["relatedLinks"] = new JsonArray(
                new JsonObject { ["id"] = link.ToString(), ["kind"] = "read", ["position"] = "inline", ["article"] = Newsroom.Id(target) }),
            ["body"] = JsonNode.Parse($$"""
                [
                  { "_type": "block",
                    "children": [
                      { "_type": "span", "text": "The port " }, { "_type": "span", "text": "opened", "marks": [ "em", "strong", "l" ] },
                      { "_type": "span", "text": " <in> " }, { "_type": "span", "text": "گوادر", "marks": [ "u" ] }, { "_type": "span", "text": "." } ],
                    "markDefs": [ { "_key": "l", "_type": "link", "href": "https://example.org/port" }, { "_key": "u", "_type": "lang", "lang": "ur" } ] },
                  { "_type": "block", "style": "h2", "children": [ { "_type": "span", "text": "'AS TYPED'" } ] },
                  { "_type": "block", "style": "blockquote", "children": [ { "_type": "span", "text": "It is late." } ] },
                  { "_type": "block", "listItem": "bullet", "children": [ { "_type": "span", "text": "One" } ] },
                  { "_type": "block", "listItem": "number", "level": 2, "children": [ { "_type": "span", "text": "Under one" } ] },
                  { "_type": "image", "image": "{{image}}", "caption": "A quay", "layout": "wide" },
                  { "_type": "gallery", "items": [ { "image": "{{image}}" }, { "image": "{{other}}", "caption": "Cranes" } ] },
                  { "_type": "embed", "url": "https://www.youtube.com/watch?v=abcdefghijk", "text": "A film of the port" },
                  { "_type": "pullQuote", "text": "We opened it.", "attribution": "The minister" },
                  { "_type": "factBox", "title": "The port", "content": [ { "_type": "block", "children": [ { "_type": "span", "text": "Built in a year." } ] } ] },
                  { "_type": "table", "caption": "Ships", "header": [ "Year", "Ships" ], "rows": [ [ "2024", "4" ] ] },
                  { "_type": "relatedLink", "relatedLinkId": "{{link}}" },
                  { "_type": "divider" }
                ]
                """),
        });
        return (story, target);
    }
}
