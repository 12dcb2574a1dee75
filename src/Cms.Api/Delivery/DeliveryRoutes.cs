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
    private const string ExposedHeaders = $"ETag, Link, Location, {AnswerHeaders.CacheTag}, {AnswerHeaders.Sequence}, X-Request-Id";

    /// <summary>One document by the id or slug that is the route's only parameter.</summary>
    public static RouteHandlerBuilder MapDocument(this IEndpointRouteBuilder routes, string pattern, DocumentRoute route) =>
        routes.MapDelivery(pattern, (HttpContext http, LiveReader live) => DocumentEndpoints.GetDocument(http, live, route))
            .WithMetadata(new DeliveryParameters([.. DocumentEndpoints.ParametersOf(route)]))
            .WithValues("fields", route.Fields, many: true);

    /// <summary>As <see cref="MapDocument"/>, but answers a list that the document holds as one of its members.</summary>
    public static RouteHandlerBuilder MapDocumentMember(this IEndpointRouteBuilder routes, string pattern, string kind, string member) =>
        routes.MapDelivery(pattern, (HttpContext http, LiveReader live) => DocumentEndpoints.GetMember(http, live, kind, member));

    /// <summary>The document of a kind that has one, such as the site.</summary>
    public static RouteHandlerBuilder MapOnlyDocument(this IEndpointRouteBuilder routes, string pattern, string kind) =>
        routes.MapDelivery(pattern, (HttpContext http, LiveReader live) => DocumentEndpoints.GetOnly(http, live, kind));

    /// <summary>A list of documents.</summary>
    public static RouteHandlerBuilder MapDocumentList(this IEndpointRouteBuilder routes, string pattern, ListRoute route)
    {
        var list = routes.MapDelivery(pattern, (HttpContext http, LiveReader live) => ListEndpoints.GetList(http, live, route))
            .WithMetadata(new DeliveryParameters([.. ListReading.ParametersOf(route)]))
            .WithValues("sort", [.. route.Orders.Select(order => order.ToParameter())])
            .WithValues("fields", route.Fields, many: true);
        foreach (var filter in route.Filters)
        {
            if (filter.Values is { } values) list.WithValues(filter.Parameter, values, many: true);
        }
        return list;
    }

    /// <param name="handler">Answers an <see cref="Answer"/> or one of its siblings.</param>
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

    /// <summary>
    /// Says on every answer that any origin may read it. The framework's CORS middleware says so only to requests that name an
    /// origin, so a shared cache would give the others' answer, without it, to a browser.
    /// </summary>
    private static async ValueTask<object?> AnswerAnyOriginAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        AllowAnyOrigin(http.Response);
        try
        {
            return await next(context);
        }
        catch (RefusedException refused)
        {
            http.Response.Headers.CacheControl = "no-store";
            await ProblemWriter.WriteAsync(http, refused.Kind, refused.Message, refused.Errors);
            return Results.Empty;
        }
        catch
        {
            // The error handler clears all headers first.
            http.Response.OnStarting(() =>
            {
                AllowAnyOrigin(http.Response);
                return Task.CompletedTask;
            });
            throw;
        }
    }

    private static void AllowAnyOrigin(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = AnyOrigin;
        response.Headers.AccessControlExposeHeaders = ExposedHeaders;
    }
}

/// <summary>The query parameters a route knows, for whoever describes it: they are read by hand, so no signature tells.</summary>
internal sealed record DeliveryParameters(IReadOnlyList<string> Names);
