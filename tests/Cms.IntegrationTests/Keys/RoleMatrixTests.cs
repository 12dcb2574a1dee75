using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Security;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Keys;

/// <summary>Every editorial route there is, with every role: the table of endpoints is walked, so a new route cannot be forgotten.</summary>
public sealed partial class RoleMatrixTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    /// <summary>A page is asked for without its path.</summary>
    private static readonly int[] LetIn = [200, 400, 404, 422];

    [Fact]
    public void Every_route_asks_for_exactly_one_role_and_the_right_one()
    {
        var wrong = Routes()
            .Select(route => (route.Method, route.Pattern, Wanted: LeastRole(route.Method, route.Pattern), Declared: string.Join('+', route.Policies)))
            .Where(route => route.Wanted != route.Declared);

        Assert.Empty(wrong);
        Assert.True(Routes().Count >= 56, $"Only {Routes().Count} editorial routes were found.");
    }

    [Fact]
    public async Task Every_route_lets_in_who_may_and_nobody_else()
    {
        var callers = await CallersAsync();

        var wrong = new List<string>();
        foreach (var (method, pattern, _) in Routes())
        {
            var path = Parameter().Replace(pattern, parameter => parameter.Value.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "nobody");
            foreach (var (caller, client) in callers)
            {
                var answer = await client.SendTextAsync(new HttpMethod(method), path["/v1/editorial/".Length..], method is "GET" or "DELETE" ? null : "{}");
                var isRight = !Roles.All.Contains(caller) ? answer.Status == 401
                    : Roles.AtLeast(LeastRole(method, pattern)).Contains(caller) ? LetIn.Contains(answer.Status)
                    : answer.Status == 403;
                if (!isRight) wrong.Add($"{method} {pattern} as {caller}: {answer.Status}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_writer_writes_a_publisher_publishes_and_an_admin_does_the_rest()
    {
        using var writer = await cms.ClientAsync("writer");
        using var publisher = await cms.ClientAsync("publisher");
        var section = await cms.Newsroom.SectionAsync("Roles");
        foreach (var collection in new[] { "tags", "authors", "agencies", "images" })
        {
            var path = Collections.PathOf(collection, (await writer.AskAsync(HttpMethod.Post, collection, Collections.Example(collection))).Is(201));
            var refused = (await writer.PatchAsync(path, Collections.Change(collection))).IsProblem(403, "forbidden");
            Assert.Equal("This needs the role publisher; the key's is writer.", (string?)refused["detail"]);
            (await writer.AskAsync(HttpMethod.Delete, path)).IsProblem(403, "forbidden");
            (await publisher.PatchAsync(path, Collections.Change(collection))).Is(200);
            (await publisher.AskAsync(HttpMethod.Delete, path)).Is(204);
        }

        var author = (string)(await cms.Newsroom.AuthorAsync("Role Author"))["slug"]!;
        var draft = (await writer.AskAsync(HttpMethod.Post, "articles", new JsonObject { ["language"] = "en", ["headline"] = "Roles", ["bodyMarkdown"] = "Text" })).Is(201);
        var story = $"articles/{draft["id"]}";
        (await writer.PatchAsync(story, new JsonObject { ["section"] = section, ["bylines"] = new JsonArray(new JsonObject { ["role"] = "writer", ["author"] = author }) })).Is(200);
        (await writer.AskAsync(HttpMethod.Delete, story)).Is(204);
        (await writer.AskAsync(HttpMethod.Post, $"{story}/restore")).Is(200);
        (await writer.AskAsync(HttpMethod.Post, $"{story}/publish")).IsProblem(403, "forbidden");
        (await publisher.AskAsync(HttpMethod.Post, $"{story}/publish")).Is(200);
        (await writer.PatchAsync(story, new JsonObject { ["headline"] = "Edited while public" })).Is(200);
        (await publisher.PatchAsync("sections/" + section, new JsonObject { ["name"] = "x" })).IsProblem(403, "forbidden");
        (await publisher.PatchAsync("site", new JsonObject { ["name"] = "x" })).IsProblem(403, "forbidden");
        (await publisher.AskAsync(HttpMethod.Get, "keys")).IsProblem(403, "forbidden");
    }

    /// <summary>A key of every role; those that let nobody in would be an administrator's if they held.</summary>
    private async Task<IReadOnlyList<(string Caller, HttpClient Client)>> CallersAsync()
    {
        var revoked = await KeyAsync("admin");
        var expired = await KeyAsync("admin", (await DatabaseClock.NowAsync(cms.App.ConnectionString)).AddSeconds(2));
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, $"keys/{revoked["id"]}")).Is(204);
        using var late = cms.App.Client((string)expired["key"]!);
        await Eventually.HoldsAsync(async () => (await late.AskAsync(HttpMethod.Get, "tags")).Status == 401);
        var callers = new List<(string, HttpClient)>
        {
            ("nobody", cms.App.Client()),
            ("one whose key is revoked", cms.App.Client((string)revoked["key"]!)),
            ("one whose key has expired", cms.App.Client((string)expired["key"]!)),
        };
        foreach (var role in Roles.All) callers.Add((role, await cms.ClientAsync(role)));
        return callers;
    }

    private Task<JsonObject> KeyAsync(string role, DateTimeOffset? expiresAt = null) =>
        cms.Newsroom.PostAsync("keys", new JsonObject { ["name"] = Newsroom.Unique(role), ["role"] = role, ["expiresAt"] = expiresAt });

    /// <summary>As the contract has it: what readers see is a publisher's, keys, site and sections an administrator's.</summary>
    private static string LeastRole(string method, string pattern)
    {
        var parts = pattern["/v1/editorial/".Length..].TrimEnd('/').Split('/');
        return (parts[0], method, parts[^1]) switch
        {
            ("keys", _, _) => "admin",
            ("audit", _, _) => "publisher",
            (_, "GET", _) => "writer",
            ("site" or "sections", _, _) => "admin",
            ("articles", "POST", "publish" or "unpublish" or "takedown" or "kill" or "return" or "approve") => "publisher",
            ("articles", _, "schedule") or ("articles", "DELETE", "embargo") => "publisher",
            ("articles" or "articles-by-origin", _, _) => "writer",
            (_, "POST", "merge") => "publisher",
            (_, "POST", _) => "writer",
            _ => "publisher",
        };
    }

    private List<(string Method, string Pattern, string[] Policies)> Routes() =>
        [.. cms.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/editorial", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => (
                method,
                endpoint.RoutePattern.RawText!.TrimEnd('/'),
                endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? "").ToArray())))];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
