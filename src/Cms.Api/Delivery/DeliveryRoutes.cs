using Cms.Api.Delivery.Cache;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;

namespace Cms.Api.Delivery;

/// <summary>
/// The readers' routes of a resource, for its module to map. Each answers GET, HEAD and the browser's preflight; what is
/// returned is the GET, for the module to name and describe.
/// </summary>
internal static class DeliveryRoutes
{
    private const string AnyOrigin = "*";

    /// <summary>One document by the id or slug that is the route's only parameter.</summary>
    public static RouteHandlerBuilder MapDocument(this IEndpointRouteBuilder routes, string pattern, DocumentRoute route) =>
        routes.MapDelivery(pattern, (HttpContext http, LiveReader live, DeliveryCache cache) => DocumentEndpoints.GetDocument(http, live, cache, route))
            .WithMetadata(new DeliveryParameters([.. DocumentEndpoints.ParametersOf(route)]))
            .WithValues("fields", route.Fields, many: true);

    /// <summary>As <see cref="MapDocument"/>, but answers a list that the document holds as one of its members.</summary>
    public static RouteHandlerBuilder MapDocumentMember(this IEndpointRouteBuilder routes, string pattern, string kind, string member) =>
        routes.MapDelivery(pattern, (HttpContext http, LiveReader live, DeliveryCache cache) => DocumentEndpoints.GetMember(http, live, cache, kind, member));

    /// <summary>The document of a kind that has one, such as the site.</summary>
    public static RouteHandlerBuilder MapOnlyDocument(this IEndpointRouteBuilder routes, string pattern, string kind) =>
        routes.MapDelivery(pattern, (HttpContext http, LiveReader live, DeliveryCache cache) => DocumentEndpoints.GetOnly(http, live, cache, kind));

    /// <summary>A list of documents.</summary>
    public static RouteHandlerBuilder MapDocumentList(this IEndpointRouteBuilder routes, string pattern, ListRoute route)
    {
        var list = routes.MapDelivery(pattern, (HttpContext http, LiveReader live, DeliveryCache cache) => ListEndpoints.GetList(http, live, cache, route))
            .WithMetadata(new DeliveryParameters([.. ListReading.ParametersOf(route)]))
            .WithValues("sort", [.. route.Orders.Select(order => order.ToParameter())])
            .WithValues("fields", route.Fields, many: true);
        foreach (var filter in route.Filters)
        {
            if (filter.Values is { } values) list.WithValues(filter.Parameter, values, many: true);
        }
        return list;
    }

    /// <param name="handler">Answers through <see cref="DeliveryCache"/>.</param>
    public static RouteHandlerBuilder MapDelivery(this IEndpointRouteBuilder routes, string pattern, Delegate handler)
    {
        routes.MapPreflight(pattern);
        routes.MapMethods(pattern, [HttpMethods.Head], handler).AddEndpointFilter(AnswerAnyOriginAsync).AllowAnonymous().ExcludeFromDescription();
        return routes.MapMethods(pattern, [HttpMethods.Get], handler).AddEndpointFilter(AnswerAnyOriginAsync).AllowAnonymous();
    }

    /// <summary>Answers what a browser asks before it lets a page of another origin read the route.</summary>
    public static void MapPreflight(this IEndpointRouteBuilder routes, string pattern) =>
        routes.MapMethods(pattern, [HttpMethods.Options], Preflight).AllowAnonymous().ExcludeFromDescription();

    private static Task Preflight(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.AccessControlAllowMethods = "GET, HEAD";
        // The star does not cover this one, and a front end may send it to all its services alike.
        headers.AccessControlAllowHeaders = "*, Authorization";
        headers.AccessControlMaxAge = "86400";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async ValueTask<object?> AnswerAnyOriginAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        AnswerHeaders.AllowAnyOrigin(http.Response);
        try
        {
            return await next(context);
        }
        catch (RefusedException refused)
        {
            http.Response.Headers.CacheControl = "no-store";
            if (refused.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds;
            await ProblemWriter.WriteAsync(http, refused.Kind, refused.Message, refused.Errors, refused.Extensions);
            return Results.Empty;
        }
        catch
        {
            // The error handler clears all headers first.
            http.Response.OnStarting(() =>
            {
                AnswerHeaders.AllowAnyOrigin(http.Response);
                return Task.CompletedTask;
            });
            throw;
        }
    }
}

/// <summary>The query parameters a route knows, for whoever describes it: they are read by hand, so no signature tells.</summary>
internal sealed record DeliveryParameters(IReadOnlyList<string> Names);
