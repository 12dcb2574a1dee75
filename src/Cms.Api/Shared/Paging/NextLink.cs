using Microsoft.AspNetCore.Http.Extensions;

namespace Cms.Api.Shared.Paging;

internal static class NextLink
{
    /// <summary>The value of the <c>Link</c> header: the same request with another cursor.</summary>
    public static string Of(HttpRequest request, string cursor)
    {
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != "cursor").SelectMany(
            parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value ?? "")))
        {
            { "cursor", cursor },
        };
        return $"<{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{query.ToQueryString().ToUriComponent()}>; rel=\"next\"";
    }
}
