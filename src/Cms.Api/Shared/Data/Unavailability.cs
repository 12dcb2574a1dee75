using Npgsql;

namespace Cms.Api.Shared.Data;

internal static class Unavailability
{
    /// <summary>Whether the database did not answer, or not in time, and would answer the same question later.</summary>
    public static bool Is(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } or TimeoutException;
}
