using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>
/// One record may be sent, be a part of a merge patch, and be answered, and each time other members of it have to be there. The
/// contract has a schema for each: <c>Seo</c> is answered, <c>SeoRequest</c> sent, <c>SeoPatch</c> merged.
/// </summary>
internal sealed class SchemaDirections : IDocumentFilter
{
    private enum Direction
    {
        /// <summary>Everything is there; more may come with a later version.</summary>
        Answer,

        /// <summary>What is not known is refused.</summary>
        Request,

        /// <summary>As a request, of which nothing has to be there.</summary>
        Patch,
    }

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var schemas = new Schemas(swaggerDoc);
        foreach (var response in swaggerDoc.Components!.Responses!.Values) Turn(response.Content, schemas, Direction.Answer);
        foreach (var (method, operation) in swaggerDoc.Paths.Values.SelectMany(path => path.Operations!))
        {
            foreach (var response in operation.Responses!.Values.OfType<OpenApiResponse>()) Turn(response.Content, schemas, Direction.Answer);
            Turn(operation.RequestBody?.Content, schemas, method == HttpMethod.Patch ? Direction.Patch : Direction.Request);
        }
        swaggerDoc.Components.Schemas = new SortedDictionary<string, IOpenApiSchema>(schemas.Made, StringComparer.Ordinal);
    }

    private static void Turn(IDictionary<string, IOpenApiMediaType>? content, Schemas schemas, Direction direction)
    {
        foreach (var type in (content?.Values ?? []).OfType<OpenApiMediaType>())
        {
            if (type.Schema is { } schema) type.Schema = schemas.Turn(schema, direction);
        }
    }

    private sealed class Schemas(OpenApiDocument document)
    {
        private const string Request = "Request";

        private readonly IDictionary<string, IOpenApiSchema> _given = document.Components!.Schemas!;

        public Dictionary<string, IOpenApiSchema> Made { get; } = [];

        public IOpenApiSchema Turn(IOpenApiSchema schema, Direction direction) => schema switch
        {
            OpenApiSchemaReference { Reference.Id: { } id } => new OpenApiSchemaReference(Make(id, direction), document),
            OpenApiSchema inline => Copy(inline, direction),
            _ => schema,
        };

        private string Make(string id, Direction direction)
        {
            var noun = id.EndsWith(Request, StringComparison.Ordinal) ? id[..^Request.Length] : id;
            var name = direction switch
            {
                Direction.Request => noun + Request,
                Direction.Patch => noun + "Patch",
                _ => id == noun ? id : noun + "Detail",
            };
            if (Made.ContainsKey(name)) return name;
            if (name != id && _given.ContainsKey(name)) throw new InvalidOperationException($"The contract has two schemas {name}.");
            // Before it is made: a section of the tree holds such sections.
            Made[name] = new OpenApiSchema();
            Made[name] = Turn(_given[id], direction);
            return name;
        }

        private OpenApiSchema Copy(OpenApiSchema schema, Direction direction)
        {
            var copy = (OpenApiSchema)schema.CreateShallowCopy();
            // A list is replaced as a whole, by a patch too.
            copy.Items = schema.Items is null ? null : Turn(schema.Items, direction == Direction.Patch ? Direction.Request : direction);
            copy.OneOf = schema.OneOf is null ? null : [.. schema.OneOf.Select(choice => Turn(choice, direction))];
            copy.AnyOf = schema.AnyOf is null ? null : [.. schema.AnyOf.Select(choice => Turn(choice, direction))];
            copy.AdditionalProperties = schema.AdditionalProperties is null ? null : Turn(schema.AdditionalProperties, direction);
            if (schema.Properties is not { Count: > 0 } properties) return copy;

            copy.Properties = properties.Where(member => direction != Direction.Answer || !IsSentOnly(member.Value)).ToDictionary(member => member.Key, member => Turn(member.Value, direction));
            copy.AdditionalPropertiesAllowed = direction == Direction.Answer;
            copy.Required = direction switch
            {
                Direction.Answer => Always(schema),
                Direction.Patch => null,
                _ => schema.Required,
            };
            return copy;
        }

        private static bool IsSentOnly(IOpenApiSchema member) => member is OpenApiSchema { WriteOnly: true };

        private static SortedSet<string> Always(OpenApiSchema schema)
        {
            var sometimes = schema.Metadata?[SchemaConventions.Sometimes] as IReadOnlySet<string> ?? new HashSet<string>();
            return new SortedSet<string>(
                schema.Properties!.Where(member => !sometimes.Contains(member.Key) && !IsSentOnly(member.Value)).Select(member => member.Key), StringComparer.Ordinal);
        }
    }
}
