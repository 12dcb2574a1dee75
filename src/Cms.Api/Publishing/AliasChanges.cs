using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>The difference between the former slugs that lead to public subjects and those that should.</summary>
internal sealed class AliasChanges
{
    private readonly string _kind;
    private readonly List<AliasRow> _removed;
    private readonly List<AliasRow> _added;

    private AliasChanges(string kind, IReadOnlyCollection<AliasRow> stored, IReadOnlyCollection<AliasRow> wanted)
    {
        _kind = kind;
        _removed = [.. stored.Except(wanted)];
        _added = [.. wanted.Except(stored)];
    }

    public IReadOnlySet<Guid> Subjects => _removed.Concat(_added).Select(row => row.Id).ToHashSet();

    public IEnumerable<string> Slugs => _removed.Concat(_added).Select(row => row.Slug);

    public static async Task<AliasChanges> FindAsync(
        NpgsqlConnection connection, string kind, Guid[] ids, IReadOnlyList<Projected> projected, HashSet<Guid> newer, CancellationToken cancellationToken)
    {
        var stored = await connection.ListAsync<AliasRow>(LiveSql.ListAliases, new { Kind = kind, Ids = ids }, cancellationToken);
        var wanted = projected.SelectMany(subject => subject.FormerSlugs.Select(slug => new AliasRow { Slug = slug, Id = subject.Id })).ToList();
        var shown = projected.Where(subject => subject.Documents.Count > 0).Select(subject => subject.Id).ToHashSet();
        bool Settled(AliasRow row) => newer.Contains(row.Id) && shown.Contains(row.Id);
        return new AliasChanges(kind, [.. stored.Where(row => !Settled(row))], [.. wanted.Where(row => !Settled(row))]);
    }

    public async Task RemoveAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_removed.Count > 0)
            await connection.ExecuteAsync(
                LiveSql.DeleteAliases, new { Kind = _kind, Slugs = _removed.Select(row => row.Slug).ToArray() }, cancellationToken);
    }

    public async Task AddAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_added.Count > 0)
            await connection.ExecuteAsync(
                LiveSql.InsertAliases,
                new { Kind = _kind, Slugs = _added.Select(row => row.Slug).ToArray(), Ids = _added.Select(row => row.Id).ToArray() },
                cancellationToken);
    }
}
