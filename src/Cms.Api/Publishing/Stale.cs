using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What whoever edits something that has changed since he read it is told, whatever it is, and how he asks for a merge.</summary>
internal static class Stale
{
    private const string Preference = Preferences.Merge + "=" + Preferences.Disjoint;

    /// <summary>Metadata of a route that merges.</summary>
    public static readonly HonouredPreference Merges = new(
        Preference, "where it has changed since it was read, and no member (of a story: no member, member of seo or social, block of the body, nor member of a related link) was changed by both, the change is put onto what it is now; else 412 lists the overlap.");

    public static bool IsMergeWanted(HttpRequest request) => Preferences.Has(request, Preferences.Merge, Preferences.Disjoint);

    public static void TellMerged(HttpContext http) => http.Response.Headers[Preferences.Applied] = Preference;

    /// <param name="row">What it is now.</param>
    public static async Task<RefusedException> RefusalAsync(
        NpgsqlConnection connection, HttpRequest request, IVersioned row, bool isBaseKept, Comparison comparison, CancellationToken cancellationToken)
    {
        var refusal = Preconditions.Stale(
            row.Version, isBaseKept ? "" : " What it was at the version you name is not known any more, so that changes lists only what you would change.");
        refusal.Extensions["baseKept"] = isBaseKept;
        refusal.Extensions["changes"] = comparison.Changes;
        // A publication changes no member: that it happened is told by what was done.
        if (Preconditions.Named(request) is { } named)
            refusal.Extensions["since"] = await connection.ListAsync<DoneSince>(AuditTrailSql.ListSince, new { row.Id, Version = named }, cancellationToken);
        return refusal;
    }
}
