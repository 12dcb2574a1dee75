using Cms.Api.Shared.Http.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Pages;

/// <summary>The contract's words for what the page of another moment may be besides a page.</summary>
internal sealed class PageAsOfOperation : IOperationFilter
{
    public const string Name = "GetPageAsOf";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.OperationId != Name) return;
        var moved = new OpenApiResponse { Description = "It had moved to another address" };
        moved.AddHeader("Location", "The address of that moment; the query string is kept.");
        operation.Responses!["301"] = moved;
        operation.AddProblems(context, 404, 410, 422);
    }
}
