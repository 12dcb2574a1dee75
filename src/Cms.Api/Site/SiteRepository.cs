using System.Text.Json;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Site;

internal sealed record SiteRow : IVersioned
{
    public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required string Content { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public required string ModifiedBy { get; init; }

    public SiteContent Parse() => JsonSerializer.Deserialize<SiteContent>(Content, Json.Options)!;
}

internal static class SiteRepository
{
    public static Task<SiteRow> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.SingleAsync<SiteRow>(SiteSql.Find, null, cancellationToken);

    public static Task<SiteRow> FindForUpdateAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.SingleAsync<SiteRow>(SiteSql.FindForUpdate, null, cancellationToken);

    public static async Task<SiteContent> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (await FindAsync(connection, cancellationToken)).Parse();

    /// <summary>Gives a new database the site it starts with; false when it has one.</summary>
    public static async Task<bool> InsertIfNoneAsync(NpgsqlConnection connection, SiteContent site, DateTimeOffset moment, string by, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(
            SiteSql.InsertIfNone, new { TheSite.Id, Content = Write(site), Moment = moment, By = by }, cancellationToken) == 1;

    public static Task UpdateAsync(NpgsqlConnection connection, SiteContent site, DateTimeOffset moment, string by, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(SiteSql.Update, new { Content = Write(site), Moment = moment, By = by }, cancellationToken);

    private static string Write(SiteContent site) => JsonSerializer.Serialize(site, Json.Options);
}
