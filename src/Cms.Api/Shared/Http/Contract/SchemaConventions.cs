using System.Reflection;
using System.Text.Json;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>What the generator does not see in a record.</summary>
internal sealed class SchemaConventions : ISchemaFilter
{
    /// <summary>The name of a type in the contract: a page of <c>TagDetail</c> is a <c>TagDetailPage</c>.</summary>
    public static string NameOf(Type type) => string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name.Split('`')[0];

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { } properties } described) return;
        var name = context.Type.Name;
        // Requests refuse members they do not know; answers may grow.
        described.AdditionalPropertiesAllowed = !name.EndsWith("Request", StringComparison.Ordinal);
        // Null and empty members are always present in what readers get.
        if (name.EndsWith("Public", StringComparison.Ordinal)) described.Required = new SortedSet<string>(properties.Keys, StringComparer.Ordinal);
        foreach (var property in context.Type.GetProperties()) AllowNull(properties, property);
    }

    /// <summary>A reference cannot say by itself that there may be nothing.</summary>
    private static void AllowNull(IDictionary<string, IOpenApiSchema> properties, PropertyInfo property)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        if (!properties.TryGetValue(name, out var schema) || schema is not OpenApiSchemaReference reference) return;
        if (new NullabilityInfoContext().Create(property).ReadState != NullabilityState.Nullable) return;
        properties[name] = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] };
    }
}
