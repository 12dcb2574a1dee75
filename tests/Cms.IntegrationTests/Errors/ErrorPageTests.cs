using System.Net;
using Cms.Api.Shared.Http;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Errors;

public sealed class ErrorPageTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    public static readonly TheoryData<string> Codes = [.. Problems.All.Select(kind => kind.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_problem_has_a_page_that_says_what_to_do(string code)
    {
        var kind = Problems.All.Single(kind => kind.Code == code);
        using var page = await cms.Reader.GetAsync($"/docs/errors/{code}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"<h1>{kind.Status} {code}</h1>", text, StringComparison.Ordinal);
        Assert.Contains(kind.Remedy, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_every_problem_and_every_fault()
    {
        var text = await cms.Reader.GetStringAsync("/docs/errors", TestContext.Current.CancellationToken);

        Assert.All(Problems.All, kind => Assert.Contains($"/docs/errors/{kind.Code}\"", text, StringComparison.Ordinal));
        Assert.All(FaultCodes.All, fault => Assert.Contains($"<code>{fault.Code}</code>", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_that_there_is_not_is_told_so_and_nothing_of_it_is_markup()
    {
        using var page = await cms.Reader.GetAsync("/docs/errors/%3Cscript%3E", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain("<script>", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_type_of_a_problem_leads_to_its_page()
    {
        var problem = (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "tags/nothing")).IsProblem(404, "not_found");

        using var page = await cms.Reader.GetAsync((string)problem["type"]!, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
