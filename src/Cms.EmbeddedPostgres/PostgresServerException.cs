namespace Cms.EmbeddedPostgres;

/// <summary>The embedded server could not be made or started; the message says why.</summary>
public sealed class PostgresServerException(string message, Exception? inner = null) : Exception(message, inner);
