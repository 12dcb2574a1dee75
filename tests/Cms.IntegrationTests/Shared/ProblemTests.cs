using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

/// <summary>What the framework refuses by itself has the same shape as what we refuse.</summary>
public sealed class ProblemTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("GET", "nothing-like-this", 404, "not_found")]
    [InlineData("GET", "articles/some-story/nothing-like-this", 404, "not_found")]
    [InlineData("GET", "articles/no-such-story/related-links/not-an-id", 404, "not_found")]
    [InlineData("DELETE", "site", 405, "method_not_allowed")]
    [InlineData("POST", "site", 405, "method_not_allowed")]
    [InlineData("PUT", "tags", 405, "method_not_allowed")]
    [InlineData("PUT", "sections", 405, "method_not_allowed")]
    [InlineData("DELETE", "sections", 405, "method_not_allowed")]
    [InlineData("DELETE", "sections/", 404, "not_found")]
    [InlineData("POST", "tags/some-tag", 405, "method_not_allowed")]
    public async Task Every_refusal_is_a_problem(string method, string path, int status, string code) =>
        (await cms.Newsroom.Editor.AskAsync(new HttpMethod(method), path)).IsProblem(status, code);

    /// <summary>The framework's error handler would say more, which the contract does not tell of.</summary>
    [Fact]
    public async Task A_refusal_that_no_cache_may_keep_says_so_in_one_header()
    {
        var refusal = await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "tags/none");

        refusal.IsProblem(404, "not_found");
        Assert.Equal(("no-store", null, null), (refusal.Header("Cache-Control"), refusal.Header("Pragma"), refusal.Header("Expires")));
    }

    [Fact]
    public async Task Every_answer_has_a_request_id_of_its_own()
    {
        var ids = new List<string?>();
        foreach (var path in new[] { "site", "site", "tags/none" }) ids.Add((await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).Header("X-Request-Id"));

        Assert.DoesNotContain(null, ids);
        Assert.Equal(3, ids.Distinct().Count());
    }
}
