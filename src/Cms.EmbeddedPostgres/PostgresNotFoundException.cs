namespace Cms.EmbeddedPostgres;

/// <summary>No PostgreSQL is at hand, and none could be fetched.</summary>
public sealed class PostgresNotFoundException(string reason)
    : Exception($"""
        {reason}
        Three ways on:
          - install PostgreSQL {PostgresNotFoundException.OldestMajorVersion} or newer on this machine,
          - start everything in containers: docker compose up,
          - or name a database of your own in ConnectionStrings__Cms.
        """)
{
    internal const int OldestMajorVersion = 15;
}
