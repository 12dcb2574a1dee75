using System.Text.Json.Nodes;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Images;

public sealed class ImageTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task A_credit_names_an_agency_by_code_and_follows_its_name_only()
    {
        await cms.Newsroom.AgencyAsync("PHOTO", "Photo Agency");
        var image = await cms.Newsroom.ImageAsync(credit: null, agency: "PHOTO");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "line": null, "agency": "PHOTO" }"""), image["credit"]));

        await cms.Newsroom.PatchAsync("agencies/PHOTO", new JsonObject { ["name"] = "Renamed" });

        Assert.Equal((string?)image["etag"], (string?)(await cms.Newsroom.GetAsync($"images/{image["id"]}"))["etag"]);
    }

    [Fact]
    public async Task A_patch_of_the_credit_keeps_what_it_does_not_name()
    {
        await cms.Newsroom.AgencyAsync("KEEPS");
        var image = await cms.Newsroom.ImageAsync(credit: "Line", agency: "KEEPS");

        var after = await cms.Newsroom.PatchAsync($"images/{image["id"]}", new JsonObject { ["credit"] = new JsonObject { ["line"] = "Other" } });

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "line": "Other", "agency": "KEEPS" }"""), after["credit"]));
    }

    [Theory]
    [InlineData("""{ "url": "/relative.jpg", "width": 19, "height": 20001 }""", "/url invalid_format", "/width out_of_range", "/height out_of_range")]
    [InlineData("""{ "url": "https://user:secret@a.example/a.jpg", "width": 20, "height": 20 }""", "/url invalid_format")]
    [InlineData("""{ "url": "data:image/png;base64,AAAA", "width": 20, "height": 20 }""", "/url invalid_format")]
    [InlineData("""{ "url": "https://a.example/a.jpg", "width": 20, "height": 20, "decorative": true, "alt": "Says something" }""", "/decorative conflict")]
    [InlineData("""{ "url": "https://a.example/a.jpg", "width": 20, "height": 20, "focalPoint": { "x": -0.1, "y": 1e400 } }""", "/focalPoint/x out_of_range", "/focalPoint/y out_of_range")]
    [InlineData("""{ "url": "https://a.example/a.jpg", "width": 20, "height": 20, "focalPoint": {} }""", "/focalPoint/x required", "/focalPoint/y required")]
    [InlineData("""{ "url": "https://a.example/a.jpg", "width": 20, "height": 20, "credit": { "agency": "NOBODY" } }""", "/credit/agency not_found")]
    public async Task Broken_rules_are_told_all_at_once(string sent, params string[] faults) =>
        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "images", sent)).IsProblem(422, "invalid", faults);

    [Fact]
    public async Task Limits_are_of_each_member()
    {
        var sent = $$"""
            {
              "url": "https://a.example/{{new string('x', 2_048)}}", "width": 20, "height": 20, "alt": "{{new string('x', 251)}}",
              "caption": "{{new string('x', 601)}}", "credit": { "line": "{{new string('x', 121)}}" }
            }
            """;

        (await cms.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "images", sent))
            .IsProblem(422, "invalid", "/url invalid_format", "/alt too_long", "/caption too_long", "/credit/line too_long");
    }

    [Fact]
    public async Task An_image_has_no_name_but_its_id() => (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, "images/harbour")).IsProblem(404, "not_found");
}
