using Cms.Api.Shared.Http.Limits;
using Cms.Api.Shared.Http.Repeats;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Shared.Http;

/// <summary>What holds for every request: one way to write JSON, one shape of problem, a request id on every answer.</summary>
internal static class HttpConventions
{
    public const string RequestId = "X-Request-Id";

    private const string ReferrerPolicy = "Referrer-Policy";

    public static IServiceCollection AddHttpConventions(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions).Encoder = Json.Answers.Encoder);
        services.AddExceptionHandler<ExceptionProblems>();
        services.AddProblemDetails();
        return services.AddEditorialWork<AnswerCleaner>().AddLimits();
    }

    /// <summary>On every answer.</summary>
    public static void SetCommonHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[RequestId] = http.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers[ReferrerPolicy] = "no-referrer";
    }

    /// <summary>All but what readers get, whose routes have HEAD themselves.</summary>
    public static bool AnswersHeadAsGet(HttpContext http) => ProblemWriter.IsEditorial(http) || !http.Request.Path.StartsWithSegments("/v1");

    public static void UseHttpConventions(this WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        app.Use((http, next) =>
        {
            // Late, because the error handler clears the headers of an answer it replaces.
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                SetCommonHeaders(http);
                if (ProblemWriter.IsEditorial(http)) headers.CacheControl = "no-store";
                // A browser may read what readers are refused by routing, too.
                else if (http.Request.Path.StartsWithSegments("/v1")) headers.AccessControlAllowOrigin = "*";
                if (http.Response.StatusCode >= 400 && (headers.CacheControl.Count == 0 || headers.Pragma.Count > 0)) headers.CacheControl = "no-store";
                // The error handler says the same in three headers, two of them for caches of the last century.
                headers.Remove(HeaderNames.Pragma);
                headers.Remove(HeaderNames.Expires);
                return Task.CompletedTask;
            });
            return next(http);
        });
        // What is read with GET may be asked for with HEAD; the server sends no body then, whatever is written.
        app.Use((http, next) =>
        {
            if (http.Request.Method == HttpMethods.Head && AnswersHeadAsGet(http)) http.Request.Method = HttpMethods.Get;
            return next(http);
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(context => ProblemWriter.WriteForStatusAsync(context.HttpContext));
        app.Use(OneAddress.RefuseOtherMethodsAsync);
        app.Use(PercentEncoding.RefuseBrokenAsync);
        // After the error handling, so that what routing refuses gets a problem too.
        app.UseRouting();
        app.Use(OneAddress.RefuseOtherSpellingsAsync);
        app.UseConcurrencyLimit();
        app.MapAbsentSurface();
    }
}
