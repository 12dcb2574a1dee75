namespace Cms.Api.Keys;

internal static class KeySql
{
    private const string Columns = """
        id,
               version,
               name,
               role,
               expires_at,
               revoked_at,
               last_used_at,
               created_at,
               created_by
        """;

    /// <summary>Served by api_key_hash_key.</summary>
    public const string FindByHash = $"""
        select {Columns}
        from editorial.api_key
        where hash = @Hash
        """;

    public const string ListHashes = """
        select hash
        from editorial.api_key
        where revoked_at is null
          and (expires_at is null or expires_at > now())
        """;

    public const string Find = $"""
        select {Columns}
        from editorial.api_key
        where id = @Id
        """;

    public const string FindForUpdate = $"""
        {Find}
        for no key update
        """;

    public const string List = $"""
        select {Columns}
        from editorial.api_key
        where id > @After
        order by id
        limit @Limit
        """;

    public const string AnyAdmin = """
        select exists (
            select
            from editorial.api_key
            where role = 'admin'
              and revoked_at is null
              and (expires_at is null or expires_at > now())
        )
        """;

    public const string Insert = """
        insert into editorial.api_key (id, name, role, hash, expires_at, created_at, created_by)
        values (@Id, @Name, @Role, @Hash, @ExpiresAt, @CreatedAt, @CreatedBy)
        """;

    public const string InsertIfNew = $"""
        {Insert}
        on conflict (hash) do nothing
        """;

    public const string Update = """
        update editorial.api_key
        set name = @Name,
            role = @Role,
            expires_at = @ExpiresAt,
            version = version + 1
        where id = @Id
        """;

    public const string Revoke = """
        update editorial.api_key
        set revoked_at = @RevokedAt,
            version = version + 1
        where id = @Id
          and revoked_at is null
        """;

    /// <summary>A last use is kept to the minute, so that a busy key does not write at every request.</summary>
    public const string Use = """
        update editorial.api_key
        set last_used_at = now()
        where id = @Id
          and (last_used_at is null or last_used_at < now() - interval '1 minute')
        """;
}
