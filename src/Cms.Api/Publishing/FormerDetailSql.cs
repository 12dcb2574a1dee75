namespace Cms.Api.Publishing;

internal static class FormerDetailSql
{
    public const string Keep = """
        with forgotten as (
            delete from editorial.former_detail
            where id = @Id
              and version <= @Version - 100
        )
        insert into editorial.former_detail (
            id,
            version,
            detail
        )
        values (@Id, @Version, @Detail::jsonb)
        """;

    public const string Find = """
        select detail
        from editorial.former_detail
        where id = @Id
          and version = @Version
        """;

    /// <summary>Of what is deleted its natural key stays, where it had one.</summary>
    public const string KeepKey = """
        with forgotten as (
            delete from editorial.former_detail
            where id = @Id
              and version <> @Version
        )
        insert into editorial.former_detail (
            id,
            version,
            detail
        )
        select @Id, @Version, @Key::jsonb
        where @Key::jsonb <> '{}'
        on conflict (id, version) do update
        set detail = excluded.detail
        """;
}
