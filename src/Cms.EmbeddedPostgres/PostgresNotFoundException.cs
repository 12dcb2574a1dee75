using System.Globalization;

namespace Cms.EmbeddedPostgres;

/// <summary>No PostgreSQL is at hand, and none could be fetched.</summary>
/// <param name="reason">What was looked for.</param>
/// <param name="majorVersion">The only version that serves, or null for any that is new enough.</param>
public sealed class PostgresNotFoundException(string reason, int? majorVersion)
    : Exception($"""
        {reason}
        Three ways on:
          - install PostgreSQL {majorVersion?.ToString(CultureInfo.InvariantCulture) ?? $"{PostgresNotFoundException.OldestMajorVersion} or newer"} on this machine,
          - start everything in containers: docker compose up,
          - or name a database of your own in ConnectionStrings__Cms.
        """)
{
    internal const int OldestMajorVersion = 15;
}
