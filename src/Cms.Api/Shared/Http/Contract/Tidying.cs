using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>The last filter: answers in the order of their status, whoever described them first, and nothing said twice.</summary>
internal sealed class Tidying : IDocumentFilter
{
    private const string RequestId = "Names the request in the service's log.";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var operation in swaggerDoc.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            var sorted = new OpenApiResponses();
            foreach (var (status, response) in operation.Responses!.OrderBy(answer => answer.Key, StringComparer.Ordinal)) sorted[status] = response;
            operation.Responses = sorted;
            foreach (var response in sorted.Values.OfType<OpenApiResponse>()) response.AddHeader(HttpConventions.RequestId, RequestId);
        }
        foreach (var response in swaggerDoc.Components!.Responses!.Values.OfType<OpenApiResponse>()) response.AddHeader(HttpConventions.RequestId, RequestId);
        // An instance for readers alone has no operation that a key opens.
        if (swaggerDoc.Paths.Values.SelectMany(path => path.Operations!.Values).All(operation => operation.Security is null or [])) swaggerDoc.Components.SecuritySchemes = null;
        new OpenApiWalker(new References(swaggerDoc.Components!.Schemas!)).Walk(swaggerDoc);
    }

    /// <summary>A reference repeats the description of what it refers to, wherever it stands.</summary>
    private sealed class References(IDictionary<string, IOpenApiSchema> schemas) : OpenApiVisitorBase
    {
        public override void Visit(IOpenApiReferenceHolder referenceHolder)
        {
            if (referenceHolder is OpenApiSchemaReference { Reference: { Id: { } id } reference } && reference.Description == schemas[id].Description)
                reference.Description = null;
        }
    }
}
