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

    public const string Forget = """
        delete from editorial.former_detail
        where id = @Id
        """;
}
