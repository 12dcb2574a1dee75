using System.Globalization;
using Cms.Api.Articles;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Cms.Api.Shared.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cms.Api.Audit;

/// <summary>Reads the trail that every editorial write leaves.</summary>
internal static class AuditEndpoints
{
    public static readonly string[] Parameters = ["kind", "resource", "key", "action", "limit", "cursor"];

    public static async Task<Ok<Page<AuditDetail>>> ListAudit(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var query = new Query(http.Request, Parameters);
        var (kind, resource, key, action) = (query.OneOf("kind", AuditDetail.Kinds), query.Id("resource"), query.Id("key"), query.Text("action"));
        RefuseUnknown(http, query, action);
        RefuseTogether(query, ("kind", kind), ("key", key), ("action", action));
        var page = KeyPage.Read(http.Request, query, [$"{kind}", $"{resource}", $"{key}", $"{action}"]);

        var filter = new SqlFilter(AuditSql.ListHead);
        if (resource is { } id) filter.Where(AuditListSql.OfResource, "Resource", id);
        if (kind is not null) filter.Where(AuditListSql.OfKind, "Kind", kind);
        if (key is { } caller) filter.Where(AuditListSql.WithKey, "Key", caller);
        if (action is not null) filter.Where(AuditListSql.ByAction, "Action", action);
        return Answer(http, page, await source.ReadAsync((connection, stop) => ListAsync(connection, page, filter, stop), cancellationToken));
    }

    public static async Task<Ok<Page<AuditDetail>>> ListArticleAudit(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = KeyPage.Read(http.Request);
        return Answer(http, page, await source.ReadAsync(
            async (connection, stop) =>
            {
                var article = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
                return await ListAsync(connection, page, new SqlFilter(AuditSql.ListHead).Where(AuditListSql.OfResource, "Resource", article.Id), stop);
            },
            cancellationToken));
    }

    /// <summary>One more than the page holds, where there is one.</summary>
    private static Task<IReadOnlyList<AuditRow>> ListAsync(NpgsqlConnection connection, KeyPage page, SqlFilter filter, CancellationToken cancellationToken)
    {
        if (page.After is { } after)
            filter.Where(AuditListSql.Before, "Before", long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw KeyPage.Foreign());
        filter.Parameters["Limit"] = page.Limit + 1;
        return connection.ListAsync<AuditRow>(filter.Tail(AuditListSql.NewestFirst), cancellationToken);
    }

    private static Ok<Page<AuditDetail>> Answer(HttpContext http, KeyPage page, IReadOnlyList<AuditRow> rows)
    {
        var items = rows.Take(page.Limit).ToList();
        return page.Answer(
            http, [.. items.Select(AuditDetail.From)], rows.Count > page.Limit ? items[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Else a slip would look as if it had never been done.</summary>
    private static void RefuseUnknown(HttpContext http, Query query, string? action)
    {
        if (string.IsNullOrEmpty(action)) return;
        var known = ActionsOf(http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints);
        if (!known.Contains(action)) query.Fault("action", FaultCodes.InvalidValue, $"\"{action}\" is no operation of this contract that writes, nor {string.Join(", ", AuditTrail.ActionsOfService)}.{Nearest.Hint(action, known)}");
    }

    /// <summary>All that the trail can tell of.</summary>
    public static IReadOnlyList<string> ActionsOf(IEnumerable<Endpoint> routes) =>
        [.. routes.Where(Writes).Select(AuditTrail.ActionOf).OfType<string>().Concat(AuditTrail.ActionsOfService).Distinct().Order(StringComparer.Ordinal)];

    private static bool Writes(Endpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == false;

    /// <summary>Each of them has an index, two of them have none; any of them can be asked of one resource.</summary>
    private static void RefuseTogether(Query query, params ReadOnlySpan<(string Name, object? Value)> filters)
    {
        string? first = null;
        foreach (var (name, value) in filters)
        {
            if (value is null) continue;
            if (first is not null) query.Fault(name, FaultCodes.Conflict, $"{name} does not go together with {first}; either goes with resource.");
            first ??= name;
        }
    }
}
