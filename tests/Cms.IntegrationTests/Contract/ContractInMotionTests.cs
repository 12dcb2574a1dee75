using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Contract;

/// <summary>What holds answers to the contract sees what is wrong with them: a real answer passes, and each change to it is told.</summary>
public sealed class ContractInMotionTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    public static readonly TheoryData<string, string> Wrong = new()
    {
        { """{ "odd": 1 }""", "/odd" },
        { """{ "name": 5 }""", "/name type" },
        { """{ "type": "smell" }""", "/type enum" },
        { """{ "id": "not-an-id" }""", "/id format" },
        { """{ "createdAt": "yesterday" }""", "/createdAt format" },
        { """{ "synonyms": [ null ] }""", "/synonyms/0 type" },
        { """{ "etag": null }""", "required" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_member_that_the_contract_does_not_tell_so_is_told(string change, string fault)
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));
        Assert.Null(Judge("/v1/editorial/tags/a", HttpStatusCode.OK, tag));

        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            if (value is null) tag.Remove(name);
            else tag[name] = value.DeepClone();
        }
        Assert.Contains(fault, Judge("/v1/editorial/tags/a", HttpStatusCode.OK, tag), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_member_is_told_however_deep_it_lies()
    {
        var story = await cms.Newsroom.PublishedAsync();
        var page = JsonNode.Parse(await cms.Reader.GetStringAsync($"/v1/articles/{story["slug"]}", TestContext.Current.CancellationToken))!.AsObject();
        Assert.Null(Judge("/v1/articles/a", HttpStatusCode.OK, page));

        page["body"]![0]!["children"]![0]!["odd"] = true;
        Assert.Contains("/body/0", Judge("/v1/articles/a", HttpStatusCode.OK, page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_a_media_type_a_header_and_a_place_that_the_contract_does_not_know_are_told()
    {
        var tag = await cms.Newsroom.TagAsync(Newsroom.Unique("Tag"));

        Assert.Contains("does not tell of this status", Judge("/v1/editorial/tags/a", HttpStatusCode.Accepted, tag), StringComparison.Ordinal);
        Assert.Contains("text/plain", Judge("/v1/editorial/tags/a", HttpStatusCode.OK, tag, mediaType: "text/plain"), StringComparison.Ordinal);
        Assert.Contains("header", Judge("/v1/editorial/tags/a", HttpStatusCode.OK, tag, header: "Odd"), StringComparison.Ordinal);
        Assert.Contains("does not tell of the header Cms-Stale", Judge("/v1/editorial/tags/a", HttpStatusCode.OK, tag, header: "Cms-Stale"), StringComparison.Ordinal);
        Assert.Contains("no such operation", Judge("/v1/editorial/odd", HttpStatusCode.OK, tag), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stories_have_all_their_members_unless_some_were_asked_for()
    {
        await cms.Newsroom.PublishedAsync();
        var list = JsonNode.Parse(await cms.Reader.GetStringAsync("/v1/articles?fields=headline", TestContext.Current.CancellationToken))!.AsObject();

        Assert.Null(Judge("/v1/articles?fields=headline", HttpStatusCode.OK, list));
        Assert.Contains("required", Judge("/v1/articles", HttpStatusCode.OK, list), StringComparison.Ordinal);
    }

    private static string? Judge(string path, HttpStatusCode status, JsonObject body, string mediaType = "application/json", string? header = null)
    {
        using var response = new HttpResponseMessage(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, mediaType) };
        string[] always = path.Contains("editorial", StringComparison.Ordinal) ? ["X-Request-Id"] : ["X-Request-Id", "Cache-Control", "Cms-Sequence", "Vary"];
        foreach (var name in always) response.Headers.TryAddWithoutValidation(name, "1");
        if (header is null or "Cms-Stale") response.Headers.TryAddWithoutValidation("ETag", "\"1\"");
        if (header is not null) response.Headers.TryAddWithoutValidation(header, "true");
        return ContractInMotion.Complaint(HttpMethod.Get, new Uri("http://cms.example" + path), response, Encoding.UTF8.GetBytes(body.ToJsonString()));
    }
}
