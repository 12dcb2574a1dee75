using System.Globalization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>What a route may refuse beyond what all of its sort refuse.</summary>
internal sealed record RouteRefusals(IReadOnlyList<ProblemKind> Kinds);

/// <summary>A response that becomes a reference to the one that all operations share which refuse just the same.</summary>
/// <param name="kinds">Of one status.</param>
internal sealed class Refusal(IReadOnlyList<ProblemKind> kinds) : OpenApiResponse
{
    public IReadOnlyList<ProblemKind> Kinds => kinds;
}

internal static class Refusals
{
    /// <summary>Tells the codes that this route answers with besides those of every read, or every write.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRefusals(kinds));

    public static void AddProblems(this OpenApiOperation operation, params IEnumerable<ProblemKind> kinds)
    {
        operation.Responses ??= [];
        foreach (var status in kinds.GroupBy(kind => kind.Status.ToString(CultureInfo.InvariantCulture)))
        {
            var known = (operation.Responses.TryGetValue(status.Key, out var response) ? response as Refusal : null)?.Kinds ?? [];
            operation.Responses[status.Key] = new Refusal([.. Problems.All.Where(kind => known.Contains(kind) || status.Contains(kind))]);
        }
    }

    /// <summary>400: what no route of this operation's sort can read.</summary>
    public static IEnumerable<ProblemKind> Unreadable(OpenApiOperation operation) =>
        operation.Parameters?.Any(parameter => parameter.Name == "cursor") == true
            ? [Problems.Malformed, Problems.InvalidParameter, Problems.InvalidCursor]
            : [Problems.Malformed, Problems.InvalidParameter];

    public static IEnumerable<ProblemKind> Of(OperationFilterContext context) =>
        context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RouteRefusals>().SelectMany(told => told.Kinds);
}
