using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.OddInputs;

namespace Cms.IntegrationTests.Shared;

public sealed class RequestBodyTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("12")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{ \"name\": \"x\", }")]
    [InlineData("{ 'name': 'x' }")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }")]
    [InlineData("{ \"type\": \"topic\", \"name\": \"x\", \"synonyms\": [ \"\\ud800\" ] }")]
    [InlineData("{ \"\\udc00\": 1 }")]
    [InlineData("// comment\n{}")]
    public async Task What_is_no_json_object_is_400(string body) =>
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "tags", body)).IsProblem(400, "malformed");

    [Theory]
    [InlineData("""{ "name": 5 }""", "/name invalid_type")]
    [InlineData("""{ "synonyms": "one" }""", "/synonyms invalid_type")]
    [InlineData("""{ "synonyms": [ "one", 2 ] }""", "/synonyms/1 invalid_type")]
    [InlineData("""{ "nmae": "x" }""", "/nmae unknown_member")]
    [InlineData("""{ "Name": "x" }""", "/Name unknown_member")]
    public async Task What_the_contract_does_not_say_is_400_with_its_place(string body, string fault) =>
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "tags", body)).IsProblem(400, "malformed", fault);

    [Theory]
    [InlineData("""{ "bylines": [ { "role": "writer" }, { "rolle": "x" } ] }""", "/bylines/1/rolle unknown_member")]
    [InlineData("""{ "seo": { "noindex": "yes" } }""", "/seo/noindex invalid_type")]
    [InlineData("""{ "leadImage": "some-id" }""", "/leadImage invalid_type")]
    [InlineData("""{ "bodyText": "x" }""", "/bodyText unknown_member")]
    [InlineData("""{ "publishedAt": "2024-11-12T18:33:00" }""", "/publishedAt invalid_type")]
    [InlineData("""{ "publishedAt": "2024-11-12" }""", "/publishedAt invalid_type")]
    [InlineData("""{ "publishedAt": "2024-11-12T18:33:00 IST" }""", "/publishedAt invalid_type")]
    [InlineData("""{ "publishedAt": 1731416580 }""", "/publishedAt invalid_type")]
    public async Task Places_reach_into_a_story(string body, string fault) =>
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", body)).IsProblem(400, "malformed", fault);

    [Theory]
    [InlineData("12.5")]
    [InlineData("\"1200\"")]
    [InlineData("1e400")]
    [InlineData("99999999999")]
    [InlineData("120.00000000000000000000000000000000000001")]
    [InlineData("1.2e-99999999999")]
    [InlineData("1e99999999999")]
    public async Task A_number_of_another_kind_is_400(string width) =>
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "images", $$"""{ "url": "https://a.example/a.jpg", "width": {{width}}, "height": 20 }"""))
            .IsProblem(400, "malformed", "/width invalid_type");

    [Theory]
    [InlineData("1200.0")]
    [InlineData("1.2e3")]
    [InlineData("120000E-2")]
    public async Task A_whole_number_may_be_written_with_a_point_or_an_exponent(string width)
    {
        var image = (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "images", $$"""{ "url": "https://a.example/a.jpg", "width": {{width}}, "height": 20 }""")).Is(201);

        Assert.Equal("1200", image["width"]!.ToJsonString());
        Assert.Equal("30", (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Patch, $"images/{image["id"]}", """{ "height": 3e1 }""")).Is(200)["height"]!.ToJsonString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? mediaType)
    {
        var story = await cms.Newsroom.DraftAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "tags"), (HttpMethod.Put, "site"), (HttpMethod.Patch, $"articles/{story["id"]}"), (HttpMethod.Post, $"articles/{story["id"]}/publish") })
        {
            using var content = new StringContent("{}");
            content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
            (await cms.Newsroom.Editor.SendAsync(method, path, content)).IsProblem(415, "unsupported_media_type");
        }
    }

    /// <summary>Routing takes it for JSON; a PUT would drop what a patch leaves out.</summary>
    [Fact]
    public async Task A_merge_patch_is_read_by_PATCH_alone()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Post, "tags"), (HttpMethod.Put, "site"), (HttpMethod.Post, "articles") })
        {
            using var content = new StringContent("{}", new MediaTypeHeaderValue("application/merge-patch+json"));
            (await cms.Newsroom.Editor.SendAsync(method, path, content)).IsProblem(415, "unsupported_media_type");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_2_MB_is_413_whether_its_length_is_told_or_not(bool told)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{ "type": "topic", "name": "{{new string('x', 2 * 1024 * 1024)}}" }""");
        using HttpContent content = told ? new ByteArrayContent(bytes) : new StreamContent(new UntoldStream(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await cms.Newsroom.Editor.SendAsync(HttpMethod.Post, "tags", content)).IsProblem(413, "too_large");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_client_that_sends_all_before_it_listens_hears_that_it_was_too_much(int megabytes)
    {
        var length = megabytes * 1024 * 1024;
        var head = $"POST /v1/editorial/tags HTTP/1.1\r\nAuthorization: Bearer {CmsApp.AdminKey}\r\nContent-Type: application/json\r\nContent-Length: {length}";

        Assert.Equal(413, (await RawHttp.AskAsync(cms.App.Address, head, new string(' ', length))).Status);
    }

    [Fact]
    public async Task A_body_of_just_under_2_MB_is_read()
    {
        var body = $$"""{ "type": "topic", "name": "{{new string('x', (2 * 1024 * 1024) - 100)}}" }""";

        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "tags", body)).IsProblem(422, "invalid", "/name too_long");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf_8_are_400_wherever_they_stand()
    {
        foreach (var json in new[] { """{ "type": "topic", "name": "#" }""", """{ "#": 1 }""", """{ "createdBy": "#" }""", """{ "type": "topic", "name": "x", "synonyms": ["#"] }""" })
        {
            using var content = new ByteArrayContent([.. Encoding.ASCII.GetBytes(json).Select(value => value == '#' ? (byte)0xFF : value)]);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            (await cms.Newsroom.Editor.SendAsync(HttpMethod.Post, "tags", content)).IsProblem(400, "malformed");
        }
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_body_does_no_harm()
    {
        using var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. """{ "type": "topic", "name": "With a mark" }"""u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        Assert.Equal("With a mark", (string?)(await cms.Newsroom.Editor.SendAsync(HttpMethod.Post, "tags", content)).Is(201)["name"]);
    }

    [Fact]
    public async Task Nesting_without_end_is_400()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));

        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", $$"""{ "body": {{deep}}""")).IsProblem(400, "malformed");
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("unpublish")]
    public async Task Where_a_body_is_optional_none_is_needed_but_null_is_none(string action)
    {
        var story = await cms.Newsroom.PublishedAsync();

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/{action}")).Is(200);
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, $"articles/{story["id"]}/{action}", "null")).IsProblem(400, "malformed");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, $"articles/{story["id"]}/{action}", new JsonObject { ["force"] = true }))
            .IsProblem(400, "malformed", "/force unknown_member");
    }

    /// <summary>Does not tell its length, so the request is sent in chunks.</summary>
    private sealed class UntoldStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
