using System.Text.Json.Nodes;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>
/// Changes of reference data that has changed since it was read. What GET answered is kept of each version that an edit replaced, so
/// that the three can be compared: as it was read, as it is, and as it would be.
/// </summary>
internal static class StaleDetail
{
    private const string Slug = "slug";
    private static readonly string[] NaturalKeys = ["path", Slug, "code"];
    private static readonly Dictionary<string, MergeLists> NoLists = [];

    public static Task KeepAsync(NpgsqlConnection connection, IVersioned row, JsonObject detail, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(FormerDetailSql.Keep, new { row.Id, row.Version, Detail = detail.ToJsonString() }, cancellationToken);

    /// <summary>For what is deleted: stories that named it tell what it was called, and nothing else is known of it any more.</summary>
    public static Task KeepKeyAsync(NpgsqlConnection connection, IVersioned row, JsonObject detail, CancellationToken cancellationToken)
    {
        var key = new JsonObject(detail.Where(member => NaturalKeys.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return connection.ExecuteAsync(FormerDetailSql.KeepKey, new { row.Id, row.Version, Key = key.ToJsonString() }, cancellationToken);
    }

    /// <summary>Reads the edit over what is there, or over what was read, and merges the two.</summary>
    /// <exception cref="RefusedException">412 with what both have changed, 428 without If-Match.</exception>
    public static async Task<Edited<TRequest>> ReadAsync<TRequest>(
        NpgsqlConnection connection, HttpContext http, IVersioned row, JsonObject now, Edit edit, Func<JsonNode, Edited<TRequest>> read, CancellationToken cancellationToken)
    {
        if (!Preconditions.AreStale(http.Request, row.Version)) return read(now.DeepClone());

        var before = await FindAsync(connection, http.Request, row, cancellationToken);
        var isMerge = before is not null && Stale.IsMergeWanted(http.Request);
        var (edited, yours) = (default(Edited<TRequest>), default(JsonObject));
        try
        {
            edited = read((before ?? now).DeepClone());
            yours = Tell(before ?? now, edited.Request);
        }
        catch (RefusedException) when (!isMerge)
        {
            // That it is stale comes first; what else is wrong with it is told when it is sent anew.
        }
        var comparison = new Comparison(edit.Changeable(now), before ?? [], now, yours, NoLists);
        if (!isMerge || comparison.HasConflict) throw await Stale.RefusalAsync(connection, http.Request, row, before is not null, comparison, cancellationToken);
        Stale.TellMerged(http);
        return edit.Replace<TRequest>(comparison.Merged, now) with { Faults = edited!.Faults };
    }

    /// <summary>For what changes no member, such as a deletion.</summary>
    /// <exception cref="RefusedException">412 with what has changed since, 428 without If-Match.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, HttpRequest request, IVersioned row, JsonObject now, Edit edit, CancellationToken cancellationToken)
    {
        if (!Preconditions.AreStale(request, row.Version)) return;
        var before = await FindAsync(connection, request, row, cancellationToken);
        throw await Stale.RefusalAsync(
            connection, request, row, before is not null, new Comparison(edit.Changeable(now), before ?? [], now, null, NoLists), cancellationToken);
    }

    private static async Task<JsonObject?> FindAsync(NpgsqlConnection connection, HttpRequest request, IVersioned row, CancellationToken cancellationToken) =>
        Preconditions.Named(request) is { } version && await connection.FindAsync<string>(FormerDetailSql.Find, new { row.Id, Version = version }, cancellationToken) is { } detail
            ? JsonNode.Parse(detail)!.AsObject()
            : null;

    /// <summary>A request as GET would answer it. A slug that is left out stays.</summary>
    private static JsonObject Tell<TRequest>(JsonObject before, TRequest request)
    {
        var told = before.DeepClone().AsObject();
        foreach (var (name, value) in Json.ToNode(request).AsObject())
        {
            if (name != Slug || value is not null) told[name] = value?.DeepClone();
        }
        return told;
    }
}
