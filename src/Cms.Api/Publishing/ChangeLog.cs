using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>One line of the public log.</summary>
internal sealed record LogEntry(string Type, Guid Id, string Action, string? Path, string? Reason);

/// <summary>The numbered record of everything that changed for readers.</summary>
internal static class ChangeLog
{
    public static List<LogEntry> Entries(
        string kind, DocumentChanges documents, MembershipChanges memberships, AliasChanges aliases, GoneChanges gone)
    {
        var touched = documents.Upserted.Select(document => (document.Kind, document.Id))
            .Concat(memberships.Documents)
            .Concat(aliases.Subjects.Select(id => (kind, id)))
            .ToHashSet();
        var upserts = documents.Kept
            .Where(document => touched.Contains((document.Kind, document.Id)))
            .Select(document => new LogEntry(document.Kind, document.Id, "upsert", document.Path, null));
        var deletes = documents.Deleted
            .Select(row => new LogEntry(row.Kind, row.Id, "delete", row.Path, row.Kind == kind ? gone.Reasons.GetValueOrDefault(row.Id) : null));
        // What was not public before, either: that it is gone, by which addresses, and why, is told anew.
        var shown = documents.Deleted.Concat(documents.Stored).Where(row => row.Kind == kind).Select(row => row.Id).Concat(documents.Kept.Select(document => document.Id)).ToHashSet();
        var withdrawals = gone.Changed
            .Select(row => row.Id)
            .Distinct()
            .Where(id => !shown.Contains(id))
            .Select(id => new LogEntry(kind, id, "delete", null, gone.Reasons.GetValueOrDefault(id)));
        return [.. deletes, .. withdrawals, .. upserts];
    }

    public static async Task AppendAsync(NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, IReadOnlyCollection<string> touched, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        await connection.ExecuteAsync(
            LiveSql.AppendLog,
            new
            {
                Count = (long)entries.Count,
                Types = entries.Select(entry => entry.Type).ToArray(),
                Ids = entries.Select(entry => entry.Id).ToArray(),
                Actions = entries.Select(entry => entry.Action).ToArray(),
                Paths = entries.Select(entry => entry.Path).ToArray(),
                Reasons = entries.Select(entry => entry.Reason).ToArray(),
                Tags = touched.ToArray(),
            },
            cancellationToken);
    }
}
