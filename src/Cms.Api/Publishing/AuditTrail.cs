using System.Text.Json;
using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>What is to be noted of a write.</summary>
/// <param name="Before">The version it found; null where there was nothing.</param>
/// <param name="After">The version it left; null where nothing is left.</param>
internal sealed record AuditEntry(string Action, string Kind, Guid Id, long? Before, long? After, string? Note);

/// <summary>The trail of all editorial writes. It is part of each write's transaction: what is undone leaves no trace here.</summary>
internal static class AuditTrail
{
    public const string PublishScheduled = "publishScheduled";
    public const string UnpublishScheduled = "unpublishScheduled";
    public const string ScheduleFailed = "scheduleFailed";

    /// <summary>What the service does by itself.</summary>
    public static readonly string[] ActionsOfService = [PublishScheduled, UnpublishScheduled, ScheduleFailed];

    /// <summary>The operation's name as the trail has it: <c>PublishArticle</c> is <c>publishArticle</c>.</summary>
    public static string? ActionOf(Endpoint route) => route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is { } operation ? ActionOf(operation) : null;

    /// <summary>As <see cref="ActionOf(Endpoint)"/>, of an operation by its name.</summary>
    public static string ActionOf(string operation) => JsonNamingPolicy.CamelCase.ConvertName(operation);

    public static async Task WriteAsync(NpgsqlConnection connection, Act act, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        await connection.ExecuteAsync(
            AuditTrailSql.Insert,
            new
            {
                act.KeyId,
                act.By,
                Actions = entries.Select(entry => entry.Action).ToArray(),
                Kinds = entries.Select(entry => entry.Kind).ToArray(),
                Ids = entries.Select(entry => entry.Id).ToArray(),
                Befores = entries.Select(entry => entry.Before).ToArray(),
                Afters = entries.Select(entry => entry.After).ToArray(),
                Notes = entries.Select(entry => entry.Note).ToArray(),
                act.RequestId,
            },
            cancellationToken);
    }
}
