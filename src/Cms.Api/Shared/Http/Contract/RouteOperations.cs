using Cms.Api.Shared.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>What a route itself tells: what it is for, who may call it, the parameters of its path and those its handler reads by hand.</summary>
internal sealed class RouteOperations : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Summary = metadata.OfType<IEndpointSummaryMetadata>().LastOrDefault()?.Summary;
        var description = metadata.OfType<IEndpointDescriptionMetadata>().LastOrDefault()?.Description;
        operation.Description = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy is { } role ? $"{description} {WhoMay(role)}" : description;
        // Said, not left out: nobody needs a key here.
        if (metadata.OfType<IAllowAnonymous>().Any()) operation.Security = [];
        operation.AddParameters(DescribePath(operation, context));
        foreach (var query in metadata.OfType<QueryParameters>()) operation.AddQuery(query.Names, metadata);
    }

    private static string WhoMay(string role) => Roles.AtLeast(role) is { Count: > 1 } roles
        ? $"Needs a key of role {string.Join(", ", roles.SkipLast(1))} or {roles[^1]}."
        : $"Needs a key of role {role}.";

    /// <summary>Describes the path's parameters, and answers those that no handler's signature names.</summary>
    private static List<OpenApiParameter> DescribePath(OpenApiOperation operation, OperationFilterContext context)
    {
        var missing = new List<OpenApiParameter>();
        var names = RoutePatternFactory.Parse(context.ApiDescription.RelativePath!).Parameters.Select(part => part.Name).ToList();
        foreach (var name in names)
        {
            var parameter = operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(known => known.In == ParameterLocation.Path && known.Name == name);
            if (parameter is null) missing.Add(parameter = new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true });
            parameter.Schema = PathParameters.SchemaOf(name, context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<PathParameter>().LastOrDefault(known => known.Name == name));
            parameter.Description = name switch
            {
                "ref" => "Id or slug.",
                "n" or "a" or "b" => "The number of a published revision, such as 3; the version of a working copy, such as v7; or current.",
                "code" => "Code, such as AP, or id.",
                "path" => "Path, such as news/world, or id; slashes may be written as %2F.",
                "token" => "What follows /v1/preview/ in the address of a preview link.",
                "system" => "The system that the story comes from.",
                "id" when names.Contains("system") => "What that system calls the story; slashes may be written as %2F.",
                _ => "Id.",
            };
        }
        return missing;
    }
}
