using System.Globalization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

internal static class Responses
{
    public static void AddProblems(this OpenApiOperation operation, OperationFilterContext context, params IEnumerable<int> statuses)
    {
        operation.Responses ??= [];
        foreach (var status in statuses)
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(ProblemResponses.NameOf(status), context.Document);
    }

    /// <param name="isAlways">Has every answer of this status the header?</param>
    public static void AddHeader(this OpenApiResponse response, string name, string description, bool isAlways = true)
    {
        response.Headers ??= new SortedDictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[name] = new OpenApiHeader { Description = description, Required = isAlways, Schema = ParameterDescriptions.Text() };
    }
}
