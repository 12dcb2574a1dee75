using System.Text.Json;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What is to be noted of a write.</summary>
/// <param name="Before">The version it found; null where there was nothing.</param>
/// <param name="After">The version it left; null where nothing is left.</param>
internal sealed record AuditEntry(string Action, string Kind, Guid Id, long? Before, long? After, string? Note);

internal sealed record AuditRow
{
    public required long Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid? KeyId { get; init; }
    public required string KeyName { get; init; }
    public required string Action { get; init; }
    public required long? VersionBefore { get; init; }
    public required long? VersionAfter { get; init; }
    public required string? Note { get; init; }
    public required string? RequestId { get; init; }
}

/// <summary>The trail of all editorial writes. It is part of each write's transaction: what is undone leaves no trace here.</summary>
internal static class Audit
{
    /// <summary>The operation's name as the trail has it: <c>PublishArticle</c> is <c>publishArticle</c>.</summary>
    public static string ActionOf(string operation) => JsonNamingPolicy.CamelCase.ConvertName(operation);

    public static async Task WriteAsync(NpgsqlConnection connection, Act act, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            await connection.ExecuteAsync(
                AuditSql.Insert,
                new { act.KeyId, act.By, entry.Action, entry.Kind, entry.Id, entry.Before, entry.After, entry.Note, act.RequestId },
                cancellationToken);
        }
    }

    /// <param name="before">Entries older than this number.</param>
    public static Task<IReadOnlyList<AuditRow>> ListAsync(
        NpgsqlConnection connection, string kind, Guid id, long before, int limit, CancellationToken cancellationToken) =>
        connection.ListAsync<AuditRow>(AuditSql.List, new { Kind = kind, Id = id, Before = before, Limit = limit }, cancellationToken);
}
