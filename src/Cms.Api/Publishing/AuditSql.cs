namespace Cms.Api.Publishing;

internal static class AuditSql
{
    public const string Insert = """
        insert into editorial.audit (key_id, key_name, action, kind, resource_id, version_before, version_after, note, request_id)
        values (@KeyId, @By, @Action, @Kind, @Id, @Before, @After, @Note, @RequestId)
        """;

    /// <summary>The newest first. Served by audit_resource_idx.</summary>
    public const string List = """
        select number,
               at,
               key_id,
               key_name,
               action,
               version_before,
               version_after,
               note,
               request_id
        from editorial.audit
        where resource_id = @Id
          and kind = @Kind
          and number < @Before
        order by number desc
        limit @Limit
        """;
}
