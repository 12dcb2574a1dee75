using Npgsql;

namespace Cms.Api.Shared.Data;

internal static class Deadlocks
{
    private const int Attempts = 4;

    /// <summary>Runs a transaction again, all of it, where a deadlock or a serialisation failure ended it: so it must not keep state outside.</summary>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> transact)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transact();
            }
            catch (PostgresException exception) when (IsWorthRepeating(exception) && attempt < Attempts)
            {
            }
        }
    }

    private static bool IsWorthRepeating(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
