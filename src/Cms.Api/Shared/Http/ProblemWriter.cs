using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http.Limits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Cms.Api.Shared.Http;

/// <summary>Writes RFC 9457 problems, the same shape everywhere.</summary>
internal static class ProblemWriter
{
    public const string MediaType = "application/problem+json";

    /// <summary>Faults that one answer tells of: whoever makes more is not waiting for the list.</summary>
    public const int MostErrors = 100;

    private const int Longest = 1_200;

    /// <summary>Editorial's problems carry a trace id; delivery's do not, so that two of them can be equal byte for byte.</summary>
    public static Task WriteAsync(
        HttpContext http, ProblemKind kind, string detail, IReadOnlyList<object>? errors = null, IReadOnlyDictionary<string, object?>? extensions = null)
    {
        var bytes = Write(kind, detail, extensions, errors, IsEditorial(http) ? http.TraceIdentifier : null);
        http.Response.StatusCode = kind.Status;
        http.Response.ContentType = MediaType;
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    public static byte[] Write(
        ProblemKind kind, string detail, IReadOnlyDictionary<string, object?>? extensions = null, IReadOnlyList<object>? errors = null, string? traceId = null)
    {
        var problem = new Dictionary<string, object?>
        {
            ["type"] = TypeOf(kind),
            ["title"] = kind.Title,
            ["status"] = kind.Status,
            ["code"] = kind.Code,
            ["detail"] = Shortened(detail),
        };
        if (traceId is not null) problem["traceId"] = traceId;
        foreach (var (name, value) in extensions ?? new Dictionary<string, object?>()) problem[name] = value;
        if (errors is { Count: > 0 }) problem["errors"] = errors.Take(MostErrors).Select(Shortened);
        return JsonSerializer.SerializeToUtf8Bytes(problem, Json.Answers);
    }

    /// <summary>How many of so many are told.</summary>
    public static string Listed(int errors) => errors <= MostErrors
        ? "each is listed in errors."
        : string.Create(CultureInfo.InvariantCulture, $"the first {MostErrors} are listed in errors, and there are {errors - MostErrors} more.");

    private static object Shortened(object error) => error switch
    {
        Fault fault => fault with { Pointer = Shortened(fault.Pointer), Detail = Shortened(fault.Detail) },
        ParameterFault fault => fault with { Parameter = Shortened(fault.Parameter), Detail = Shortened(fault.Detail) },
        _ => error,
    };

    /// <summary>Faults repeat what was sent, which may be megabytes. The end stays: it tells what would be right.</summary>
    private static string Shortened(string text)
    {
        if (text.Length <= Longest) return text;
        var (head, tail) = (text[..(Longest / 3)], text[^(Longest / 2)..]);
        return $"{(char.IsHighSurrogate(head[^1]) ? head[..^1] : head)}…{(char.IsLowSurrogate(tail[0]) ? tail[1..] : tail)}";
    }

    public static string TypeOf(ProblemKind kind) => $"{ErrorPages.Address}/{kind.Code}";

    /// <summary>Where there is nothing more to say.</summary>
    public static string DetailOf(ProblemKind kind) => kind.Title + ".";

    public static bool IsEditorial(HttpContext http) => http.Request.Path.StartsWithSegments(EditorialRoutes.Address);

    /// <summary>Gives the empty answers of the framework (404, 405, 415 …) a body.</summary>
    public static Task WriteForStatusAsync(HttpContext http)
    {
        var isRefusedByRouting = http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed && http.GetEndpoint() is { } and not RouteEndpoint;
        if (isRefusedByRouting || http.Response.StatusCode == StatusCodes.Status404NotFound)
        {
            var methods = MethodsOf(http);
            http.Response.StatusCode = methods.Count > 0 ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
            http.Response.Headers.Allow = methods.Count > 0 ? string.Join(", ", methods) : StringValues.Empty;
        }
        var kind = Problems.ForStatus(http.Response.StatusCode);
        if (HttpConventions.AnswersHeadAsGet(http)) AllowHead(http.Response.Headers);
        var detail = kind.Status switch
        {
            StatusCodes.Status404NotFound => $"No route has this path; /docs lists those there are.{RoutesMeant.Hint(http)}",
            StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not allowed here; there are {http.Response.Headers.Allow}.",
            StatusCodes.Status415UnsupportedMediaType when MediaTypesOf(http) is { Count: > 0 } read => RequestBody.OtherMediaType(http.Request.ContentType, read),
            _ => DetailOf(kind),
        };
        return WriteAsync(http, kind, detail);
    }

    /// <summary>Routing has refused the media type, and names no route: those of this address and method are looked for again.</summary>
    private static List<string> MediaTypesOf(HttpContext http) =>
    [
        .. http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(http.Request.Method) == true && IsAddressed(route, http))
            .SelectMany(route => route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? []).Distinct(),
    ];

