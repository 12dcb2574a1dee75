using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Api.Commands;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.HttpFiles;

/// <summary>The files of requests beside the resources: each works from top to bottom, and together they show every operation.</summary>
public sealed partial class HttpFileTests(SampleTests.LoadedSample sample) : IClassFixture<SampleTests.LoadedSample>
{
    private static readonly IReadOnlyList<HttpFile> Files =
        [.. Directory.GetFiles(Path.Combine(SourceTree.Find(AppContext.BaseDirectory)!, "src", "Cms.Api"), "*.http", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(HttpFile.Read)];

    [Fact]
    public async Task Every_request_succeeds_in_a_fresh_sample_and_every_operation_of_the_contract_is_among_them()
    {
        var operations = await OperationsAsync();
        var missing = operations.Select(operation => operation.Id).ToHashSet();
        using var client = sample.App.Client();

        foreach (var file in Files)
        {
            var run = new HttpFileRun(client, sample.App.Address.GetLeftPart(UriPartial.Authority), CmsApp.AdminKey);
            foreach (var request in file.Requests)
            {
                var (method, url, status, body) = await run.SendAsync(file, request);
                Assert.True(IsExpected(request.Title, status), $"{Path.GetFileName(file.Path)}: {request.Title}: {method} {url} answered {status}: {body}");
                missing.ExceptWith(operations.Where(operation => operation.Method == method && operation.Path.IsMatch(url.AbsolutePath)).Select(operation => operation.Id));
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Each_stands_in_the_folder_of_its_name_and_holds_no_key()
    {
        Assert.Equal(
            ["Agencies", "Articles", "Audit", "Authors", "Delivery", "Images", "Keys", "Pages", "RelatedLinks", "Sections", "Site", "Tags"],
            Files.Select(file => Path.GetFileNameWithoutExtension(file.Path)));
        Assert.All(Files, file =>
        {
            Assert.Equal(Path.GetFileNameWithoutExtension(file.Path), Path.GetFileName(Path.GetDirectoryName(file.Path)));
            Assert.Equal(("http://127.0.0.1:8080", "cms_"), (file.Variables["host"], file.Variables["key"]));
            Assert.All(file.Requests, request => Assert.True(request.Title.Length > 0 && (request.Url.StartsWith("{{host}}/v1/", StringComparison.Ordinal) || request.Url.EndsWith(".url}}", StringComparison.Ordinal))));
        });
    }

    /// <summary>A title says so where its request is not answered with 2xx.</summary>
    private static bool IsExpected(string title, int status) =>
        Told().Match(title) is { Success: true } told ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) == told.Groups[1].Value : status is >= 200 and < 300;

    private async Task<IReadOnlyList<(string Id, string Method, Regex Path)>> OperationsAsync()
    {
        using var reader = sample.App.Client();
        var contract = JsonNode.Parse(await reader.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        return [.. contract["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(operation => operation.Value is JsonObject members && members.ContainsKey("operationId"))
            .Select(operation => ((string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(), Pattern(path.Key))))];
    }

    /// <summary>A section's path has slashes; every other parameter is one segment.</summary>
    private static Regex Pattern(string template) =>
        new($"^{Parameter().Replace(template, match => match.Value == "{path}" ? ".+" : "[^/]+")}$", RegexOptions.CultureInvariant);

    [GeneratedRegex(@": (\d{3})$")]
    private static partial Regex Told();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
