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
    private const string EventStream = "text/event-stream";

    /// <summary>
    /// In the order in which they were asked. Their names are those of the operations; one that answers in two ways is asked
    /// again, under its name and a word behind it.
    /// </summary>
    public static IReadOnlyList<Example> All { get; } = Read();

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var operation in swaggerDoc.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            var examples = All.Where(example => example.Operation == operation.OperationId).ToList();
            if (examples.Count == 0) continue;
            foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
                parameter.Example = examples[0].Parameters[parameter.Name!]?.DeepClone();
            Show(operation.RequestBody?.Content, examples[0].Request, null);
            foreach (var example in examples)
            {
                if (operation.Responses!.TryGetValue(example.Status, out var answer)) Show(answer.Content, example.Response, example.File);
            }
        }
    }

    /// <summary>The operation that an example of this name is of.</summary>
    public static string OperationOf(string name) => name.Split(' ')[0];

    private static void Show(IDictionary<string, IOpenApiMediaType>? contents, JsonNode? json, string? file)
    {
        foreach (var (type, content) in contents ?? new Dictionary<string, IOpenApiMediaType>())
        {
            if (content is not OpenApiMediaType shown) continue;
            // What an operation shows by itself, as a text for terminals, stays.
            if (type is not (Markdown or EventStream)) shown.Example ??= json?.DeepClone();
            else if (file is not null) shown.Example = file;
        }
    }

    private static List<Example> Read()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        return
        [
            .. JsonNode.Parse(stream)!.AsObject().Select(member => new Example(
                OperationOf(member.Key), member.Value!["parameters"] as JsonObject ?? [], member.Value["request"], $"{member.Value["status"]}", member.Value["response"], (string?)member.Value["file"])),
        ];
    }
}

/// <param name="Parameters">Of the path and the query, by name.</param>
/// <param name="File">The answer as a text: a Markdown file, where the operation gives one too, or a stream.</param>
internal sealed record Example(string Operation, JsonObject Parameters, JsonNode? Request, string Status, JsonNode? Response, string? File);
