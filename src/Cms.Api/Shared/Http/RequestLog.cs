using System.Security.Claims;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace Cms.Api.Shared.Http;

/// <summary>
/// A line for each request: editorial writes at information, all else at debug. Its id is in the scope of every line that the
/// request causes. Queries, headers and bodies are never told, nor what looks like a key in a path.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger, TimeProvider time)
{
    private const int LongestPath = 200;

    /// <summary>The client went away before it was answered: what other servers log then.</summary>
    private const int ClientClosedRequest = 499;

    private static readonly string[] Known =
        [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Trace, HttpMethods.Connect];

    private static readonly object ResourceId = new();
    private static readonly object Hushed = new();

    private static readonly Func<ILogger, string, IDisposable?> BeginRequest = LoggerMessage.DefineScope<string>("Request {RequestId}");

    public async Task InvokeAsync(HttpContext http)
    {
        using var scope = BeginRequest(logger, http.TraceIdentifier);
        var started = time.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            Tell(http, Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1));
        }
    }

    /// <summary>Notes the id of what a route wrote and answers, for the line of this request.</summary>
    public static object? Note(HttpContext http, object? result)
    {
        if ((result is INestedHttpResult nested ? nested.Result : result) is IValueHttpResult { Value: IDetail detail }) http.Items[ResourceId] = detail.Id;
        return result;
    }

    /// <summary>Notes what a write is about as soon as that is found, for the line of one that is refused.</summary>
    public static void About(HttpContext http, Guid id) => http.Items[ResourceId] = id;

    /// <summary>For a write of the service itself, which nobody looks for: it is told at debug, as reads are.</summary>
    public static void Hush(HttpContext http) => http.Items[Hushed] = true;

    private void Tell(HttpContext http, double milliseconds)
    {
        var isWrite = ProblemWriter.IsEditorial(http) && !IsRead(http.Request.Method) && !http.Items.ContainsKey(Hushed);
        if (!logger.IsEnabled(isWrite ? LogLevel.Information : LogLevel.Debug)) return;

        var status = http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted ? ClientClosedRequest : http.Response.StatusCode;
        var path = Shown(http.Request.Path);
        if (isWrite)
        {
            LogWrite(
                MethodOf(http),
                path,
                RouteOf(http),
                http.Items[ResourceId] is Guid id ? id.ToString() : NameInPath(http),
                status,
                milliseconds,
                http.User.Identity is { IsAuthenticated: true } ? http.User.KeyName() : null,
                http.User.FindFirstValue(ClaimTypes.NameIdentifier),
                http.TraceIdentifier);
        }
        else
        {
            LogOther(MethodOf(http), path, status, milliseconds, http.TraceIdentifier);
        }
    }

    /// <summary>A method that nobody knows may be a key that was sent in the wrong place.</summary>
    public static string MethodOf(HttpContext http) => Known.Contains(http.Request.Method) ? http.Request.Method : "another method";

    /// <summary>The error handler takes the endpoint of what it answers, and remembers it.</summary>
    public static string? RouteOf(HttpContext http) =>
        ((http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText;

    /// <summary>What an address names, as it was asked for: an id or a slug, or the key of an origin, whose second part is all the rest.</summary>
    private static string? NameInPath(HttpContext http)
    {
        var failed = http.Features.Get<IExceptionHandlerFeature>();
        var values = failed?.RouteValues ?? http.Request.RouteValues;
        var parameters = ((http.GetEndpoint() ?? failed?.Endpoint) as RouteEndpoint)?.RoutePattern.Parameters ?? [];
        var names = parameters.Where((parameter, index) => index == 0 || parameter.IsCatchAll).Select(parameter => values[parameter.Name] as string).ToList();
        return names is [] or [null, ..] ? null : Shown("/" + string.Join('/', names))[1..];
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>Percent-encoded, so that nothing in it ends a line or moves a cursor.</summary>
    private static string Shown(PathString path)
    {
        var shown = LikeKeys().Replace(path.ToUriComponent(), "cms_…");
        return shown.Length <= LongestPath ? shown : shown[..LongestPath] + "…";
    }

    [GeneratedRegex("cms_[^/]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LikeKeys();

    [LoggerMessage(1, LogLevel.Information, "{Method} {Path} answered {Status} in {Milliseconds} ms; key {KeyName} {KeyId}, route {Route}, resource {Resource}, request {RequestId}")]
    private partial void LogWrite(
        string method, string path, string? route, string? resource, int status, double milliseconds, string? keyName, string? keyId, string requestId);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path} answered {Status} in {Milliseconds} ms, request {RequestId}")]
    private partial void LogOther(string method, string path, int status, double milliseconds, string requestId);
}
