using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What a write to <c>live</c> did, as far as it can concern other subjects.</summary>
internal sealed record Written
{
    /// <summary>Subjects whose embedded face is another one now.</summary>
    public required IReadOnlyList<Guid> ChangedFaces { get; init; }

    /// <summary>Subjects that are no longer public: every trace of them has to go at once.</summary>
    public required IReadOnlyList<Guid> Vanished { get; init; }

    /// <summary>Lists that were empty and are not, or the other way round.</summary>
    public required IReadOnlyList<string> CrossedLists { get; init; }

    /// <summary>Subjects last written by a newer version of their projection, which is to write them again.</summary>
    public required IReadOnlyList<Guid> Newer { get; init; }

    public required bool ChangedAnything { get; init; }
    public required DocumentChanges Documents { get; init; }
    public required MembershipChanges Memberships { get; init; }
}

/// <summary>The only writer of schema <c>live</c>: compares what subjects show with what is stored and writes the difference.</summary>
internal static class LiveWriter
{
    /// <summary>Must be called under the publishing lock.</summary>
    /// <param name="overdue">Subjects that show something withdrawn: they are written even over a newer version.</param>
    public static async Task<Written> WriteAsync(
        NpgsqlConnection connection,
        string kind,
        int version,
        Guid[] ids,
        IReadOnlyList<Projected> projected,
        IReadOnlySet<Subject> overdue,
        CancellationToken cancellationToken)
    {
        var stored = await connection.ListAsync<DocumentRow>(LiveSql.ListDocuments, new { OwnerKind = kind, OwnerIds = ids }, cancellationToken);
        var wanting = stored.Where(row => row.Version > version).Select(row => row.OwnerId).ToHashSet();
        var newer = wanting.Where(id => !overdue.Contains(new Subject(kind, id))).ToHashSet();
        var documents = new DocumentChanges(stored, projected, newer);

        var memberships = await MembershipChanges.FindAsync(connection, documents, cancellationToken);
        var crossed = await memberships.RemoveAsync(connection, cancellationToken);
        var aliases = await AliasChanges.FindAsync(connection, kind, ids, projected, newer, cancellationToken);
        await aliases.RemoveAsync(connection, cancellationToken);
        await documents.WriteAsync(connection, kind, version, cancellationToken);
        crossed = [.. crossed, .. await memberships.AddAsync(connection, cancellationToken)];
        await aliases.AddAsync(connection, cancellationToken);
        var gone = await GoneChanges.WriteAsync(connection, kind, ids, projected, cancellationToken);

        var log = ChangeLog.Entries(kind, documents, memberships, aliases, gone);
        await ChangeLog.AppendAsync(connection, log, Touches.Of(kind, documents, memberships, aliases, gone), cancellationToken);

        return new Written
        {
            ChangedFaces = documents.ChangedFaces,
            Vanished = documents.Vanished,
            CrossedLists = [.. crossed.Distinct()],
            Newer = [.. wanting],
            ChangedAnything = log.Count > 0,
            Documents = documents,
            Memberships = memberships,
        };
    }
}
