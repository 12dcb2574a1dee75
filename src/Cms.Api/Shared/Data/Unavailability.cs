using Npgsql;

namespace Cms.Api.Shared.Data;

internal static class Unavailability
{
    /// <summary>This process stood still in the midst of a transaction, which the database undid.</summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>Whether the database did not answer, or not in time, and would answer the same question later.</summary>
    public static bool Is(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or IdleInTransaction } or TimeoutException
        || IsOfNoHost(exception);

    /// <summary>Of several hosts none answers, or none is what is asked for, as while a standby becomes the primary.</summary>
    private static bool IsOfNoHost(Exception exception) =>
        exception is NpgsqlException { InnerException: null or AggregateException } and not PostgresException;
}
