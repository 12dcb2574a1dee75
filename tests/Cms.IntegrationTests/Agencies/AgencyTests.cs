using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Agencies;

public sealed class AgencyTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task An_agency_is_found_by_code_and_by_id()
    {
        var agency = await cms.Newsroom.AgencyAsync("FOUND");

        Assert.True(JsonNode.DeepEquals(agency, await cms.Newsroom.GetAsync("agencies/FOUND")));
        Assert.True(JsonNode.DeepEquals(agency, await cms.Newsroom.GetAsync($"agencies/{agency["id"]}")));
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "agencies/found")).IsProblem(404, "not_found");
    }

    [Fact]
    public async Task A_taken_code_is_409()
    {
        await cms.Newsroom.AgencyAsync("TAKEN");

        (await CreateAsync("""{ "code": "TAKEN", "name": "Another", "kind": "photo" }""")).IsProblem(409, "code_taken");
    }

    [Fact]
    public async Task Of_many_who_ask_for_one_code_at_once_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync("""{ "code": "RACE", "name": "Race", "kind": "wire" }""")));

        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        foreach (var refused in answers.Where(answer => answer.Status != 201)) refused.IsProblem(409, "code_taken");
    }

    [Theory]
    [InlineData("A")]
    [InlineData("ap")]
    [InlineData("A P")]
    [InlineData("ABCDEFGHIJKLMNOPQ")]
    [InlineData("ÄP")]
    public async Task What_is_no_code_is_422(string code) =>
        (await CreateAsync($$"""{ "code": "{{code}}", "name": "x", "kind": "none" }""")).IsProblem(422, "invalid", "/code invalid_format", "/kind invalid_value");

    private Task<Answer> CreateAsync(string json) => cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "agencies", json);
}
