using Microsoft.OpenApi;

namespace Cms.Api.Shared.Http.Contract;

internal static class Responses
{
    /// <param name="isAlways">Has every answer of this status the header?</param>
    public static void AddHeader(this OpenApiResponse response, string name, string description, bool isAlways = true)
    {
        response.Headers ??= new SortedDictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[name] = new OpenApiHeader { Description = description, Required = isAlways, Schema = ParameterDescriptions.Text() };
    }
}
