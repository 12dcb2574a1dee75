using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Audit;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http.Contract;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;

namespace Cms.IntegrationTests.Contract;

/// <summary>
/// The examples of the contract are what the service answers: their file holds requests, which are sent here one after the other
/// to a newsroom with the sample, and their answers.
/// </summary>
public sealed class ExamplesTests(SampleTests.LoadedSample sample) : IClassFixture<SampleTests.LoadedSample>
{
    private static readonly string Source = Path.Combine(Repository.Folder, "src", "Cms.Api", "Shared", "Http", "Contract", "examples.json");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>CMS_WRITE_CONTRACT=1 writes the answers anew; the contract shows them after the next build.</summary>
    [Fact]
    public async Task Examples_are_what_the_service_answers()
    {
        var file = await File.ReadAllTextAsync(Source, TestContext.Current.CancellationToken);
        var mask = new ExampleMask();
        var answered = new JsonObject();
        foreach (var (name, example) in JsonNode.Parse(file)!.AsObject())
            answered[name] = await AnswerAsync(name, example!.AsObject(), mask);

        var text = answered.ToJsonString(Indented) + "\n";
        if (CommittedContract.IsWritten) await File.WriteAllTextAsync(Source, text, TestContext.Current.CancellationToken);
        Assert.Equal(CommittedContract.IsWritten ? text : file, text);
        await EachWriteIsInTheAuditTrailAsync();
    }

    [Fact]
    public void Every_operation_has_an_example() =>
        Assert.Equal(ContractOperations.All.Select(operation => operation.Id).Order(StringComparer.Ordinal), Examples.All.Select(example => example.Operation).Distinct().Order(StringComparer.Ordinal));

    /// <summary>The contract shows the same file wherever one is sent; it has no slug, so it makes another draft each time.</summary>
    [Fact]
    public async Task The_file_that_is_shown_makes_a_draft()
    {
        var contract = JsonNode.Parse(await sample.App.Client().GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        var file = (string)contract["paths"]!["/v1/editorial/articles"]!["post"]!["requestBody"]!["content"]!["text/markdown"]!["example"]!;

        (await sample.Newsroom.Editor.SendTextAsync(HttpMethod.Post, "articles", file, "text/markdown")).Is(201);
    }

    /// <summary>Every operation has an example, so a new one that forgets to note what it did shows here.</summary>
    private async Task EachWriteIsInTheAuditTrailAsync()
    {
        var writes = ContractOperations.All.Where(operation => operation.IsEditorial && operation.Method != HttpMethod.Get).Select(operation => AuditTrail.ActionOf(operation.Id)).ToList();
        var noted = await LiveSnapshot.ScalarAsync<string[]>(sample.App.ConnectionString, "select array_agg(distinct action) from editorial.audit where request_id is not null");

        Assert.True(writes.Count > 30, $"Only {writes.Count} writes were found.");
        Assert.Empty(writes.Except(noted));
        var kinds = await LiveSnapshot.ScalarAsync<string[]>(sample.App.ConnectionString, "select array_agg(distinct kind) from editorial.audit");
        Assert.Equal(AuditDetail.Kinds.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    private async Task<JsonObject> AnswerAsync(string name, JsonObject example, ExampleMask mask)
    {
        var operation = ContractOperations.All.Single(operation => operation.Id == Examples.OperationOf(name));
        var parameters = example["parameters"]?.AsObject() ?? [];
        if (operation.IsStream) return await FollowAsync(operation, parameters, mask);
        using var response = await SendAsync(operation, parameters, example["request"], "application/json", mask);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{name} answered {(int)response.StatusCode}: {text}");

        var answered = new JsonObject();
        if (parameters.Count > 0) answered["parameters"] = parameters.DeepClone();
        if (example["request"] is { } request) answered["request"] = request.DeepClone();
        answered["status"] = (int)response.StatusCode;
        if (text.Length > 0) answered["response"] = mask.Mask(JsonNode.Parse(text), name);
        if (operation.Description["responses"]!["200"]?["content"]?["text/markdown"] is not null)
        {
            using var file = await SendAsync(operation, parameters, null, "text/markdown", mask);
            answered["file"] = mask.Mask(await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), name + "/file");
        }
        return answered;
    }

    /// <summary>Three events of a stream, the first and those of the two oldest changes.</summary>
    private async Task<JsonObject> FollowAsync(ContractOperation operation, JsonObject parameters, ExampleMask mask)
    {
        using var client = new HttpClient { BaseAddress = sample.App.Address };
        using var lines = new StreamReader(await client.GetStreamAsync(AddressOf(operation, parameters, mask), TestContext.Current.CancellationToken));
        var told = new StringBuilder();
        for (var events = 0; events < 3;)
        {
            var line = await lines.ReadLineAsync(TestContext.Current.CancellationToken);
            told.Append(line).Append('\n');
            if (line is "") events++;
        }
        return new JsonObject { ["parameters"] = parameters.DeepClone(), ["status"] = 200, ["file"] = ExampleMask.MaskTimes(mask.Mask(told.ToString(), operation.Id)) };
    }

    private async Task<HttpResponseMessage> SendAsync(ContractOperation operation, JsonObject parameters, JsonNode? body, string accept, ExampleMask mask)
    {
        using var request = new HttpRequestMessage(operation.Method, AddressOf(operation, parameters, mask));
        request.Headers.Add("Accept", accept);
        foreach (var header in new[] { "If-Match", "Prefer" })
        {
            if (parameters[header] is { } value) request.Headers.TryAddWithoutValidation(header, (string)value!);
        }
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var client = sample.App.Client(operation.IsEditorial ? CmsApp.AdminKey : null);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string AddressOf(ContractOperation operation, JsonObject parameters, ExampleMask mask)
    {
        var path = operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            var name = (string)parameter["name"]!;
            if (parameters[name] is not { } value) continue;
            var text = Uri.EscapeDataString(Text(value, mask));
            if ((string)parameter["in"]! == "path") path = path.Replace($"{{{name}}}", text, StringComparison.Ordinal);
            if ((string)parameter["in"]! == "query") query.Add($"{name}={text}");
        }
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static string Text(JsonNode value, ExampleMask mask) => value switch
    {
        JsonArray values => string.Join(',', values),
        _ => mask.Unmask(value.ToString()),
    };
}
