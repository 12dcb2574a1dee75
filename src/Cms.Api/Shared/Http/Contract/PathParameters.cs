using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;
using Microsoft.OpenApi;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>What a parameter in the paths of a resource may be, where its name does not tell: what is outside names nothing.</summary>
/// <param name="MaxLength">In code points.</param>
internal sealed record PathParameter(string Name, int? MaxLength, string? Pattern = null);

internal static class PathParameters
{
    /// <param name="routes">A route, or a group of them.</param>
    public static TBuilder WithPathParameter<TBuilder>(this TBuilder routes, string name, int? maxLength = null, string? pattern = null)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new PathParameter(name, maxLength, pattern));

    /// <param name="known">What the route says of the parameter, or null.</param>
    public static OpenApiSchema SchemaOf(string name, PathParameter? known) => (name, known) switch
    {
        (_, { Pattern: { } pattern }) => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
        (_, { MaxLength: { } most }) => ParameterDescriptions.Text(most),
        ("ref", _) => ParameterDescriptions.Text(Slug.MaxLength),
        ("id", _) => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", Pattern = $"^{Ref.IdPattern}$" },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A parameter in a path needs a limit."),
    };
}
