using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.OddInputs;

/// <summary>Requests that no client library would send, byte for byte.</summary>
public sealed class OddRequestTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private const string Key = "Authorization: Bearer " + CmsApp.AdminKey;

    /// <summary>An address has one spelling; what Kestrel refuses before routing (a bad target) has no body.</summary>
    [Theory]
    [InlineData("/v1/tags", 200)]
    [InlineData("/v1/tags/", 404)]
    [InlineData("//v1/tags", 404)]
    [InlineData("/v1//tags", 404)]
    [InlineData("/V1/tags", 404)]
    [InlineData("/v1/Tags", 404)]
    [InlineData("/v1/tags/%ff", 400)]
    [InlineData("/v1/tags/%zz", 400)]
    [InlineData("/v1/tags/%", 400)]
    [InlineData("/v1/tags/a%2", 400)]
    [InlineData("/v1/tags/%E0%A4x", 400)]
    [InlineData("/v1/nothing/%ff", 400)]
    [InlineData("/v1/page?path=/%C0%80", 400)]
    [InlineData("/v1/articles?%zz=1", 400)]
    [InlineData("/v1/tags/%2f", 404)]
    [InlineData("/v1/tags/%252e", 404)]
    [InlineData("/v1/tags/%c0%ae", 400)]
    [InlineData("/v1/tags/a+b", 404)]
    [InlineData("/v1/tags/x.css", 404)]
    [InlineData("/v1/tags/x;.css", 404)]
    [InlineData("/v1/tags/%0a", 404)]
    [InlineData("/v1/sections//x", 404)]
    [InlineData("/v1/tags/%2e%2e/tags", 200)]
    [InlineData("/v1/tags/%00", 400)]
    [InlineData("/v1/nothing", 404)]
    [InlineData("/v1/articles?limit=%ff", 400)]
    [InlineData("/v1/articles?limit=1&limit=1", 400)]
    [InlineData("/v1/articles?limit=1e309", 400)]
    [InlineData("/v1/articles?limit=NaN", 400)]
    [InlineData("/v1/articles?limit=-1", 400)]
    [InlineData("/v1/articles?limit=9223372036854775808", 400)]
    [InlineData("/v1/articles?limit=", 400)]
    [InlineData("/v1/articles?limit=01", 400)]
    [InlineData("/v1/articles?limit=+5", 400)]
    [InlineData("/v1/articles?limit=%2B5", 400)]
    [InlineData("/v1/changes?after=01", 400)]
    [InlineData("/v1/changes?after=00", 400)]
    [InlineData("/v1/changes?after=0&wait=00", 400)]
    [InlineData("/v1/changes/stream?after=01", 400)]
    [InlineData("/v1/articles?tag=%00", 400)]
    [InlineData("/v1/articles?cursor=AAAA", 400)]
    [InlineData("/v1/articles?publishedFrom=2024-11-12", 400)]
    public async Task A_reader_s_odd_address_is_refused_plainly(string target, int status) => IsPlain(await AskAsync($"GET {target} HTTP/1.1"), status);

    [Theory]
    [InlineData("/v1/editorial/tags/", 404)]
    [InlineData("/v1/editorial/Tags", 404)]
    [InlineData("/v1/editorial//tags", 404)]
    [InlineData("/v1/editorial/tags/%ff", 400)]
    [InlineData("/v1/editorial/tags?q=%ff", 400)]
    [InlineData("/v1/editorial/tags/%252e", 404)]
    [InlineData("/v1/editorial/keys/x.js", 404)]
    [InlineData("/v1/editorial/nothing", 404)]
    [InlineData("/v1/editorial/tags?limit=1&limit=1", 400)]
    [InlineData("/v1/editorial/tags?id=1", 400)]
    [InlineData("/v1/editorial/tags?limit=%00", 400)]
    [InlineData("/v1/editorial/tags?limit=01", 400)]
    public async Task An_editor_s_odd_address_is_refused_plainly(string target, int status) => IsPlain(await AskAsync($"GET {target} HTTP/1.1\r\n{Key}"), status);

    /// <summary>A path of two parts has its slash plain or encoded once; what is encoded twice is another name, of nothing.</summary>
    [Fact]
    public async Task An_address_that_is_encoded_twice_names_nothing()
    {
        var path = await cms.Newsroom.SectionAsync("Inner", await cms.Newsroom.SectionAsync("Outer"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject { ["section"] = path });
        var (once, twice) = (path.Replace("/", "%2F", StringComparison.Ordinal), path.Replace("/", "%252f", StringComparison.Ordinal));

        foreach (var sections in new[] { "/v1/sections", "/v1/editorial/sections" })
        {
            Assert.Equal(200, (await AskAsync($"GET {sections}/{path} HTTP/1.1\r\n{Key}")).Status);
            Assert.Equal(200, (await AskAsync($"GET {sections}/{once} HTTP/1.1\r\n{Key}")).Status);
            IsPlain(await AskAsync($"GET {sections}/{twice} HTTP/1.1\r\n{Key}"), 404);
        }
        IsPlain(await AskAsync($"DELETE /v1/editorial/sections/{twice} HTTP/1.1\r\n{Key}\r\nIf-Match: *"), 404);
        Assert.Equal(200, (await AskAsync($"GET /v1/page?path=%2F{once}%2F{story["slug"]} HTTP/1.1")).Status);
        IsPlain(await AskAsync($"GET /v1/page?path=/{twice} HTTP/1.1"), 404);
        IsPlain(await AskAsync($"GET /v1/page?path=%252F{path} HTTP/1.1"), 400);
        var slug = (string)story["slug"]!;
        IsPlain(await AskAsync($"GET /v1/articles/%25{(int)slug[0]:x}{slug[1..]} HTTP/1.1"), 404);
        Assert.Equal(200, (await AskAsync($"GET /v1/articles/%{(int)slug[0]:x}{slug[1..]} HTTP/1.1")).Status);
    }

    /// <summary>Kept as it stood, the one would be the other.</summary>
    [Fact]
    public async Task An_address_that_is_no_text_names_nothing_and_nothing_is_made_by_it()
    {
        const string story = """{"language":"en","headline":"Keyed"}""";
        string Put(string id) => $"PUT /v1/editorial/articles-by-origin/wire/{id} HTTP/1.1\r\n{Key}\r\nContent-Type: application/json\r\nContent-Length: {story.Length}";

        var refused = await AskAsync(Put("a%ff"), story);

        IsPlain(refused, 400);
        Assert.Equal("malformed", (string?)JsonNode.Parse(refused.Body)!["code"]);
        Assert.Contains("%ff", refused.Body, StringComparison.Ordinal);
        Assert.Equal(201, (await AskAsync(Put("a%25ff"), story)).Status);
    }

    /// <summary>Outside of the API too, an address has one spelling and the methods that it has.</summary>
    [Theory]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("HEAD", "/health/live", 200)]
    [InlineData("GET", "/health/live/", 404)]
    [InlineData("GET", "/HEALTH/READY", 404)]
    [InlineData("PUT", "/health/live", 405)]
    [InlineData("FOO", "/health/ready", 405)]
    [InlineData("TRACE", "/health/live", 405)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/openapi/v1.json/", 404)]
    [InlineData("GET", "/docs", 301)]
    [InlineData("GET", "/docs/", 301)]
    [InlineData("HEAD", "/docs/index.html", 200)]
    [InlineData("POST", "/docs/index.html", 405)]
    [InlineData("DELETE", "/docs", 405)]
    [InlineData("get", "/docs", 405)]
    [InlineData("PUT", "/openapi/v1.json", 405)]
    [InlineData("PUT", "/docs/errors/malformed", 405)]
    [InlineData("HEAD", "/docs/errors", 200)]
    [InlineData("GET", "/Docs/Errors/malformed", 404)]
    [InlineData("GET", "/docs/errors/malformed/", 404)]
    public async Task What_is_beside_the_api_has_one_address_too(string method, string path, int status) =>
        Assert.Equal(status, (await AskAsync($"{method} {path} HTTP/1.1\r\nContent-Length: 0")).Status);

    [Theory]
    [InlineData("TRACE", "/v1/tags", 405)]
    [InlineData("PROPFIND", "/v1/tags", 405)]
    [InlineData("MADEUP", "/v1/tags", 405)]
    [InlineData("POST", "/v1/tags", 405)]
    [InlineData("OPTIONS", "/v1/editorial/tags", 405)]
    [InlineData("PROPFIND", "/v1/editorial/tags", 405)]
    [InlineData("head", "/v1/tags", 405)]
    [InlineData("Get", "/v1/site", 405)]
    [InlineData("post", "/v1/editorial/tags", 405)]
    [InlineData("head", "/v1/editorial/tags", 405)]
    [InlineData("FOO", "/v1/editorial/sections", 405)]
    [InlineData("PUT", "/v1/editorial/sections", 405)]
    public async Task Another_method_is_405_and_told_what_is_allowed(string method, string path, int status)
    {
        var answer = await AskAsync($"{method} {path} HTTP/1.1\r\n{Key}\r\nContent-Length: 0");

        IsPlain(answer, status);
        Assert.Equal(path.Contains("editorial", StringComparison.Ordinal) ? "GET, HEAD, POST" : "GET, HEAD, OPTIONS", answer.Header("Allow"));
        Assert.Equal(path.Contains("editorial", StringComparison.Ordinal) ? null : "*", answer.Header("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("PUT", "/V1/articles")]
    [InlineData("PUT", "/v1/articles/")]
    [InlineData("DELETE", "/v1/editorial/Tags")]
    [InlineData("FOO", "/v1/editorial/sections/")]
    [InlineData("GET", "/v1/editorial/articles-by-origin/wire")]
    [InlineData("PUT", "/health/Live")]
    public async Task Another_spelling_has_no_methods(string method, string path)
    {
        var answer = await AskAsync($"{method} {path} HTTP/1.1\r\n{Key}\r\nContent-Length: 0");

        IsPlain(answer, 404);
        Assert.Null(answer.Header("Allow"));
    }

    [Fact]
    public async Task Connect_is_refused_by_the_server() => Assert.InRange((await AskAsync("CONNECT a.example:80 HTTP/1.1")).Status, 400, 499);

    [Fact]
    public async Task A_method_in_a_header_is_not_obeyed()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Kept"));

        Assert.Equal(200, (await AskAsync($"GET /v1/editorial/tags/{tag["slug"]} HTTP/1.1\r\n{Key}\r\nIf-Match: *\r\nX-HTTP-Method-Override: DELETE")).Status);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, $"tags/{tag["slug"]}")).Is(200);
    }

    [Theory]
    [InlineData("tags", 200)]
    [InlineData("site", 200)]
    [InlineData("articles", 200)]
    [InlineData("tags/none", 404)]
    public async Task Head_for_an_editor_answers_as_get_without_the_body(string path, int status)
    {
        var head = await AskAsync($"HEAD /v1/editorial/{path} HTTP/1.1\r\n{Key}");
        var get = await AskAsync($"GET /v1/editorial/{path} HTTP/1.1\r\n{Key}");

        Assert.Equal((status, status), (head.Status, get.Status));
        Assert.Equal("", head.Body);
        foreach (var name in new[] { "Content-Type", "ETag", "Cache-Control" }) Assert.Equal(get.Header(name), head.Header(name));
        Assert.Equal(401, (await AskAsync($"HEAD /v1/editorial/{path} HTTP/1.1")).Status);
    }

    /// <summary>What could be read in two ways is read in none.</summary>
    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 3", "{}")]
    [InlineData("Content-Length: x", "{}")]
    [InlineData("Transfer-Encoding: gzip", "{}")]
    [InlineData("Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked", "0\r\n\r\n")]
    [InlineData("X-Odd: a\0b", "")]
    [InlineData("Host: other.example", "")]
    public async Task A_request_of_unclear_length_or_host_is_400(string header, string body) =>
        Assert.Equal(400, (await AskAsync($"POST /v1/editorial/tags HTTP/1.1\r\n{Key}\r\nContent-Type: application/json\r\n{header}", body)).Status);

    [Fact]
    public async Task A_request_without_host_is_400_and_an_old_one_needs_none()
    {
        Assert.Equal(400, (await RawHttp.AskAsync(cms.App.Address, "GET /v1/tags HTTP/1.1", hasHost: false)).Status);
        Assert.Equal(200, (await RawHttp.AskAsync(cms.App.Address, "GET /v1/tags HTTP/1.0", hasHost: false)).Status);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Type: application/json", "17\r\n{\"type\":\"topic\",\"name\":\r\n5\r\n\"C1\"}\r\n0\r\n\r\n", 201)]
    [InlineData("Content-Length: 28\r\nContent-Type: application/json\r\nExpect: 100-continue", "{\"type\":\"topic\",\"name\":\"C2\"}", 201)]
    [InlineData("Content-Length: 2\r\nContent-Type: application/json\r\nContent-Encoding: gzip", "{}", 415)]
    [InlineData("Content-Length: 2\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Encoding: br", "{}", 415)]
    [InlineData("Content-Length: 2\r\nContent-Type: application/json; charset=utf-16", "{}", 415)]
    [InlineData("Content-Length: 2\r\nContent-Type: application/json; charset=iso-8859-1", "{}", 415)]
    [InlineData("Content-Length: 2\r\nContent-Type: application/json; charset=utf-8; charset=utf-16", "{}", 415)]
    [InlineData("Content-Length: 2\r\nContent-Type: ;;;", "{}", 415)]
    public async Task A_body_may_come_in_parts_but_not_disguised(string headers, string body, int status) =>
        Assert.Equal(status, (await AskAsync($"POST /v1/editorial/tags HTTP/1.1\r\n{Key}\r\n{headers}", body)).Status);

    [Fact]
    public async Task The_body_of_a_get_is_not_looked_at() =>
        Assert.Equal(200, (await AskAsync("GET /v1/tags HTTP/1.1\r\nContent-Length: 3", "odd")).Status);

    [Theory]
    [InlineData("?api_key=" + CmsApp.AdminKey)]
    [InlineData("?access_token=" + CmsApp.AdminKey)]
    public async Task A_key_in_the_address_is_no_key(string query) => IsPlain(await AskAsync($"GET /v1/editorial/tags{query} HTTP/1.1"), 401);

    [Fact]
    public async Task A_key_that_begins_like_a_real_one_is_refused_as_any_other()
    {
        var answers = new List<JsonNode>();
        foreach (var key in new[] { CmsApp.AdminKey[..^1] + "0", CmsApp.AdminKey + "x", "cms_" + new string('z', 40), "cms_", "other" })
        {
            var answer = await AskAsync($"GET /v1/editorial/tags HTTP/1.1\r\nAuthorization: Bearer {key}");
            Assert.Equal(401, answer.Status);
            var problem = JsonNode.Parse(answer.Body)!.AsObject();
            problem.Remove("traceId");
            answers.Add(problem);
        }
        Assert.All(answers, answer => Assert.True(JsonNode.DeepEquals(answers[0], answer)));
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999")]
    [InlineData("-0.5")]
    [InlineData("[1, 2]")]
    public async Task A_number_that_cannot_be_is_400(string number) =>
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "images", $$"""{ "url": "https://a.example/a.jpg", "height": 20, "width": {{number}} }""")).Is(400);

    [Fact]
    public async Task Long_lists_many_members_and_deep_ones_are_refused_without_harm()
    {
        var editor = cms.Newsroom.Editor;
        (await editor.SendTextAsync(HttpMethod.Post, "tags", $$"""{ "synonyms": [{{string.Join(',', Enumerable.Repeat("1", 1_000_000))}}] }""")).Is(400);
        (await editor.SendTextAsync(HttpMethod.Post, "tags", $$"""{ {{string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"\"k{number}\":1"))}} }""")).Is(400);
        (await editor.SendTextAsync(HttpMethod.Post, "tags", $$"""{ "a": {{new string('[', 65)}}{{new string(']', 65)}} }""")).Is(400);
        (await editor.SendTextAsync(HttpMethod.Post, "articles", """{ "language": "en", "headline": "x", "body": [ { "_type": "block", "_type": "block" } ] }""")).Is(400);
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "tags")).Is(200);
    }

    [Theory]
    [InlineData("GET /v1/tags HTTP/1.1")]
    [InlineData("GET /v1/nothing HTTP/1.1")]
    [InlineData("GET /v1/editorial/tags HTTP/1.1")]
    [InlineData("GET /docs/errors HTTP/1.1")]
    public async Task Every_answer_forbids_guessing_and_names_no_server(string head)
    {
        var answer = await AskAsync(head);

        Assert.Equal(("nosniff", "no-referrer", null), (answer.Header("X-Content-Type-Options"), answer.Header("Referrer-Policy"), answer.Header("Server")));
    }

    private Task<RawAnswer> AskAsync(string head, string body = "") => RawHttp.AskAsync(cms.App.Address, head, body);

    /// <summary>A refusal is a problem in our own words, or Kestrel's bare 400 of a target that is none.</summary>
    private static void IsPlain(RawAnswer answer, int status)
    {
        Assert.Equal(status, answer.Status);
        if (status < 400 || answer.Body.Length == 0) return;
        Assert.StartsWith("application/problem+json", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains(answer.Header("Cache-Control"), (string?[])["no-store", "public, max-age=5, s-maxage=30"]);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", answer.Body, StringComparison.Ordinal);
    }
}
