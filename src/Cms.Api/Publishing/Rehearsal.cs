using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>
/// A write that is done as it would be, told, and undone (<c>Prefer: dry-run</c>): it collects what the projection does. It names few
/// and counts the rest, so that the publishing lock is not held longer than by a write that is kept.
/// </summary>
internal sealed class Rehearsal
{
    public const int Named = 20;
    private const string Story = "article";

    private readonly HashSet<Subject> _own = [];
    private readonly HashSet<Guid> _stories = [];
    private readonly Dictionary<(string Kind, Guid Id), string?> _before = [];
    private readonly Dictionary<(string Kind, Guid Id), string?> _after = [];
    private readonly HashSet<string> _entered = [];
    private readonly HashSet<string> _left = [];
    private readonly List<MomentEffect> _moments = [];
    private readonly Dictionary<(string Kind, Guid Id), (string Kind, Guid Id)> _merged = [];

    public Effects? Effects { get; private set; }

    public void AddMoment(string action, DateTimeOffset at) => _moments.Add(new MomentEffect(action, at));

    public void Begin(IEnumerable<Subject> touched) => _own.UnionWith(touched);

    /// <summary>The addresses of the first would lead to the second.</summary>
    /// <param name="leaves">Whether anything stands in the list of the first.</param>
    /// <param name="enters">Whether any of that is new in the list of the second.</param>
    public void NoteMerge(Merger merger, bool leaves, bool enters)
    {
        _merged[(merger.Kind, merger.From)] = (merger.Kind, merger.Into);
        if (leaves) _left.Add($"{merger.Kind}:{merger.From}");
        if (enters) _entered.Add($"{merger.Kind}:{merger.Into}");
    }

    /// <summary>Lists of such subjects, which what is written later would enter and leave.</summary>
    public void NoteLists(string kind, IEnumerable<Guid> entered, IEnumerable<Guid> left)
    {
        _entered.UnionWith(entered.Select(id => $"{kind}:{id}"));
        _left.UnionWith(left.Select(id => $"{kind}:{id}"));
    }

    /// <summary>Subjects that would be written later.</summary>
    public void NoteLater(IEnumerable<Subject> subjects) => _stories.UnionWith(subjects.Where(subject => subject.Kind == Story && !_own.Contains(subject)).Select(subject => subject.Id));

    public void Note(string kind, DocumentChanges documents, MembershipChanges memberships)
    {
        foreach (var row in documents.Stored.Where(row => row.Path is not null)) _before.TryAdd((row.Kind, row.Id), row.Path);
        foreach (var row in documents.Deleted) _after[(row.Kind, row.Id)] = null;
        foreach (var document in documents.Kept.Where(document => document.Path is not null)) _after[(document.Kind, document.Id)] = document.Path;

        if (kind == Story)
        {
            var changed = documents.Upserted.Where(document => document.Kind == Story).Select(document => document.Id)
                .Concat(documents.Deleted.Where(row => row.Kind == Story).Select(row => row.Id));
            NoteLater(changed.Select(id => new Subject(Story, id)));
        }
        bool IsOwn(MembershipRow row) => _own.Contains(new Subject(row.Kind, row.Document)) && IsTold(row.List);
        _entered.UnionWith(memberships.Added.Where(IsOwn).Select(row => row.List));
        _left.UnionWith(memberships.Removed.Where(IsOwn).Select(row => row.List));
    }

    /// <summary>Before the transaction is undone.</summary>
    public async Task FinishAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var stories = _stories.Order().Take(Named).ToArray();
        var owners = _entered.Concat(_left).Select(OwnerOf).OfType<Subject>().Distinct().ToList();
        var places = (await connection.ListAsync<PlaceRow>(
                RehearsalSql.ListPlaces,
                new
                {
                    Kinds = owners.Select(owner => owner.Kind).Concat(stories.Select(_ => Story)).ToArray(),
                    Ids = owners.Select(owner => owner.Id).Concat(stories).ToArray(),
                },
                cancellationToken))
            .ToDictionary(row => (row.Kind, row.Id), row => row.Path);
        string? PathOf(string kind, Guid id) => _before.GetValueOrDefault((kind, id)) ?? places.GetValueOrDefault((kind, id)) ?? _after.GetValueOrDefault((kind, id));
        string Told(string list) => OwnerOf(list) is { } owner && PathOf(owner.Kind, owner.Id) is { } path ? $"{owner.Kind}:{path.TrimStart('/')}" : list;

        var moves = _after
            .Select(after => (From: _before.GetValueOrDefault(after.Key), To: _merged.TryGetValue(after.Key, out var into) ? _after.GetValueOrDefault(into) : after.Value))
            .Where(move => move.From != move.To)
            .OrderBy(move => move.From ?? move.To, StringComparer.Ordinal)
            .ToList();
        var reached = moves.Where(move => move.From is not null).Select(move => move.To).ToHashSet();
        Effects = new Effects
        {
            Addresses = new AddressEffects
            {
                Appear = [.. moves.Where(move => move.From is null && !reached.Contains(move.To)).Select(move => move.To!).Take(Named)],
                Move = [.. moves.Where(move => move is { From: not null, To: not null }).Select(move => new AddressMove(move.From!, move.To!)).Take(Named)],
                Go = [.. moves.Where(move => move.To is null).Select(move => move.From!).Take(Named)],
            },
            ListsEntered = [.. _entered.Except(_left).Select(Told).Order(StringComparer.Ordinal)],
            ListsLeft = [.. _left.Except(_entered).Select(Told).Order(StringComparer.Ordinal)],
            Stories = new StoryEffects(_stories.Count, [.. stories.Select(id => new AffectedStory(id, PathOf(Story, id)))]),
            Moments = _moments,
        };
    }

    /// <summary>Not the beginnings of words, which are lists as well but nobody's page.</summary>
    private static bool IsTold(string list) => !list.StartsWith(WordList.Prefix, StringComparison.Ordinal);

    private static Subject? OwnerOf(string list) => list.Split(':') is [var kind, var id] && Guid.TryParse(id, out var parsed) ? new Subject(kind, parsed) : null;

    private sealed record PlaceRow
    {
        public required string Kind { get; init; }
        public required Guid Id { get; init; }
        public required string? Path { get; init; }
    }
}

internal static class RehearsalSql
{
    /// <summary>Served by document_pkey.</summary>
    public const string ListPlaces = """
        select d.kind,
               d.id,
               d.path
        from live.document d
        join (select distinct kind, id from unnest(@Kinds, @Ids) as w (kind, id)) wanted on wanted.kind = d.kind and wanted.id = d.id
        """;
}
