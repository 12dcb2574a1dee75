using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.IntegrationTests.Contract;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Cms.IntegrationTests.Shared;

public sealed partial class ContractTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    /// <summary>CMS_WRITE_CONTRACT=1 writes the committed copy anew; what has changed is for a reviewer to read.</summary>
    [Fact]
    public async Task Served_contract_is_the_committed_one()
    {
        var served = await cms.Reader.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        if (CommittedContract.IsWritten) await File.WriteAllTextAsync(CommittedContract.Path, served + "\n", TestContext.Current.CancellationToken);

        var committed = await File.ReadAllTextAsync(CommittedContract.Path, TestContext.Current.CancellationToken);
        if (committed != served + "\n") Assert.Fail(Told(committed, served));
    }

    [Fact]
    public async Task Contract_is_the_same_each_time_and_OpenAPI_3_1()
    {
        var first = await cms.Reader.GetByteArrayAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.Equal(first, await cms.Reader.GetByteArrayAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        Assert.StartsWith("3.1.", (string)JsonNode.Parse(first)!["openapi"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contract_is_read_without_a_complaint()
    {
        var read = OpenApiDocument.Parse(await cms.Reader.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_a_summary_a_description_a_tag_and_an_answer()
    {
        var operations = await OperationsAsync();

        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["operationId"]));
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["summary"]));
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["description"]));
            Assert.Single(operation["tags"]!.AsArray());
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
        });
        Assert.Equal(operations.Count, operations.Select(operation => (string)operation["operationId"]!).Distinct().Count());
    }

    [Fact]
    public async Task Only_editorial_operations_need_a_key()
    {
        var paths = (await ContractAsync())["paths"]!.AsObject();

        Assert.All(paths, path => Assert.All(
            OperationsOf(path.Value!),
            operation => Assert.Equal(path.Key.StartsWith("/v1/editorial/", StringComparison.Ordinal), operation["security"]!.AsArray().Count > 0)));
    }

    [Fact]
    public async Task Every_operation_shows_what_goes_in_and_what_comes_out()
    {
        Assert.All(await OperationsAsync(), operation =>
        {
            var parameters = (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string)parameter!["in"]! == "path" || (bool?)parameter["required"] == true);
            Assert.All(parameters, parameter => Assert.NotNull(parameter!["example"]));
            Assert.All(operation["requestBody"]?["content"]!.AsObject() ?? [], content => Assert.NotNull(content.Value!["example"]));
            var answers = operation["responses"]!.AsObject().Where(response => response.Key.StartsWith('2')).SelectMany(response => response.Value!["content"]?.AsObject() ?? []);
            Assert.All(answers, content => Assert.NotNull(content.Value!["example"]));
        });
    }

    [Fact]
    public async Task Every_member_of_every_schema_says_what_it_is() => Assert.Empty(
        from schema in (await ContractAsync())["components"]!["schemas"]!.AsObject()
        from member in schema.Value!["properties"]?.AsObject() ?? []
        where member.Value!["$ref"] is null && member.Value["description"] is null
        select $"{schema.Key}.{member.Key}");

    /// <summary>Of members whose name means something else elsewhere.</summary>
    [Theory]
    [InlineData("children", "SectionNode", "TextBlock")]
    [InlineData("code", "ProblemError", "AgencyDetail", "AgencyFace", "AgencyPublic")]
    [InlineData("attribution", "ArticlePublic", "PullQuoteBlock", "PullQuoteBlockRequest")]
    [InlineData("items", "TagPublicDeliveredList", "GalleryBlock", "GalleryBlockRequest", "DeliveredGalleryBlock")]
    [InlineData("action", "MomentEffect", "ScheduleFailure")]
    [InlineData("at", "MomentEffect", "ScheduleFailure")]
    [InlineData("name", "TagDetail", "KeyDetail", "KeyCreated")]
    [InlineData("label", "BylinePublic", "PageFooterLink")]
    public async Task No_member_is_described_as_that_of_another_schema(string member, string other, params string[] schemas)
    {
        var all = (await ContractAsync())["components"]!["schemas"]!;
        Assert.All(schemas, schema => Assert.NotEqual((string)DescribedIn(other)!, (string)DescribedIn(schema)!));

        JsonNode DescribedIn(string schema) => all[schema]!["properties"]![member]!["description"]!;
    }

    [Theory]
    [InlineData("Problem410ResyncNeeded", "epoch", "head")]
    [InlineData("Problem410Gone", "id", "reason")]
    [InlineData("Problem409InUse", "users")]
    [InlineData("Problem409NotAllowedNow", "because")]
    [InlineData("Problem409Conflict")]
    public async Task A_refusal_has_the_members_of_its_codes_alone(string schema, params string[] members) => Assert.Equal(
        members,
        (await ContractAsync())["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(member => member.Key).Intersect(["id", "reason", "epoch", "head", "users", "because"]));

    [Fact]
    public async Task Every_list_and_every_text_that_is_sent_has_a_limit() => Assert.Empty(
        from schema in (await ContractAsync())["components"]!["schemas"]!.AsObject()
            // What the service sets is taken back as it was given; nobody reads it.
        where schema.Key.EndsWith("Request", StringComparison.Ordinal) && schema.Key is not ("BodyWarningRequest" or "OpenHoldRequest")
        from member in schema.Value!["properties"]?.AsObject() ?? []
        where (bool?)member.Value!["readOnly"] != true && $"{schema.Key}.{member.Key}" is not ("SpanRequest._key" or "RelatedLinkRequest.state") && IsUnbounded(member.Value)
        select $"{schema.Key}.{member.Key}");

    /// <summary>What each refusal says is told by one that was refused so, not by its title.</summary>
    [Fact]
    public async Task Every_example_of_a_refusal_has_a_detail_of_its_own() => Assert.All(
        (await ContractAsync())["components"]!["responses"]!.AsObject().SelectMany(response => response.Value!["content"]!["application/problem+json"]!["examples"]!.AsObject()),
        example => Assert.NotEqual($"{example.Value!["value"]!["title"]}.", (string?)example.Value["value"]!["detail"]));

    /// <summary>That no other code is answered is held by every test that gets an answer.</summary>
    [Theory]
    [InlineData("DeleteTag", "409", "in_use", "merged")]
    [InlineData("CreateTag", "409", "slug_taken", "still_running")]
    [InlineData("PublishArticle", "409", "not_allowed_now", "path_taken", "still_running")]
    [InlineData("PublishArticle", "422", "invalid", "key_reused", "not_ready_to_publish")]
    [InlineData("GetPageAsOf", "422", "not_kept")]
    [InlineData("ListTags", "400", "invalid_cursor", "invalid_parameter", "malformed")]
    [InlineData("GetTag", "400", "invalid_parameter", "malformed")]
    [InlineData("GetArticle", "410", "gone")]
    [InlineData("ListChanges", "410", "resync_needed")]
    [InlineData("PatchKey", "409")]
    public async Task Each_operation_tells_the_codes_that_it_refuses_with(string operation, string status, params string[] codes)
    {
        var contract = await ContractAsync();
        var told = (await OperationsAsync()).Single(it => (string)it["operationId"]! == operation)["responses"]![status];
        var response = told is null ? null : contract["components"]!["responses"]![((string)told["$ref"]!).Split('/')[^1]];
        var schema = response is null ? null : contract["components"]!["schemas"]![((string)response["content"]!["application/problem+json"]!["schema"]!["$ref"]!).Split('/')[^1]];

        Assert.Equal(codes, (schema?["properties"]!["code"]!["enum"]!.AsArray() ?? []).Select(code => (string)code!));
        Assert.Equal(codes, (response?["content"]!["application/problem+json"]!["examples"]!.AsObject() ?? []).Select(example => example.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>HEAD and the browser's preflight go with every GET of a reader, unsaid.</summary>
    [Fact]
    public async Task Contract_has_every_route_under_v1_and_no_other()
    {
        var routes = cms.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods, (endpoint, method) => $"{method} {TemplateOf(endpoint)}")
            .Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal) && !route.StartsWith("OPTIONS ", StringComparison.Ordinal));

        var described = (await ContractAsync())["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_in_a_path_is_described()
    {
        var paths = (await ContractAsync())["paths"]!.AsObject();

        Assert.All(paths, path => Assert.All(OperationsOf(path.Value!), operation => Assert.Equal(
            PathParameter().Matches(path.Key).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            ParametersIn("path", operation).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var contract = await ContractAsync();

        Assert.All(ReferencesOf(contract), reference =>
            Assert.NotNull(reference.Split('/').Skip(1).Aggregate((JsonNode?)contract, (node, name) => node?[name])));
    }

    [Fact]
    public async Task Docs_are_a_page_with_its_script_that_reads_the_contract()
    {
        using var browser = new HttpClient { BaseAddress = cms.App.Address };
        using var page = await browser.GetAsync("/docs", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("swagger-ui-bundle.js", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", await browser.GetStringAsync("/docs/index.js", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var script = await browser.GetAsync("/docs/swagger-ui-bundle.js", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
    }

    private static bool IsUnbounded(JsonNode member) => member["type"] is { } type && type.ToJsonString() switch
    {
        var text when text.Contains("array", StringComparison.Ordinal) => member["maxItems"] is null,
        var text when text.Contains("string", StringComparison.Ordinal) => member["maxLength"] is null && member["enum"] is null && member["format"] is null && member["pattern"] is null,
        _ => false,
    };

    private static string Told(string committed, string served)
    {
        var changes = ContractChanges.Between(OpenApiDocument.Parse(committed, "json").Document!, OpenApiDocument.Parse(served, "json").Document!);
        return $"""
            The service's contract is another than {CommittedContract.Path}.
            {(changes.Count == 0 ? "Only descriptions, examples or the order changed: no client breaks." : string.Join('\n', changes))}
            If it is meant, write it anew with CMS_WRITE_CONTRACT=1.
            """;
    }

    private async Task<JsonNode> ContractAsync() => JsonNode.Parse(await cms.Reader.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;

    private async Task<IReadOnlyList<JsonObject>> OperationsAsync() =>
        [.. (await ContractAsync())["paths"]!.AsObject().SelectMany(path => OperationsOf(path.Value!))];

    private static IEnumerable<JsonObject> OperationsOf(JsonNode path) =>
        path.AsObject().Where(member => Methods.Contains(member.Key)).Select(member => member.Value!.AsObject());

    private static IEnumerable<string> ParametersIn(string place, JsonObject operation) =>
        (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string)parameter!["in"]! == place).Select(parameter => (string)parameter!["name"]!);

    private static IEnumerable<string> ReferencesOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue value } ? [(string)value!] : ReferencesOf(member.Value)),
        JsonArray items => items.SelectMany(ReferencesOf),
        _ => [],
    };

    /// <summary>A route as the contract writes it: without constraints, and without a slash at its end.</summary>
    private static string TemplateOf(RouteEndpoint endpoint) =>
        RouteParameter().Replace(endpoint.RoutePattern.RawText!, "{$1}").TrimEnd('/');

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex RouteParameter();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();
}
