using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>
/// An example of every operation: what was asked of a newsroom with the sample, and what it really answered. A test asks the same
/// again; ids, times and secrets are its own.
/// </summary>
internal sealed class Examples : IDocumentFilter
{
    private const string Resource = "Cms.Api.Shared.Http.Contract.examples.json";
    private const string Markdown = "text/markdown";

    /// <summary>By operation, in the order in which they were asked.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = Read();

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var operation in swaggerDoc.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            if (!All.TryGetValue(operation.OperationId!, out var example)) continue;
            foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
                parameter.Example = example.Parameters[parameter.Name!]?.DeepClone();
            Show(operation.RequestBody?.Content, example.Request, null);
            if (operation.Responses!.TryGetValue(example.Status, out var answer)) Show(answer.Content, example.Response, example.File);
        }
    }

    private static void Show(IDictionary<string, IOpenApiMediaType>? contents, JsonNode? json, string? file)
    {
        foreach (var (type, content) in contents ?? new Dictionary<string, IOpenApiMediaType>())
        {
            if (content is not OpenApiMediaType shown) continue;
            if (type != Markdown) shown.Example = json?.DeepClone();
            else if (file is not null) shown.Example = file;
        }
    }

    private static Dictionary<string, Example> Read()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return JsonNode.Parse(stream)!.AsObject().ToDictionary(
            member => member.Key,
            member => new Example(
                member.Value!["parameters"] as JsonObject ?? [], member.Value["request"], $"{member.Value["status"]}", member.Value["response"], (string?)member.Value["file"]));
    }
}

/// <param name="Parameters">Of the path and the query, by name.</param>
/// <param name="File">The answer as a Markdown file, where the operation gives one too.</param>
internal sealed record Example(JsonObject Parameters, JsonNode? Request, string Status, JsonNode? Response, string? File);
