using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>One response for each status that this service refuses with; operations refer to them.</summary>
internal sealed class ProblemResponses : IDocumentFilter, ISchemaFilter
{
    private const string MediaType = "application/problem+json";

    private static readonly IReadOnlyList<ProblemKind> Kinds = [.. Fields(typeof(Problems)).Select(field => field.GetValue(null)).OfType<ProblemKind>()];
    private static readonly IReadOnlyList<string> Faults = [.. Fields(typeof(FaultCodes)).Select(field => (string)field.GetRawConstantValue()!)];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var problem = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var used = swaggerDoc.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Responses!.Keys).ToHashSet();
        var statuses = Kinds.GroupBy(kind => kind.Status).Where(status => used.Contains(status.Key.ToString(CultureInfo.InvariantCulture)));
        swaggerDoc.Components!.Responses = statuses.OrderBy(status => status.Key).ToDictionary(
            status => NameOf(status.Key),
            status => (IOpenApiResponse)new OpenApiResponse
            {
                Description = string.Join("; ", status.Select(kind => kind.Title)),
                Content = new Dictionary<string, IOpenApiMediaType> { [MediaType] = new OpenApiMediaType { Schema = problem, Examples = status.ToDictionary(kind => kind.Code, ExampleOf) } },
            });
    }

    /// <summary>The least that a refusal of this kind says.</summary>
    private static IOpenApiExample ExampleOf(ProblemKind kind) => new OpenApiExample
    {
        Value = new JsonObject
        {
            ["type"] = ProblemWriter.TypeOf(kind),
            ["title"] = kind.Title,
            ["status"] = kind.Status,
            ["code"] = kind.Code,
            ["detail"] = ProblemWriter.DetailOf(kind),
        },
    };

    /// <summary>The codes are closed lists, so the contract names them.</summary>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type == typeof(Problem)) Enumerate(schema, Kinds.Select(kind => kind.Code));
        if (context.Type == typeof(ProblemError)) Enumerate(schema, Faults);
    }

    public static string NameOf(int status) => string.Create(CultureInfo.InvariantCulture, $"Problem{status}");

    private static void Enumerate(IOpenApiSchema schema, IEnumerable<string> codes)
    {
        if (schema is OpenApiSchema { Properties: { } properties } && properties["code"] is OpenApiSchema code)
            code.Enum = [.. codes.Order(StringComparer.Ordinal).Select(text => (JsonNode)text)];
    }

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);
}
