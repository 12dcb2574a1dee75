using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Contract.Fuzzing;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Delivery.Oracle;

/// <summary>
/// What is not public cannot be found out by asking, whatever is asked and however the answers are compared: they are those of a
/// newsroom that has nothing of it. CMS_LONG=1 asks 5,000 questions, CMS_ORACLE_SEED those of a former run.
/// </summary>
public sealed class DifferentialOracleTests(TwinNewsrooms twins) : IClassFixture<TwinNewsrooms>
{
    private static readonly int Count = Rounds.Of(1_000, 5_000);
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("CMS_ORACLE_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Environment.TickCount;

    /// <summary>These differ between any two answers.</summary>
    private static readonly HashSet<string> OfEachAnswer = new(["Date", "X-Request-Id"], StringComparer.OrdinalIgnoreCase);

    [Fact]
    public async Task Readers_answers_are_byte_for_byte_those_of_a_newsroom_without_anything_private()
    {
        TestContext.Current.SendDiagnosticMessage("CMS_ORACLE_SEED={0}", Seed);
        var requests = new ReadersRequests(twins.Words);
        using var plain = Reader(twins.Plain);
        using var laden = Reader(twins.Laden);
        var differing = new ConcurrentQueue<string>();
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        var asked = new ConcurrentDictionary<string, bool>();
        var (pages, secret) = (0, 0);

        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellationToken) =>
        {
            var random = new Random(Seed + number);
            var open = new Queue<FuzzRequest>([requests.Make(random)]);
            for (var turn = 0; turn < 8 && open.TryDequeue(out var request); turn++)
            {
                var (expected, actual) = (await AskAsync(plain, request, cancellationToken), await AskAsync(laden, request, cancellationToken));
                if (expected.Text != actual.Text) differing.Enqueue($"{request}\n  {Short(expected.Text)}\n  {Short(actual.Text)}");
                foreach (var follower in ReadersRequests.After(request, expected.ETag, expected.Next, random)) open.Enqueue(follower);

                statuses.AddOrUpdate(expected.Status, 1, (_, count) => count + 1);
                foreach (var (name, _) in request.Query.Append(("", ""))) asked[$"{request.Operation.Path} {name}"] = true;
                if (expected.Next is not null) Interlocked.Increment(ref pages);
                if (twins.Words.IsAsked(Uri.UnescapeDataString(request.Message().RequestUri!.ToString()))) Interlocked.Increment(ref secret);
            }
        });

        Assert.True(differing.IsEmpty, $"CMS_ORACLE_SEED={Seed}, {differing.Count} of {Count} differ:\n{string.Join('\n', differing.OrderBy(text => text.Length).Take(10))}");
        var untried = ReadersRequests.Operations
            .SelectMany(operation => operation.Parameters.Where(parameter => (string)parameter["in"]! == "query").Select(parameter => $"{operation.Path} {parameter["name"]}").Append($"{operation.Path} "))
            .Except(asked.Keys);
        Assert.Empty(untried);
        foreach (var status in new[] { HttpStatusCode.OK, HttpStatusCode.MovedPermanently, HttpStatusCode.NotModified, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Gone })
            Assert.True(statuses.ContainsKey(status), $"CMS_ORACLE_SEED={Seed}: no answer was {status}.");
        Assert.True(pages > Count / 100 && secret > Count / 10, $"CMS_ORACLE_SEED={Seed}: {pages} answers went on, {secret} questions named what is private.");
    }

    [Fact]
    public async Task Editors_of_one_newsroom_have_what_those_of_the_other_have_not()
    {
        using var plain = twins.Plain.Client(CmsApp.AdminKey);
        using var laden = twins.Laden.Client(CmsApp.AdminKey);
        Assert.NotEmpty(twins.Added);
        foreach (var path in twins.Added)
        {
            (await plain.AskAsync(HttpMethod.Get, path)).Is(404);
            (await laden.AskAsync(HttpMethod.Get, path)).Is(200);
        }
    }

    /// <summary>Whether answers are as the contract says is asked elsewhere; here is asked for what it does not tell of too.</summary>
    private static HttpClient Reader(CmsApp app) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };

    private static async Task<Told> AskAsync(HttpClient reader, FuzzRequest request, CancellationToken cancellationToken)
    {
        using var message = request.Message();
        message.Headers.Host = "news.example";
        using var response = await reader.SendAsync(message, cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => !OfEachAnswer.Contains(header.Key))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        // A letter a byte, so that no two bytes become one.
        var body = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        // A preview's problems name the request, as those of editors do.
        foreach (var id in response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids : []) body = body.Replace(id, "", StringComparison.Ordinal);
        return new Told(response.StatusCode, $"{(int)response.StatusCode} {response.ReasonPhrase}\n{string.Join('\n', headers)}\n\n{body}")
        {
            ETag = response.IsSuccessStatusCode ? response.Headers.ETag?.ToString() : null,
            Next = response.StatusCode == HttpStatusCode.OK && body.StartsWith("{\"items\":", StringComparison.Ordinal) ? (string?)JsonNode.Parse(body)!["next"] : null,
        };
    }

    private static string Short(string text) => text.Length <= 1_500 ? text : text[..1_500] + " …";

    /// <param name="Text">Everything the answer tells: status line, headers, body.</param>
    private sealed record Told(HttpStatusCode Status, string Text)
    {
        public string? ETag { get; init; }

        /// <summary>Where the list goes on, or null.</summary>
        public string? Next { get; init; }
    }
}
