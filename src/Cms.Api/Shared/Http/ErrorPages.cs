using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cms.Api.Shared.Http;

/// <summary>A page for each problem, where its <c>type</c> leads: what it means, and what to do.</summary>
internal static class ErrorPages
{
    public const string Address = "/docs/errors";

    private static readonly JsonSerializerOptions Indented = new(Json.Answers) { WriteIndented = true };

    public static void MapErrorPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, () => Page("Errors", Index())).ExcludeFromDescription();
        routes.MapGet(Address + "/{code}", (string code) => Problems.All.FirstOrDefault(kind => kind.Code == code) is { } kind
            ? Page($"{kind.Status} {kind.Code}", Describe(kind))
            : Page("No such error", $"<p>There is no error <code>{Text(code)}</code>. <a href=\"{Address}\">These are all.</a></p>", StatusCodes.Status404NotFound)).ExcludeFromDescription();
    }

    private static string Index() =>
        $"""
        <p>Every 4xx and 5xx is <code>application/problem+json</code> (RFC 9457) with one of these codes; <code>detail</code> says in words what was wrong with this request.</p>
        <table><tr><th>status</th><th>code</th><th></th></tr>{string.Concat(Problems.All.Select(kind =>
            $"<tr><td>{kind.Status}</td><td><a href=\"{Address}/{kind.Code}\"><code>{kind.Code}</code></a></td><td>{Text(kind.Title)}</td></tr>"))}</table>
        {FaultTable()}
        """;

    private static string FaultTable() =>
        $"""
        <h2>In errors</h2>
        <p>Each thing wrong has its place, a JSON pointer into the body or the name of a parameter, and one of these codes.</p>
        <table>{string.Concat(FaultCodes.All.Select(fault => $"<tr><td><code>{fault.Code}</code></td><td>{Text(fault.Meaning)}</td></tr>"))}</table>
        """;

    private static string Describe(ProblemKind kind) =>
        $"""
        <p>{Text(kind.Title)}.</p>
        <h2>What to do</h2>
        <p>{Text(kind.Remedy)}</p>
        <h2>What it looks like</h2>
        <pre>{Text(JsonSerializer.Serialize(new { type = $"{Address}/{kind.Code}", title = kind.Title, status = kind.Status, code = kind.Code, detail = kind.Example }, Indented))}</pre>
        <p><a href="{Address}">All errors</a></p>
        """;

    private static IResult Page(string title, string content, int status = StatusCodes.Status200OK) => Results.Content(
        $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{{Text(title)}}</title>
        <style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem } td, th { text-align: start; vertical-align: top; padding: .2rem 1rem .2rem 0 } pre { background: #f4f4f4; padding: 1rem; overflow: auto }</style>
        </head>
        <body>
        <h1>{{Text(title)}}</h1>
        {{content}}
        </body>
        </html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