    /// <summary>Routing knows them but for constraints, and for methods in another case. None where one of them is that of the request: then it is a constraint that fails.</summary>
    private static List<string> MethodsOf(HttpContext http)
    {
        List<string> methods =
        [
            .. http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(route => IsAddressed(route, http) && OneAddress.IsAddressOf(route, http.Request.Path.Value!))
                .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal),
        ];
        return methods.Contains(http.Request.Method) || (methods.Contains(HttpMethods.Get) && http.Request.Method == HttpMethods.Head) ? [] : methods;
    }

    /// <summary>Whatever its constraints, but that a parameter has a value where it needs one.</summary>
    private static bool IsAddressed(RouteEndpoint route, HttpContext http)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(http.Request.Path, values)
            && route.RoutePattern.Parameters.All(parameter => values[parameter.Name] is string { Length: > 0 } || parameter is { IsCatchAll: true, ParameterPolicies.Count: 0 });
    }

    /// <summary>Routing does not know that whatever answers GET here answers HEAD.</summary>
    private static void AllowHead(IHeaderDictionary headers)
    {
        var methods = headers.GetCommaSeparatedValues(HeaderNames.Allow);
        if (methods.Contains(HttpMethods.Get)) headers.Allow = string.Join(", ", methods.Append(HttpMethods.Head).Distinct().Order(StringComparer.Ordinal));
    }
}

/// <summary>Turns what handlers throw into problems; what nobody foresaw becomes a bare 500 and a line in the log.</summary>
internal sealed class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        if (httpContext.Response.HasStarted) return false;

        await (exception switch
        {
            RefusedException refused => RefuseAsync(httpContext, refused),
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => ProblemWriter.WriteAsync(
                httpContext, Problems.Timeout, $"The body came too slowly: after the first {LimitMiddleware.SlowSeconds} seconds it has to come at {LimitMiddleware.LeastBytesPerSecond} bytes a second."),
            BadHttpRequestException bad when Problems.ForStatus(bad.StatusCode) is { } kind => ProblemWriter.WriteAsync(httpContext, kind, ProblemWriter.DetailOf(kind)),
            PostgresException { ConstraintName: { } name } when Constraints.KindOf(name) is { } kind =>
                ProblemWriter.WriteAsync(httpContext, kind, $"{kind.Title}. {kind.Remedy}"),
            _ when Unavailability.Is(exception) => UnavailableAsync(httpContext, exception),
            PostgresException { SqlState: ['2', '2', ..] } => UnstorableAsync(httpContext, exception),
            _ => UnforeseenAsync(httpContext, exception),
        });
        return true;
    }

    private static Task RefuseAsync(HttpContext http, RefusedException refused)
    {
        if (refused.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds;
        return ProblemWriter.WriteAsync(http, refused.Kind, refused.Message, refused.Errors, refused.Extensions);
    }

    private Task UnavailableAsync(HttpContext http, Exception exception)
    {
        // Without its trace: while a database is away there are as many of these as requests.
        logger.LogWarning("The database did not answer {Method} {Route}: {Reason}", RequestLog.MethodOf(http), RequestLog.RouteOf(http), exception.GetBaseException().Message);
        http.Response.Headers.RetryAfter = "1";
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return ProblemWriter.WriteAsync(
            http, Problems.Unavailable, isRead ? "The database did not answer in time; try again." : "The database did not answer in time. Read before you try again: the change may have been made.");
    }

    /// <summary>A value that the rules let through, and the database does not take: the rules have a hole, and the client is told what it can do.</summary>
    private Task UnstorableAsync(HttpContext http, Exception exception)
    {
        logger.LogError(exception, "A value of {Method} {Route} could not be stored", RequestLog.MethodOf(http), RequestLog.RouteOf(http));
        return ProblemWriter.WriteAsync(http, Problems.Malformed, "A value in the request cannot be stored.");
    }

    private Task UnforeseenAsync(HttpContext http, Exception exception)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error);
        logger.LogError(exception, "Unforeseen failure of {Method} {Route}", RequestLog.MethodOf(http), RequestLog.RouteOf(http));
        return ProblemWriter.WriteAsync(http, Problems.Internal, "The failure is logged under the request id.");
    }
}
