using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>What an operator finds in the log of a running service, and what nobody does.</summary>
public sealed class LogTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private const string Key = "cms_configured_0123456789abcdef";
    private const string Writes = "Cms.Api.Shared.Http.RequestLog";

    [Fact]
    public async Task In_a_container_each_line_is_JSON_and_a_write_is_told_with_who_what_and_how_it_ended()
    {
        await using var service = await ServeAsync(("DOTNET_RUNNING_IN_CONTAINER", "true"));
        using var editor = service.Client(Key);

        using var created = await editor.PostAsJsonAsync("/v1/editorial/tags", new { type = "topic", name = "Logged" }, TestContext.Current.CancellationToken);
        using var refused = await editor.PostAsJsonAsync("/v1/editorial/tags", new { type = "topic" }, TestContext.Current.CancellationToken);
        using var deleted = await editor.SendAsync(Delete("/v1/editorial/tags/logged"), TestContext.Current.CancellationToken);
        using var read = await editor.GetAsync("/v1/articles", TestContext.Current.CancellationToken);
        await service.TerminateAsync();

        var log = service.Lines.Select(line => JsonNode.Parse(line)!).ToList();
        Assert.All(log, entry => Assert.EndsWith("Z", (string)entry["Timestamp"]!, StringComparison.Ordinal));
        Assert.Single(log, entry => ((string)entry["Message"]!).StartsWith("Cms 1.", StringComparison.Ordinal));
        var requests = log.Where(entry => (string)entry["Category"]! == Writes).ToList();
        Assert.Equal(
            [(IdOf(created), 201), (IdOf(refused), 422), (IdOf(deleted), 204)],
            requests.Select(entry => ((string)entry["State"]!["RequestId"]!, (int)entry["State"]!["Status"]!)));
        var tag = await created.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        var written = requests[0]["State"]!;
        Assert.Equal((string)tag!["id"]!, (string)written["Resource"]!);
        Assert.Equal(
            ("POST", "/v1/editorial/tags", "admin"), ((string)written["Method"]!, (string)written["Path"]!, (string)written["KeyName"]!));
        Assert.True(Guid.TryParse((string)written["KeyId"]!, out _));
        Assert.True((double)written["Milliseconds"]! > 0);
        Assert.Equal("/v1/editorial/tags/logged", (string)requests[2]["State"]!["Path"]!);
        Assert.Equal(["/v1/editorial/tags/", "/v1/editorial/tags/", "/v1/editorial/tags/{ref}"], requests.Select(entry => (string)entry["State"]!["Route"]!));
        Assert.All(requests, entry => Assert.Equal((string)entry["State"]!["RequestId"]!, (string)entry["Scopes"]!.AsArray().Single(scope => scope!["RequestId"] is not null)!["RequestId"]!));
    }

    [Fact]
    public async Task A_write_that_was_done_before_is_told_with_what_it_was_about()
    {
        await using var service = await ServeAsync(("DOTNET_RUNNING_IN_CONTAINER", "true"));
        using var editor = service.Client(Key);
        for (var time = 0; time < 2; time++)
        {
            using var request = Post("/v1/editorial/tags", """{"type":"topic","name":"Repeated"}""");
            request.Headers.Add("Idempotency-Key", "once");
            using var answer = await editor.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(201, (int)answer.StatusCode);
        }
        var tag = (await editor.GetFromJsonAsync<JsonObject>("/v1/editorial/tags/repeated", TestContext.Current.CancellationToken))!;
        await service.TerminateAsync();

        var told = service.Lines.Select(line => JsonNode.Parse(line)!).Where(entry => (string)entry["Category"]! == Writes).Select(entry => (string?)entry["State"]!["Resource"]);
        Assert.Equal([(string)tag["id"]!, (string)tag["id"]!], told);
    }

    [Fact]
    public async Task Replicas_that_do_not_answer_are_told_once()
    {
        await using var service = await ServeAsync(("ConnectionStrings__Delivery", "Host=127.0.0.1;Port=1;Username=nobody"), ("Cms__CacheMegabytes", "0"));
        using var reader = service.Client();
        for (var time = 0; time < 3; time++)
        {
            using var answer = await reader.GetAsync("/v1/articles", TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)answer.StatusCode);
        }
        await service.TerminateAsync();

        Assert.Single(service.Lines, line => line.Contains("No replica answers, so readers are answered from the primary meanwhile", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_write_that_is_refused_is_told_with_what_it_was_about()
    {
        await using var service = await ServeAsync(("DOTNET_RUNNING_IN_CONTAINER", "true"));
        using var editor = service.Client(Key);
        using var stranger = service.Client();
        var tag = await CreatedAsync("tags", new { type = "topic", name = "Refused" });
        var story = await CreatedAsync("articles", new { language = "en", headline = "Refused" });

        await AskAsync(editor, Delete("/v1/editorial/tags/refused", ifMatch: "\"99\""), 412);
        await AskAsync(editor, Patch("/v1/editorial/tags/refused", """{"type":"none"}"""), 422);
        await AskAsync(editor, Patch($"/v1/editorial/tags/{tag}", """{"nmae":"x"}"""), 400);
        await AskAsync(stranger, Delete($"/v1/editorial/tags/{tag}"), 401);
        await AskAsync(editor, Post("/v1/editorial/tags/refused/merge", """{"into":"nowhere"}"""), 422);
        await AskAsync(editor, Patch("/v1/editorial/articles/refused", """{"section":"nowhere"}"""), 422);
        await AskAsync(editor, Post("/v1/editorial/articles/refused/publish", "{}"), 422);
        await AskAsync(editor, Post("/v1/editorial/articles/refused/unpublish", "{}"), 409);
        await AskAsync(editor, Delete("/v1/editorial/tags/nowhere"), 404);
        await AskAsync(editor, Patch("/v1/editorial/tags/refused", "{"), 400);
        await AskAsync(editor, Write(HttpMethod.Put, "/v1/editorial/articles-by-origin/wire/a%2Fb", "{}", "*"), 422);
        await AskAsync(editor, Delete($"/v1/editorial/keys/{Key}"), 404);
        await AskAsync(editor, Post("/v1/editorial/tags", "{}"), 422);
        await service.TerminateAsync();

        var refused = service.Lines.Select(line => JsonNode.Parse(line)!).Where(entry => (string)entry["Category"]! == Writes && (int)entry["State"]!["Status"]! >= 400);
        // By its id; what was not looked for, or is not there, as it was asked for.
        Assert.Equal([tag, tag, tag, tag, tag, story, story, story, "nowhere", "refused", "wire/a%2Fb", "cms_…", null], refused.Select(entry => (string?)entry["State"]!["Resource"] is { Length: > 0 } id and not "(null)" ? id : null));

        async Task<string> CreatedAsync(string path, object body)
        {
            using var created = await editor.PostAsJsonAsync("/v1/editorial/" + path, body, TestContext.Current.CancellationToken);
            return (string)(await created.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["id"]!;
        }

        static async Task AskAsync(HttpClient client, HttpRequestMessage request, int status)
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_path_with_line_ends_in_it_is_one_line_for_people_too()
    {
        await using var service = await ServeAsync();
        using var editor = service.Client();

        using var refused = await editor.PostAsync("/v1/editorial/tags/%0d%0aFAKE%1b[2J", null, TestContext.Current.CancellationToken);
        await service.TerminateAsync();

        var line = Assert.Single(service.Lines, line => line.Contains("FAKE", StringComparison.Ordinal));
        Assert.Contains(IdOf(refused), line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Fact]
    public async Task No_secret_is_in_the_log_at_any_level()
    {
        const string inQuery = "cms_in_a_query_0123456789abcdef";
        const string inPath = "cms_in_a_path_0123456789abcdef";
        const string inMethod = "cms_as_a_method_0123456789abcdef";
        const string inHeader = "cms_in_a_header_0123456789abcdef";
        await using var service = await ServeAsync(
            ("DOTNET_RUNNING_IN_CONTAINER", "true"),
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft", "Trace"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
            ("Logging__Console__LogLevel__Default", "Trace"));
        using var editor = service.Client(Key);

        using var created = await editor.PostAsJsonAsync("/v1/editorial/keys", new { name = "Logged", role = "writer" }, TestContext.Current.CancellationToken);
        var secret = (string)(await created.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["key"]!;
        using var draft = await editor.PostAsJsonAsync("/v1/editorial/articles", new { language = "en", headline = "Logged", slug = "logged" }, TestContext.Current.CancellationToken);
        using var link = await editor.PostAsJsonAsync("/v1/editorial/articles/logged/preview-links", new { }, TestContext.Current.CancellationToken);
        var preview = new Uri((string)(await link.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["url"]!).AbsolutePath;
        foreach (var path in new[] { preview, preview + "x", preview + "?x=1" }) (await editor.GetAsync(path, TestContext.Current.CancellationToken)).Dispose();
        foreach (var path in new[] { $"/v1/articles?api_key={inQuery}", $"/v1/editorial/tags?access_token={inQuery}", $"/v1/articles/{inPath}", $"/nowhere/{inPath}" })
            (await editor.GetAsync(path, TestContext.Current.CancellationToken)).Dispose();
        (await editor.SendAsync(Delete($"/v1/editorial/keys/{secret}"), TestContext.Current.CancellationToken)).Dispose();
        await SendRawAsync(service, $"GET /v1/articles HTTP/1.1\r\nHost: x\r\nAuthorization : Bearer {inHeader}\r\n\r\n");
        await SendRawAsync(service, $"GET /v1/articles?api_key={inQuery} HTTP/9\r\n\r\n");
        await SendRawAsync(service, $"{inMethod} /v1/articles HTTP/1.1\r\nHost: x\r\n\r\n");
        await service.TerminateAsync();

        var log = string.Join('\n', service.Lines);
        Assert.Contains("\"LogLevel\":\"Trace\"", log, StringComparison.Ordinal);
        Assert.Single(service.Lines, line => line.Contains("GET /v1/articles answered 400", StringComparison.Ordinal) && line.Contains("\"Debug\"", StringComparison.Ordinal));
        Assert.Single(service.Lines, line => line.Contains("/v1/editorial/keys/cms_", StringComparison.Ordinal));
        var password = new NpgsqlConnectionStringBuilder(database.ConnectionString).Password!;
        Assert.Contains("answered 200", Assert.Single(service.Lines, line => line.Contains("GET " + preview[..preview.LastIndexOf('/')] + "/cms_", StringComparison.Ordinal) && line.Contains("answered 200", StringComparison.Ordinal)), StringComparison.Ordinal);
        var token = preview[(preview.LastIndexOf('/') + 1)..];
        Assert.All([Key, secret, token, password, inQuery, inPath, inMethod, inHeader], it => Assert.DoesNotContain(it, log, StringComparison.OrdinalIgnoreCase));
        Assert.All(service.Lines, line => JsonNode.Parse(line));
    }

    [Fact]
    public async Task The_form_can_be_chosen()
    {
        await using var service = await ServeAsync(("DOTNET_RUNNING_IN_CONTAINER", "true"), ("Logging__Console__FormatterName", "simple"));

        Assert.Single(service.Lines, line => Regex.IsMatch(line, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ info: Cms\.Api\.Commands\.Start\[1\] Cms 1\."));
        Assert.Contains(service.StartLines, line => line.StartsWith("Listening on ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_is_asked_by_the_program_itself()
    {
        await using var gate = new DatabaseGate(database.ConnectionString);
        await using var service = CmsProcess.Begin(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = gate.ConnectionString });
        var there = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = (await service.ListeningAsync()).ToString().Replace("127.0.0.1", "+", StringComparison.Ordinal) };

        var waiting = await CmsProcess.RunAsync(there, "health");
        gate.Open();
        await Eventually.HoldsAsync(async () => (await CmsProcess.RunAsync(there, "health")) is { Code: 0, Output: "Ready.\n" });
        await service.TerminateAsync();
        var gone = await CmsProcess.RunAsync(there, "health");

        Assert.Equal(1, waiting.Code);
        Assert.NotEqual("Ready.\n", waiting.Output);
        Assert.Equal(1, gone.Code);
        Assert.StartsWith("No answer from http://127.0.0.1:", gone.Output, StringComparison.Ordinal);
    }

    private Task<CmsProcess> ServeAsync(params (string Name, string Value)[] settings) => CmsProcess.ServeAsync(
        settings.Append(("Cms__AdminKey", Key)).Append(("ConnectionStrings__Cms", database.ConnectionString)).ToDictionary(it => it.Item1, it => it.Item2));

    private static HttpRequestMessage Delete(string path, string ifMatch = "*") => Write(HttpMethod.Delete, path, null, ifMatch);

    private static HttpRequestMessage Patch(string path, string body) => Write(HttpMethod.Patch, path, body, "*");

    private static HttpRequestMessage Post(string path, string body) => Write(HttpMethod.Post, path, body, "*");

    private static HttpRequestMessage Write(HttpMethod method, string path, string? body, string ifMatch)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }

    private static string IdOf(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("X-Request-Id"));

    /// <summary>What no client of ours would send. It is answered before the connection is closed.</summary>
    private static async Task SendRawAsync(CmsProcess service, string request)
    {
        var address = await service.ListeningAsync();
        using var visitor = new TcpClient();
        await visitor.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await visitor.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var answer = new StreamReader(visitor.GetStream());
        Assert.StartsWith("HTTP/1.1 ", await answer.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
