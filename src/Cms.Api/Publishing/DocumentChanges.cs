using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>The difference between the documents that subjects have in <c>live</c> and those they should have.</summary>
internal sealed class DocumentChanges
{
    private readonly Dictionary<(string Kind, Guid Id), Guid> _owners = [];

    /// <param name="newer">Subjects written by a newer projection: theirs may go, but are not overwritten.</param>
    public DocumentChanges(IReadOnlyList<DocumentRow> stored, IReadOnlyList<Projected> projected, HashSet<Guid> newer)
    {
        Stored = stored;
        foreach (var subject in projected)
        {
            foreach (var document in subject.Documents) _owners[(document.Kind, document.Id)] = subject.Id;
        }

        var wanted = projected.SelectMany(subject => subject.Documents).ToDictionary(document => (document.Kind, document.Id));
        var rows = stored.ToDictionary(row => (row.Kind, row.Id));
        Kept = [.. wanted.Values.Where(document => !newer.Contains(_owners[(document.Kind, document.Id)]))];
        Deleted = [.. stored.Where(row => !wanted.ContainsKey((row.Kind, row.Id)))];
        Upserted = [.. Kept.Where(document => !(rows.TryGetValue((document.Kind, document.Id), out var row) && row.Shows(document)))];
        ChangedFaces = [.. Kept.Where(document => HasNewFace(document, rows)).Select(document => document.Id)];
        Vanished = [.. Deleted.Where(row => row.Id == row.OwnerId).Select(row => row.Id)];
        Untouched = stored.Where(row => newer.Contains(row.OwnerId) && wanted.ContainsKey((row.Kind, row.Id))).Select(row => (row.Kind, row.Id)).ToHashSet();
    }

    public IReadOnlyList<DocumentRow> Stored { get; }

    /// <summary>What should be there, whether it is already or not.</summary>
    public IReadOnlyList<Document> Kept { get; }
    public IReadOnlyList<DocumentRow> Deleted { get; }
    public IReadOnlyList<Document> Upserted { get; }
    public IReadOnlyList<Guid> ChangedFaces { get; }
    public IReadOnlyList<Guid> Vanished { get; }

    /// <summary>Documents of a newer projection, whose memberships are left alone as well.</summary>
    public IReadOnlySet<(string Kind, Guid Id)> Untouched { get; }

    public async Task WriteAsync(NpgsqlConnection connection, string ownerKind, int version, CancellationToken cancellationToken)
    {
        if (Deleted.Count > 0)
            await connection.ExecuteAsync(
                LiveSql.DeleteDocuments,
                new { Kinds = Deleted.Select(row => row.Kind).ToArray(), Ids = Deleted.Select(row => row.Id).ToArray() },
                cancellationToken);

        // Rows equal but of an older version are written once more, so that the pass after an upgrade comes to an end.
        var outdated = Stored.Where(row => row.Version < version).Select(row => (row.Kind, row.Id)).ToHashSet();
        var rows = Kept.Where(document => outdated.Contains((document.Kind, document.Id))).Union(Upserted).ToList();
        if (rows.Count == 0) return;

        await connection.ExecuteAsync(
            LiveSql.UpsertDocuments,
            new
            {
                OwnerKind = ownerKind,
                Version = version,
                Kinds = rows.Select(row => row.Kind).ToArray(),
                Ids = rows.Select(row => row.Id).ToArray(),
                OwnerIds = rows.Select(row => _owners[(row.Kind, row.Id)]).ToArray(),
                Slugs = rows.Select(row => row.Slug).ToArray(),
                Paths = rows.Select(row => row.Path).ToArray(),
                Parents = rows.Select(row => row.Parent).ToArray(),
                Cards = rows.Select(row => row.Card).ToArray(),
                Bodies = rows.Select(row => row.Body).ToArray(),
                Heads = rows.Select(row => row.Head).ToArray(),
                Faces = rows.Select(row => row.Face).ToArray(),
            },
            cancellationToken);
    }

    private static bool HasNewFace(Document document, Dictionary<(string Kind, Guid Id), DocumentRow> rows) =>
        rows.TryGetValue((document.Kind, document.Id), out var row)
            ? !row.Face.AsSpan().SequenceEqual(document.Face)
            : document.EmbeddedOnlyWhilePublic;
}
