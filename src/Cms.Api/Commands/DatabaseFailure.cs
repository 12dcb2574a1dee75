using Npgsql;

namespace Cms.Api.Commands;

/// <summary>What became of an attempt to use the database, for the operator. Neither form holds a password: Npgsql's messages never do.</summary>
/// <param name="Line">One line.</param>
/// <param name="IsWorthWaiting">It may be on its way: starting, restarting, full, not in the DNS yet. A wrong password or name never mends itself.</param>
internal sealed record DatabaseFailure(string Line, bool IsWorthWaiting)
{
    /// <summary>Null when the database has nothing to do with it.</summary>
    public static DatabaseFailure? Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is NpgsqlException of) return new DatabaseFailure(LineOf(exception), IsWorthWaitingFor(of));
        }
        return null;
    }

    /// <summary>Of several hosts any one may come.</summary>
    private static bool IsWorthWaitingFor(NpgsqlException failure) =>
        failure.IsTransient || failure.InnerException is AggregateException { InnerExceptions: var hosts } && hosts.Any(host => host is NpgsqlException { IsTransient: true });

    /// <summary>The message without what Postgres adds to it on further lines.</summary>
    public static string LineOf(Exception exception) => exception is PostgresException refused
        ? $"{refused.MessageText} ({refused.SqlState})".ReplaceLineEndings(" ")
        : exception.Message.ReplaceLineEndings(" ");
}
