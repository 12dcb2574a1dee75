using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
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

    [Fact]
    public async Task Every_answer_is_one_that_the_contract_tells()
    {
        TestContext.Current.SendDiagnosticMessage("CMS_FUZZ_SEED={0}", Seed);
        var requests = await ArrangeAsync();
        using var client = cms.App.Client();
        var broken = new ConcurrentQueue<string>();

        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellationToken) =>
        {
            var random = new Random(Seed + number);
            var request = requests.Make(ContractOperations.All[random.Next(ContractOperations.All.Count)], random);
            if (number % 2 == 1) request = FuzzFaults.Spoil(request, random);
            using var message = request.Message();
            using var response = await client.SendAsync(message, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            Remember(requests, request, response, text);
            if (Complaint(request, response, text) is { } complaint) broken.Enqueue($"{complaint}: {request.Operation}, {request.Fault ?? "no fault"}: {Short(request.ToString())}\n  {(int)response.StatusCode} {Short(text)}");
        });

        Assert.True(broken.IsEmpty, $"CMS_FUZZ_SEED={Seed}, {broken.Count} of {Count}:\n{string.Join('\n', broken.Order(StringComparer.Ordinal).Take(25))}");
    }

    private static string? Complaint(FuzzRequest request, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status >= 500) return "It failed";
        if (request.Fault is not null && status is < 400) return "It was not refused";
        if (!request.Operation.Statuses.Contains(status.ToString(CultureInfo.InvariantCulture))) return "The contract does not tell of this status";
        if (status >= 400 && (response.Content.Headers.ContentType?.MediaType != "application/problem+json" || JsonNode.Parse(text)!["code"] is null)) return "It is no problem";
        return null;
    }

    /// <summary>What was made can be read, changed and named by those that come after it.</summary>
    private static void Remember(FuzzRequests requests, FuzzRequest request, HttpResponseMessage response, string text)
    {
        if ((int)response.StatusCode != 201) return;
        var made = JsonNode.Parse(text)!.AsObject();
        var collection = request.Operation.Path.EndsWith("/related-links", StringComparison.Ordinal) ? "related-links" : request.Operation.Collection;
        requests.Remember(collection is "articles-by-origin" ? "articles" : collection, (string)(made["path"] ?? made["code"] ?? made["slug"] ?? made["id"])!);
    }

    /// <summary>A small newsroom to begin with, so that the first requests find something.</summary>
    private async Task<FuzzRequests> ArrangeAsync()
    {
        var requests = new FuzzRequests(CmsApp.AdminKey);
        requests.Remember("sections", await cms.Newsroom.SectionAsync("World"));
        requests.Remember("authors", (string)(await cms.Newsroom.AuthorAsync("Lena Haddad"))["slug"]!);
        requests.Remember("tags", (string)(await cms.Newsroom.TagAsync("Harbours"))["slug"]!);
        requests.Remember("agencies", (string)(await cms.Newsroom.AgencyAsync("WIRE"))["code"]!);
        requests.Remember("images", Newsroom.Id(await cms.Newsroom.ImageAsync()));
        requests.Remember("articles", (string)(await cms.Newsroom.PublishedAsync())["slug"]!);
        requests.Remember("articles", Newsroom.Id(await cms.Newsroom.DraftAsync()));
        return requests;
    }

    private static string Short(string text) => text.Length <= 600 ? text : text[..600] + " …";

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
