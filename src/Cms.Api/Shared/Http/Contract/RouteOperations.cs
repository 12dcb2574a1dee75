using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>What a route itself tells: its summary, the parameters of its path and those its handler reads by hand.</summary>
internal sealed class RouteOperations : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var summary = metadata.OfType<IEndpointSummaryMetadata>().LastOrDefault()?.Summary;
        // The docstring of a handler says more than its name: that is a description.
        if (operation.Summary != summary) operation.Description = operation.Summary;
        operation.Summary = summary;
        operation.AddParameters(PathParameters(operation, context));
        foreach (var query in metadata.OfType<QueryParameters>()) operation.AddQuery(query.Names);
    }

    /// <summary>Describes the path's parameters, and answers those that no handler's signature names.</summary>
    private static List<OpenApiParameter> PathParameters(OpenApiOperation operation, OperationFilterContext context)
    {
        var missing = new List<OpenApiParameter>();
        foreach (var part in RoutePatternFactory.Parse(context.ApiDescription.RelativePath!).Parameters)
        {
            var parameter = operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(known => known.In == ParameterLocation.Path && known.Name == part.Name);
            if (parameter is null)
                missing.Add(parameter = new OpenApiParameter { Name = part.Name, In = ParameterLocation.Path, Required = true, Schema = ParameterDescriptions.Text() });
            parameter.Description = part.Name switch
            {
                "ref" => "Id or slug.",
                "code" => "Code, such as AP.",
                "path" => "Path, such as news/world; its slashes may be written as %2F.",
                _ => "Id.",
            };
        }
        return missing;
    }
}
