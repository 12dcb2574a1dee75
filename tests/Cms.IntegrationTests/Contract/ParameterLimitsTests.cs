using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Http.Contract;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Contract;

/// <summary>What the contract says that a parameter may be is what the service takes, and nothing beyond.</summary>
public sealed class ParameterLimitsTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public void Every_parameter_of_a_path_or_a_query_has_limits() => Assert.Empty(
        from operation in ContractOperations.All
        from parameter in operation.Parameters
        where !IsHeader(parameter)
        let one = parameter["schema"]!["items"] ?? parameter["schema"]!
        where (string?)one["type"] != "boolean" && one["enum"] is null && one["format"] is null && one["maxLength"] is null && one["maximum"] is null && one["pattern"] is null
        select $"{operation}: {parameter["name"]}");

    [Fact]
    public async Task Beyond_its_limits_a_parameter_of_a_query_is_refused_by_name()
    {
        using var client = cms.App.Client(CmsApp.AdminKey);
        foreach (var (operation, name, parameter) in QueryParameters())
        {
            foreach (var value in Outside(parameter))
            {
                using var response = await client.GetAsync(AddressOf(operation, name, value), TestContext.Current.CancellationToken);
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

                Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{operation}: {name}={string.Join('&', value)} answered {response.StatusCode}.");
                var problem = JsonNode.Parse(text)!;
                if ((string?)problem["code"] != "invalid_cursor") Assert.Contains(problem["errors"]!.AsArray(), error => (string?)error!["parameter"] == name);
            }
        }
    }

    [Fact]
    public async Task At_its_limits_a_parameter_of_a_query_is_taken()
    {
        using var client = cms.App.Client(CmsApp.AdminKey);
        foreach (var (operation, name, parameter) in QueryParameters().Where(parameter => parameter.Name != "cursor"))
        {
            foreach (var value in Inside(parameter, name))
            {
                using var response = await client.GetAsync(AddressOf(operation, name, value), TestContext.Current.CancellationToken);

                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{operation}: {name}={string.Join('&', value)} answered {response.StatusCode}.");
            }
        }
    }

    /// <summary>Nothing is called so: an address that is none is not there. By origin, it is a key that none can have.</summary>
    [Fact]
    public async Task Beyond_its_limits_a_parameter_of_a_path_names_nothing()
    {
        var story = (string)(await cms.Newsroom.DraftAsync())["slug"]!;
        using var client = cms.App.Client(CmsApp.AdminKey);
        foreach (var operation in ContractOperations.All)
        {
            foreach (var parameter in operation.Parameters.Where(parameter => (string)parameter["in"]! == "path"))
            {
                var schema = parameter["schema"]!;
                var value = schema["maxLength"] is { } most ? new string('x', (int)most + 1) : "x";
                Assert.False(schema["pattern"] is { } pattern && Regex.IsMatch(value, (string)pattern!));
                var path = operation.Path.Replace($"{{{parameter["name"]}}}", value, StringComparison.Ordinal).Replace("{ref}", story, StringComparison.Ordinal);
                using var request = new HttpRequestMessage(operation.Method, Regex.Replace(path, @"\{\w+\}", "x"));
                request.Headers.TryAddWithoutValidation("If-Match", "*");
                if (operation.Bodies.Count > 0) request.Content = new StringContent(Examples.All.First(example => example.Operation == operation.Id).Request!.ToJsonString(), Encoding.UTF8, operation.Bodies[0].Key);

                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

                Assert.True((int)response.StatusCode == (operation.Collection == "articles-by-origin" ? 422 : 404), $"{operation}: {path} answered {response.StatusCode}.");
            }
        }
    }

    private static bool IsHeader(JsonNode parameter) => (string)parameter["in"]! == "header";

    private static IEnumerable<(ContractOperation Operation, string Name, JsonNode Parameter)> QueryParameters() =>
        from operation in ContractOperations.All
        where !operation.Path.Contains('{') && !operation.IsStream
        from parameter in operation.Parameters
        where (string)parameter["in"]! == "query"
        select (operation, (string)parameter["name"]!, parameter);

    /// <summary>Values of a parameter: as many as it is repeated.</summary>
    private static IEnumerable<string[]> Outside(JsonNode parameter)
    {
        if (SeveralOf(parameter) is { } several) yield return several((int)parameter["schema"]!["maxItems"]! + 1);
        foreach (var value in OneOutside(parameter["schema"]!["items"] ?? parameter["schema"]!)) yield return [value];
    }

    private static IEnumerable<string[]> Inside(JsonNode parameter, string name)
    {
        if (SeveralOf(parameter) is { } several) yield return several((int)parameter["schema"]!["maxItems"]!);
        // Some fields need another parameter beside them.
        if (name == "fields") yield break;
        if (parameter["schema"]!["items"]?["enum"] is JsonArray all) yield return [string.Join(',', all)];
        else foreach (var value in OneInside(parameter["schema"]!["items"] ?? parameter["schema"]!, name)) yield return [value];
    }

    /// <summary>Any number of values of a parameter, as the contract has them written: between commas, or each by itself. Null for a parameter of one.</summary>
    private static Func<int, string[]>? SeveralOf(JsonNode parameter)
    {
        if (parameter["schema"]!["items"] is not { } items) return null;
        var one = (string?)items["enum"]?[0] ?? "x";
        return ContractOperations.IsRepeated(parameter)
            ? count => [.. Enumerable.Repeat(one, count)]
            : count => [string.Join(',', Enumerable.Repeat(one, count))];
    }

    private static IEnumerable<string> OneOutside(JsonNode schema)
    {
        yield return "";
        if (schema["enum"] is not null || schema["format"] is not null) yield return "odd";
        if (schema["maxLength"] is { } most) yield return "/" + new string('x', (int)most);
        if (schema["pattern"] is not null) yield return "?";
        if (schema["maximum"] is { } maximum) yield return $"{(int)maximum + 1}";
        if (schema["minimum"] is { } minimum) yield return $"{(int)minimum - 1}";
    }

    /// <summary>Letters that take most room in an address.</summary>
    private static IEnumerable<string> OneInside(JsonNode schema, string name)
    {
        foreach (var value in schema["enum"]?.AsArray() ?? []) yield return (string)value!;
        if (schema["maxLength"] is { } most) yield return name == "q" ? string.Concat(Enumerable.Repeat("𞤀", (int)most)) : "/" + new string('x', (int)most - 1);
        if (schema["minLength"] is not null) yield return "x";
        if (schema["maximum"] is { } maximum) yield return $"{(int)maximum}";
        if (schema["minimum"] is { } minimum) yield return $"{(int)minimum}";
    }

    private static string AddressOf(ContractOperation operation, string name, IEnumerable<string> values) =>
        $"{operation.Path}?{string.Join('&', values.Select(value => $"{name}={Uri.EscapeDataString(value)}"))}";
}
