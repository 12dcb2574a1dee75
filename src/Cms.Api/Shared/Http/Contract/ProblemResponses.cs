using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http.Limits;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>One response for each status and the codes that come with it, the same for all operations of a side that refuse so; they refer to it.</summary>
internal sealed class ProblemResponses : IDocumentFilter, ISchemaFilter
{
    private const string Robots = "X-Robots-Tag";
    private const string MediaType = "application/problem+json";

    /// <summary>Whom an operation answers, as the end of a response's name: each is told in headers of its own.</summary>
    private const string ToEditors = "";
    private const string ToReaders = "ToReaders";
    private const string ToPreviewers = "ToPreviewers";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components!.Responses = new Dictionary<string, IOpenApiResponse>();
        var refusals =
            from path in swaggerDoc.Paths
            from operation in path.Value.Operations!
            from response in operation.Value.Responses!
            where response.Value is Refusal
            let refusal = (Refusal)response.Value
            let side = SideOf(path.Key, operation.Value)
            group (Of: operation.Value.Responses!, Status: response.Key, refusal.Kinds, IsWrite: operation.Key != HttpMethod.Get) by (Side: side, Schema: NameOf(refusal.Kinds), Name: NameOf(refusal.Kinds) + side) into shared
            orderby shared.Key.Name
            select shared;
        foreach (var shared in refusals.ToList())
        {
            var kinds = shared.First().Kinds;
            AddSchema(swaggerDoc, context, shared.Key.Schema, kinds);
            swaggerDoc.Components.Responses[shared.Key.Name] = ResponseOf(swaggerDoc, shared.Key.Schema, kinds, shared.Key.Side, shared.Any(response => response.IsWrite));
            foreach (var response in shared) response.Of[response.Status] = new OpenApiResponseReference(shared.Key.Name, swaggerDoc);
        }
    }

    private static string SideOf(string path, OpenApiOperation operation) =>
        path.StartsWith(EditorialRoutes.Address + "/", StringComparison.Ordinal) ? ToEditors
        : operation.Responses!["200"].Headers?.ContainsKey(Robots) == true ? ToPreviewers
        : ToReaders;

    private static void AddSchema(OpenApiDocument swaggerDoc, DocumentFilterContext context, string name, IReadOnlyList<ProblemKind> kinds)
    {
        var status = kinds[0].Status;
        context.SchemaGenerator.GenerateSchema(TypeOf(status), context.SchemaRepository);
        var schema = (OpenApiSchema)context.SchemaRepository.Schemas[TypeOf(status).Name].CreateShallowCopy();
        schema.Properties = new Dictionary<string, IOpenApiSchema>(schema.Properties!)
        {
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Enum = [status], Description = "That of the answer." },
            ["code"] = Codes(kinds.Select(kind => kind.Code), "What a client may count on, whatever the words of the detail."),
        };
        foreach (var member in TypeOf(status).GetProperties().Where(member => member.GetCustomAttribute<OnlyWithAttribute>() is { } only && !kinds.Any(kind => kind.Code == only.Code)))
            schema.Properties.Remove(JsonNamingPolicy.CamelCase.ConvertName(member.Name));
        swaggerDoc.Components!.Schemas![name] = schema;
    }

    private static OpenApiResponse ResponseOf(OpenApiDocument swaggerDoc, string schema, IReadOnlyList<ProblemKind> kinds, string side, bool isOfWrites)
    {
        var status = kinds[0].Status;
        var response = new OpenApiResponse
        {
            Description = string.Join("; ", kinds.Select(kind => kinds.Count == 1 ? kind.Title : $"{kind.Code}: {kind.Title}")),
            Content = new Dictionary<string, IOpenApiMediaType> { [MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(schema, swaggerDoc), Examples = kinds.ToDictionary(kind => kind.Code, ExampleOf) } },
        };
        if (status == StatusCodes.Status401Unauthorized) response.AddHeader("WWW-Authenticate", "Bearer.");
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) response.AddHeader("Retry-After", "Seconds to wait.");
        if (kinds.Contains(Problems.StillRunning)) response.AddHeader("Retry-After", "Seconds to wait, with the code still_running.", isAlways: false);
        switch (side)
        {
            // Nobody's writes are counted before it is known whose they are.
            case ToEditors when !isOfWrites || status == StatusCodes.Status401Unauthorized:
                break;
            case ToEditors:
                response.AddHeader(LimitMiddleware.Policy, "Of writes: how many a key may make, in how many seconds.", isAlways: false);
                response.AddHeader(LimitMiddleware.Left, "Of writes: how many are left now, and when all are again.", isAlways: false);
                break;
            case ToPreviewers:
                response.AddHeader(Robots, "noindex, nofollow.", isAlways: false);
                break;
            default:
                if (kinds.Contains(Problems.NotFound) || kinds.Contains(Problems.Gone)) AddHeadersOfReaders(response);
                break;
        }
        return response;
    }

    /// <summary>What is not there, or not any more, is an answer as any other: caches keep it, until the address comes alive.</summary>
    private static void AddHeadersOfReaders(OpenApiResponse response)
    {
        response.AddHeader("ETag", "Names these very bytes.", isAlways: false);
        response.AddHeader("Cache-Control", "How long caches may keep the answer.");
        response.AddHeader("Cache-Tag", "What the answer depends on, for caches to let go of it by.", isAlways: false);
        response.AddHeader(ReadersFollow.Sequence, "The number of the change log that the answer was read at.", isAlways: false);
        response.AddHeader("Cms-Stale", "true while the database is away.", isAlways: false);
    }

    /// <summary>The least that a refusal of this kind says.</summary>
    private static IOpenApiExample ExampleOf(ProblemKind kind)
    {
        var problem = new JsonObject
        {
            ["type"] = ProblemWriter.TypeOf(kind),
            ["title"] = kind.Title,
            ["status"] = kind.Status,
            ["code"] = kind.Code,
            ["detail"] = kind.Example,
        };
        if (kind == Problems.Gone)
        {
            problem["id"] = "019a9a2d-bf00-778c-8eb8-25a25e1cb882";
            problem["reason"] = "factual";
        }
        if (kind == Problems.ResyncNeeded)
        {
            problem["epoch"] = "019a9a2d-bf00-7c44-9d1e-5b0f6a1c2d3e";
            problem["head"] = 143;
        }
        return new OpenApiExample { Value = problem };
    }

    /// <summary>The codes are closed lists, so the contract names them.</summary>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if ((context.Type == typeof(ProblemError) || context.Type == typeof(Fault)) && schema is OpenApiSchema { Properties: { } properties }) properties["code"] = Codes(FaultCodes.All.Select(fault => fault.Code), null);
    }

    private static Type TypeOf(int status) => status switch
    {
        StatusCodes.Status409Conflict => typeof(ConflictProblem),
        StatusCodes.Status410Gone => typeof(WithdrawnProblem),
        StatusCodes.Status412PreconditionFailed => typeof(StaleProblem),
        _ => typeof(Problem),
    };

    /// <summary>Such as <c>Problem409InUseMerged</c>, or <c>Problem404</c> where the status has no other codes.</summary>
    private static string NameOf(IReadOnlyList<ProblemKind> kinds)
    {
        var isAll = kinds.Count == Problems.All.Count(kind => kind.Status == kinds[0].Status);
        var codes = isAll ? [] : kinds.SelectMany(kind => kind.Code.Split('_')).Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        return string.Create(CultureInfo.InvariantCulture, $"Problem{kinds[0].Status}{string.Concat(codes)}");
    }

    private static OpenApiSchema Codes(IEnumerable<string> codes, string? description) =>
        new() { Type = JsonSchemaType.String, Enum = [.. codes.Order(StringComparer.Ordinal).Select(code => (JsonNode)code)], Description = description };
}
