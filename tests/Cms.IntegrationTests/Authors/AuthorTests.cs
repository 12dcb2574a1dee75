using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Authors;

public sealed class AuthorTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [InlineData("person")]
    [InlineData("organisation")]
    [InlineData("desk")]
    [InlineData("agency")]
    public async Task An_author_is_of_one_of_four_kinds(string kind) => Assert.Equal(kind, (string?)(await cms.Newsroom.AuthorAsync("Somebody", kind))["kind"]);

    [Fact]
    public async Task A_handle_is_kept_without_its_sign()
    {
        var author = (await CreateAsync("""{ "kind": "person", "name": "x", "profiles": [ { "network": "x", "handle": "@lena" } ] }""")).Is(201);

        Assert.Equal("lena", (string?)author["profiles"]![0]!["handle"]);
    }

    [Theory]
    [InlineData("""{ "kind": "robot", "name": "x" }""", "/kind invalid_value")]
    [InlineData("""{ "kind": "person", "name": "x", "profiles": [ null, {}, { "network": "X!", "url": "ftp://a.example" } ] }""", "/profiles/0 required", "/profiles/1/network required", "/profiles/1/handle required", "/profiles/2/network invalid_format", "/profiles/2/url invalid_format")]
    [InlineData("""{ "kind": "person", "name": "x", "profiles": [ { "network": "x", "handle": "@" } ] }""", "/profiles/0/handle required")]
    public async Task Broken_rules_are_told_all_at_once(string sent, params string[] faults) => (await CreateAsync(sent)).IsProblem(422, "invalid", faults);

    [Fact]
    public async Task Limits_are_of_each_member()
    {
        var sent = $$"""
            {
              "kind": "person", "name": "{{new string('x', 121)}}", "jobTitle": "{{new string('x', 81)}}", "bio": "{{new string('x', 1_001)}}",
              "profiles": [ {{string.Join(',', Enumerable.Repeat("""{ "network": "x", "handle": "a" }""", 11))}} ]
            }
            """;

        (await CreateAsync(sent)).IsProblem(422, "invalid", "/name too_long", "/jobTitle too_long", "/bio too_long", "/profiles too_many");
    }

    private Task<Answer> CreateAsync(string json) => cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "authors", json);
}
