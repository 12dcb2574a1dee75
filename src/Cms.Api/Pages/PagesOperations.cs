using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Pages;

/// <summary>The contract's words for what the page of another moment, or a preview, may be besides a page.</summary>
internal sealed class PagesOperations : IOperationFilter
{
    public const string AsOf = "GetPageAsOf";
    public const string Preview = "GetPreview";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId == Preview)
        {
            var page = (OpenApiResponse)operation.Responses!["200"];
            page.AddHeader("Cache-Control", "Always no-store.");
            page.AddHeader("ETag", "Names these very bytes.");
            page.AddHeader("X-Robots-Tag", "Always noindex, nofollow.");
            operation.AddProblems(Refusals.Unreadable(operation).Concat([Problems.NotFound, Problems.Unavailable]));
        }
        if (operation.OperationId != AsOf) return;
        // It takes parameters as lists do, and is none.
        var answer = (OpenApiResponse)operation.Responses!["200"];
        answer.Headers?.Remove("Link");
        answer.AddHeader("ETag", "Names these very bytes.");
        var moved = new OpenApiResponse { Description = "It had moved to another address" };
        moved.AddHeader("Location", "The address of that moment; the query string is kept.");
        operation.Responses!["301"] = moved;
        operation.AddProblems(Problems.NotFound, Problems.Gone, Problems.NotKept);
    }
}
