namespace Cms.Api.Publishing;

internal static class AuditTrailSql
{
    public const string Insert = """
        insert into editorial.audit (key_id, key_name, action, kind, resource_id, version_before, version_after, note, request_id)
        values (@KeyId, @By, @Action, @Kind, @Id, @Before, @After, @Note, @RequestId)
        """;
}
