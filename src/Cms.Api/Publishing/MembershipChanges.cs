using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>The difference between the lists that documents stand in and those they should stand in.</summary>
internal sealed class MembershipChanges
{
    private readonly List<MembershipRow> _removed;
    private readonly List<MembershipRow> _added;
    private readonly List<MembershipRow> _moved;

    private MembershipChanges(IEnumerable<MembershipRow> stored, IEnumerable<MembershipRow> wanted)
    {
        var now = stored.ToDictionary(row => (row.List, row.Document));
        var then = wanted.ToDictionary(row => (row.List, row.Document));
        _removed = [.. now.Where(row => !then.ContainsKey(row.Key)).Select(row => row.Value)];
        _added = [.. then.Where(row => !now.ContainsKey(row.Key)).Select(row => row.Value)];
        _moved = [.. then.Where(row => now.TryGetValue(row.Key, out var old) && old != row.Value).Select(row => row.Value)];
    }

    public IReadOnlyList<MembershipRow> Removed => _removed;
    public IReadOnlyList<MembershipRow> Added => _added;

    /// <summary>Documents that entered, left or moved in some list.</summary>
    public IReadOnlySet<(string Kind, Guid Id)> Documents =>
        _removed.Concat(_added).Concat(_moved).Select(row => (row.Kind, row.Document)).ToHashSet();

    /// <summary>Lists that something entered, left or moved in.</summary>
    public IEnumerable<string> Lists => _removed.Concat(_added).Concat(_moved).Select(row => row.List).Distinct();

    public static async Task<MembershipChanges> FindAsync(NpgsqlConnection connection, DocumentChanges documents, CancellationToken cancellationToken)
    {
        // By kind and id together: a related link's id is its sender's choice, and may be that of a story.
        var own = documents.Stored.Select(row => (row.Kind, row.Id)).Concat(documents.Kept.Select(document => (document.Kind, document.Id))).ToHashSet();
        var stored = await connection.ListAsync<MembershipRow>(
            LiveSql.ListMemberships, new { Ids = own.Select(document => document.Id).Distinct().ToArray() }, cancellationToken);
        var wanted = documents.Kept.SelectMany(document => document.Lists.Select(place => new MembershipRow
        {
            Kind = document.Kind,
            Document = document.Id,
            List = place.List,
            Published = place.Published,
            Updated = place.Updated,
            Name = place.Name,
        }));
        return new MembershipChanges(stored.Where(row => own.Contains((row.Kind, row.Document)) && !documents.Untouched.Contains((row.Kind, row.Document))), wanted);
    }

    /// <summary>Takes documents out of lists; answers the lists that are empty now.</summary>
    public async Task<IReadOnlyList<string>> RemoveAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_removed.Count == 0) return [];
        await connection.ExecuteAsync(
            LiveSql.DeleteMemberships,
            new { Lists = _removed.Select(row => row.List).ToArray(), Documents = _removed.Select(row => row.Document).ToArray() },
            cancellationToken);
        return await ResizeAsync(connection, _removed, -1, cancellationToken);
    }

    /// <summary>Puts documents into lists and moves those whose place changed; answers the lists that were empty.</summary>
    public async Task<IReadOnlyList<string>> AddAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = _added.Concat(_moved).ToList();
        if (rows.Count == 0) return [];
        var lists = _added.Select(row => (row.List, row.Kind)).Distinct().Order().ToList();
        if (lists.Count > 0)
            await connection.ExecuteAsync(
                LiveSql.EnsureLists,
                new { Lists = lists.Select(list => list.List).ToArray(), Kinds = lists.Select(list => list.Kind).ToArray() },
                cancellationToken);
        await connection.ExecuteAsync(
            LiveSql.UpsertMemberships,
            new
            {
                Lists = rows.Select(row => row.List).ToArray(),
                Documents = rows.Select(row => row.Document).ToArray(),
                Published = rows.Select(row => row.Published).ToArray(),
                Updated = rows.Select(row => row.Updated).ToArray(),
                Names = rows.Select(row => row.Name).ToArray(),
            },
            cancellationToken);
        return await ResizeAsync(connection, _added, +1, cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ResizeAsync(
        NpgsqlConnection connection, List<MembershipRow> rows, long sign, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return [];
        var deltas = rows.CountBy(row => row.List).ToList();
        var sizes = await connection.ListAsync<ListSizeRow>(
            LiveSql.ResizeLists,
            new { Lists = deltas.Select(delta => delta.Key).ToArray(), Deltas = deltas.Select(delta => sign * delta.Value).ToArray() },
            cancellationToken);
        return [.. sizes.Where(list => list.Size == 0 || list.Size == list.Delta).Select(list => list.Key)];
    }
}
