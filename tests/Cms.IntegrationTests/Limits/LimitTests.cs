using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Http.Limits;
using Cms.IntegrationTests.Delivery.Changes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.IntegrationTests.Limits;

/// <summary>Whoever asks too much is refused in words, and the others are served.</summary>
public sealed class LimitTests(LimitTests.SmallService service) : IClassFixture<LimitTests.SmallService>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_writes_too_much_is_told_when_to_go_on_and_no_other_is()
    {
        using var busy = await service.ClientAsync();
        using var calm = await service.ClientAsync();

        var answers = new List<Answer>();
        for (var count = 0; count < 40; count++) answers.Add(await busy.AskAsync(HttpMethod.Post, "tags", new JsonObject { ["type"] = "topic", ["name"] = Newsroom.Unique("Tag") }));

        Assert.Equal("\"writes\";q=20;w=4", answers[0].Header("RateLimit-Policy"));
        Assert.Equal("\"writes\";r=19;t=1", answers[0].Header("RateLimit"));
        var refused = answers.Where(answer => answer.Status == 429).ToList();
        Assert.NotEmpty(refused);
        Assert.All(answers.Take(20), answer => answer.Is(201));
        Assert.All(refused, answer =>
        {
            answer.IsProblem(429, "rate_limited");
            Assert.InRange(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 4);
            Assert.StartsWith("\"writes\";r=0;", answer.Header("RateLimit"), StringComparison.Ordinal);
        });
        (await busy.AskAsync(HttpMethod.Get, "tags")).Is(200);
        (await calm.AskAsync(HttpMethod.Post, "tags", new JsonObject { ["type"] = "topic", ["name"] = Newsroom.Unique("Tag") })).Is(201);
    }

    [Fact]
    public async Task Bad_keys_are_refused_without_asking_the_database_and_known_ones_go_on()
    {
        // All tests are at one address, which this one spoils.
        await using var app = await CmsApp.StartAsync(service.App.ConnectionString);
        using var good = app.Client(CmsApp.AdminKey);
        using var stranger = app.Client();
        (await good.AskAsync(HttpMethod.Get, "tags")).Is(200);

        var started = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(async count =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, count % 2 == 0 ? "/v1/editorial/tags" : "/v1/editorial/authors");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"cms_guess_{count}_0123456789abcdef");
            using var response = await stranger.SendAsync(request, Stop);
            if ((int)response.StatusCode == 429) Assert.NotNull(response.Headers.RetryAfter);
            return (int)response.StatusCode;
        }));

        // Whatever is asked for, and however much at the same time.
        Assert.Equal([401, 429], answers.Distinct().Order());
        Assert.InRange(
            answers.Count(status => status == 401),
            RequestLimits.StrangeKeysAtOnce - 1,
            RequestLimits.StrangeKeysAtOnce + (RequestLimits.StrangeKeysPerSecond * (1 + (int)started.Elapsed.TotalSeconds)));
        (await good.AskAsync(HttpMethod.Get, "tags")).Is(200);
    }

    /// <summary>Behind one proxy all editors have one address, and an instance that has just started knows none of their keys.</summary>
    [Fact]
    public async Task Whoever_guesses_keys_locks_out_nobody_at_the_same_address()
    {
        await using var app = await CmsApp.StartAsync(service.App.ConnectionString);
        var (id, secret) = await service.KeyAsync();
        var (revoked, ended) = await service.KeyAsync();
        (await service.Admin.AskAsync(HttpMethod.Delete, $"keys/{revoked}")).Is(204);
        var guesses = 0;
        async Task<Answer> GuessAsync()
        {
            using var guess = app.Client($"cms_guess_{guesses++}_0123456789abcdef");
            return await guess.AskAsync(HttpMethod.Get, "tags");
        }
        while ((await GuessAsync()).Status == 401) Assert.InRange(guesses, 0, 10_000);

        using var editor = app.Client(secret);
        using var former = app.Client(ended);
        (await editor.AskAsync(HttpMethod.Get, $"keys/{id}")).Is(200);
        var answers = new List<int>();
        for (var count = 0; count < 20; count++) answers.Add((await former.AskAsync(HttpMethod.Get, "tags")).Status);
        Assert.DoesNotContain(200, answers);
    }

    [Fact]
    public async Task A_key_costs_the_database_one_look_a_moment()
    {
        using var editor = await service.ClientAsync();
        var statements = new SortedSet<int>();
        await Eventually.HoldsAsync(async () =>
        {
            using var counter = new Delivery.RequestStatements();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/editorial/site");
            statements.Add((await counter.SendAsync(editor, request)).Statements);
            return statements.Count > 1;
        });

        Assert.Equal(1, statements.Min);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_here_at_once_and_elsewhere_within_a_second()
    {
        await using var other = await CmsApp.StartAsync(service.App.ConnectionString);
        var (key, secret) = await service.KeyAsync();
        using var here = service.App.Client(secret);
        using var there = other.Client(secret);
        (await here.AskAsync(HttpMethod.Get, "tags")).Is(200);
        (await there.AskAsync(HttpMethod.Get, "tags")).Is(200);

        (await service.Admin.AskAsync(HttpMethod.Delete, $"keys/{key}")).Is(204);

        (await here.AskAsync(HttpMethod.Get, "tags")).IsProblem(401, "unauthorized");
        await Eventually.HoldsAsync(async () => (await there.AskAsync(HttpMethod.Get, "tags")).Status == 401);
    }

    [Fact]
    public async Task Beyond_its_places_the_service_refuses_editors_and_serves_readers()
    {
        // More editors than there are places begin a body and do not go on: one of them finds none.
        // Each with a key of its own, of which one alone could not take all places.
        string[] keys = [(await service.KeyAsync()).Secret, (await service.KeyAsync()).Secret, (await service.KeyAsync()).Secret];
        using var first = await BeginWriteAsync(keys[0]);
        using var second = await BeginWriteAsync(keys[1]);
        using var third = await BeginWriteAsync(keys[2]);
        List<Task<string>> reads = [ReadAsync(first), ReadAsync(second), ReadAsync(third)];
        var refused = await Task.WhenAny(reads);
        Assert.StartsWith("HTTP/1.1 503 ", await refused, StringComparison.Ordinal);
        using var editor = service.App.Client(CmsApp.AdminKey);
        using var reader = service.App.Client();

        var answer = await editor.AskAsync(HttpMethod.Get, "site");
        answer.IsProblem(503, "unavailable");
        Assert.Equal("1", answer.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/v1/articles", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/health/live", Stop)).StatusCode);
        // And the bodies that do not come are not waited for.
        await Eventually.HoldsAsync(async () => (await editor.AskAsync(HttpMethod.Get, "site")).Status == 200);
        foreach (var read in reads.Where(read => read != refused)) Assert.StartsWith("HTTP/1.1 408 ", await read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_nothing_takes_no_place_of_those_who_follow()
    {
        await using var app = await CmsApp.StartAsync(service.App.ConnectionString, new LimitSettings { Followers = 1 });
        using var stream = await Following.BeginAsync(app.Address, "");
        using var reader = app.Client();

        Assert.Equal(200, (await reader.SeeAsync("/v1/changes?limit=1")).Status);
        Assert.Equal(503, (await reader.SeeAsync("/v1/changes?limit=1&wait=1")).Status);
    }

    [Fact]
    public async Task No_single_key_takes_the_places_of_all_editors()
    {
        var (_, secret) = await service.KeyAsync();
        using var first = await BeginWriteAsync(secret);
        using var second = await BeginWriteAsync(secret);
        List<Task<string>> reads = [ReadAsync(first), ReadAsync(second)];

        Assert.StartsWith("HTTP/1.1 429 ", await await Task.WhenAny(reads), StringComparison.Ordinal);
        (await service.Admin.AskAsync(HttpMethod.Get, "site")).Is(200);
        // The other one keeps its place until its body is given up.
        Assert.All(await Task.WhenAll(reads), answer => Assert.Matches("^HTTP/1.1 (429|408) ", answer));
    }

    [Theory]
    [InlineData("many headers", 431)]
    [InlineData("a long header", 431)]
    [InlineData("a long address", 414)]
    [InlineData("a hundred thousand parameters", 414)]
    public async Task What_is_too_much_for_a_request_is_refused_before_it_is_read(string what, int status)
    {
        var request = what switch
        {
            "many headers" => $"GET /v1/site HTTP/1.1\r\nHost: cms\r\n{string.Concat(Enumerable.Range(0, 150).Select(count => $"X-{count}: 1\r\n"))}\r\n",
            "a long header" => $"GET /v1/site HTTP/1.1\r\nHost: cms\r\nX-Long: {new string('x', 40_000)}\r\n\r\n",
            "a long address" => $"GET /v1/site?{new string('x', 9_000)} HTTP/1.1\r\nHost: cms\r\n\r\n",
            _ => $"GET /v1/articles?{string.Join('&', Enumerable.Range(0, 100_000).Select(count => $"p{count}=1"))} HTTP/1.1\r\nHost: cms\r\n\r\n",
        };
        using var socket = await ConnectAsync();
        await SendAsync(socket, request);

        Assert.StartsWith($"HTTP/1.1 {status} ", await ReadAsync(socket), StringComparison.Ordinal);
    }

    /// <summary>Well before its time is over: the server gives up what comes too slowly.</summary>
    [Fact]
    public async Task A_body_that_hardly_comes_is_408_and_told_how_fast_it_has_to_be()
    {
        await using var app = await CmsApp.StartAsync(service.App.ConnectionString);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(app.Address.Host, app.Address.Port, Stop);
        await SendAsync(socket, $"POST /v1/editorial/tags HTTP/1.1\r\nHost: cms\r\nAuthorization: Bearer {CmsApp.AdminKey}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{");

        var answer = await ReadAsync(socket);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains($"{LimitMiddleware.LeastBytesPerSecond} bytes a second", answer, StringComparison.Ordinal);
    }

    /// <summary>It is the client's fault, and nothing that an operator could mend.</summary>
    [Theory]
    [InlineData("Content-Length: 100", "{")]
    [InlineData("Transfer-Encoding: chunked", "1\r\n{\r\n")]
    public async Task A_body_that_is_given_up_is_408_and_no_error_in_the_log(string length, string begun)
    {
        await using var app = await CmsApp.StartAsync(service.App.ConnectionString, new LimitSettings { BodyPatience = TimeSpan.FromMilliseconds(200) });
        using var log = new LogLines();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(app.Address.Host, app.Address.Port, Stop);
        await SendAsync(socket, $"POST /v1/editorial/tags HTTP/1.1\r\nHost: cms\r\nAuthorization: Bearer {CmsApp.AdminKey}\r\nContent-Type: application/json\r\n{length}\r\n\r\n{begun}");

        var answer = await ReadAsync(socket);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("The body was not here after 0.2 s.", answer, StringComparison.Ordinal);
        await IsClosedAsync(socket);
        Assert.Empty(log.Errors);
    }

    private async Task<Socket> BeginWriteAsync(string key)
    {
        var socket = await ConnectAsync();
        await SendAsync(socket, $"POST /v1/editorial/tags HTTP/1.1\r\nHost: cms\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{");
        return socket;
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(service.App.Address.Host, service.App.Address.Port, Stop);
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text)
    {
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(text), Stop);
        }
        catch (SocketException)
        {
            // It was refused before all of it was sent.
        }
    }

    /// <summary>The server has read on for the rest until then.</summary>
    private static async Task IsClosedAsync(Socket socket)
    {
        try
        {
            Assert.Equal("", await ReadAsync(socket));
        }
        catch (SocketException)
        {
            // It was closed with something of the body unread.
        }
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        var buffer = new byte[4_096];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Stop));
    }

    /// <summary>The service with limits that a test can reach.</summary>
    public sealed class SmallService(TestPostgres postgres) : IAsyncLifetime
    {
        private TestDatabase? _database;
        private CmsApp? _app;

        public CmsApp App => _app!;

        public HttpClient Admin { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _database = await postgres.CreateDatabaseAsync();
            _app = await CmsApp.StartAsync(
                _database.ConnectionString, new LimitSettings { ConcurrentRequests = 10, WriteBurst = 20, WritesPerSecond = 5, BodyPatience = TimeSpan.FromSeconds(4) });
            Admin = _app.Client(CmsApp.AdminKey);
        }

        internal async Task<HttpClient> ClientAsync() => App.Client((await KeyAsync()).Secret);

        internal async Task<(string Id, string Secret)> KeyAsync()
        {
            var key = await new Newsroom(Admin).PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique("Key"), ["role"] = "admin" });
            return ((string)key["id"]!, (string)key["key"]!);
        }

        public async ValueTask DisposeAsync()
        {
            if (_app is not null) await _app.DisposeAsync();
            if (_database is not null) await _database.DisposeAsync();
        }
    }
}
