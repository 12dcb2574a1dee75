using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Articles.Lifecycle;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Contract.Fuzzing;

/// <summary>
/// Made-up requests walk the contract: those it allows are answered as it says, those with one fault are refused as it says.
/// CMS_FUZZ_REQUESTS asks for more of them; CMS_FUZZ_SEED for those of a former run.
/// </summary>
public sealed class FuzzTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly int Count = Setting("CMS_FUZZ_REQUESTS") ?? 3_000;
    private static readonly int Seed = Setting("CMS_FUZZ_SEED") ?? Environment.TickCount;

    private static readonly IReadOnlyList<ContractOperation> Operations = [.. ContractOperations.All.Where(operation => !operation.IsStream)];

    [Fact]
    public async Task Every_answer_is_one_that_the_contract_tells()
    {
        TestContext.Current.SendDiagnosticMessage("CMS_FUZZ_SEED={0}", Seed);
        var requests = await ArrangeAsync();
        using var client = cms.App.Client();
        var broken = new ConcurrentQueue<string>();
        var succeeded = new ConcurrentDictionary<string, bool>();

        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellationToken) =>
        {
            var random = new Random(Seed + number);
            var request = requests.Make(Operations[random.Next(Operations.Count)], random);
            if (number % 2 == 1) request = FuzzFaults.Spoil(request, random);
            using var message = request.Message();
            using var response = await client.SendAsync(message, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            Remember(requests, request, response, text);
            if (response.IsSuccessStatusCode) succeeded[request.Operation.ToString()] = true;
            if (Complaint(request, response, text) is { } complaint) broken.Enqueue($"{complaint}: {request.Operation}, {request.Fault ?? "no fault"}: {Short(request.ToString())}\n  {(int)response.StatusCode} {Short(text)}");
        });

        // What never succeeds was not tried. Some hang on what others have made, so chance may leave a few.
        var untried = Operations.Select(operation => operation.ToString()).Except(succeeded.Keys).ToList();
        Assert.True(untried.Count <= Operations.Count / 10, $"CMS_FUZZ_SEED={Seed}: no request succeeded of {string.Join(", ", untried)}.");
        Assert.True(broken.IsEmpty, $"CMS_FUZZ_SEED={Seed}, {broken.Count} of {Count}:\n{string.Join('\n', broken.Order(StringComparer.Ordinal).Take(25))}");
    }

    private static string? Complaint(FuzzRequest request, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status >= 500) return "It failed";
        if (request.Fault is not null && status is < 400) return "It was not refused";
        if (!request.Operation.Responses.ContainsKey(status.ToString(CultureInfo.InvariantCulture))) return "The contract does not tell of this status";
        if (status >= 400 && (response.Content.Headers.ContentType?.MediaType != "application/problem+json" || JsonNode.Parse(text)!["code"] is null)) return "It is no problem";
        return null;
    }

    /// <summary>What was made can be read, changed and named by those that come after it, until it is deleted.</summary>
    private static void Remember(FuzzRequests requests, FuzzRequest request, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status == 204) requests.Forget(request.Operation, request.Path);
        // Nothing can be done with it any more.
        if (status == 200 && request.Operation.Id == "KillArticle") requests.Forget(request.Operation, request.Path[..request.Path.LastIndexOf('/')]);
        if (status != 201) return;
        var made = JsonNode.Parse(text)!.AsObject();
        if (FuzzRequests.Part(request.Path) is { } part) requests.Remember(part, $"{request.Path}/{made["id"]}");
        else requests.Remember(request.Operation.Collection is "articles-by-origin" ? "articles" : request.Operation.Collection, (string)(made["path"] ?? made["code"] ?? made["slug"] ?? made["id"])!);
    }

    /// <summary>A story with all that it can show stays public, for readers; others are there to be changed.</summary>
    private async Task<FuzzRequests> ArrangeAsync()
    {
        var section = await cms.Newsroom.SectionAsync("World");
        var author = (string)(await cms.Newsroom.AuthorAsync("Lena Haddad"))["slug"]!;
        var tag = (string)(await cms.Newsroom.TagAsync("Harbours"))["slug"]!;
        await cms.Newsroom.AgencyAsync("WIRE");
        var image = Newsroom.Id(await cms.Newsroom.ImageAsync(agency: "WIRE"));
        var story = await cms.Newsroom.PublishedAsync(new JsonObject
        {
            ["section"] = section,
            ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }),
            ["tags"] = new JsonArray(tag),
            ["leadImage"] = new JsonObject { ["image"] = image },
        });
        var preview = (string)(await cms.Newsroom.PostAsync($"articles/{story["id"]}/preview-links", []))["url"]!;
        var requests = new FuzzRequests(
            CmsApp.AdminKey,
            new Dictionary<string, string> { ["preview"] = preview.Split('/')[^1], ["sections"] = section, ["authors"] = author, ["tags"] = tag, ["agencies"] = "WIRE", ["images"] = image, ["articles"] = (string)story["slug"]! });
        for (var count = 0; count < 5; count++)
        {
            requests.Remember("articles", (string)(await cms.Newsroom.PublishedAsync())["slug"]!);
            requests.Remember("articles", Newsroom.Id(await cms.Newsroom.DraftAsync()));
            requests.Remember("articles", Newsroom.Id(await cms.Newsroom.InAsync("inReview")));
        }
        return requests;
    }

    private static string Short(string text) => text.Length <= 600 ? text : text[..600] + " …";

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
