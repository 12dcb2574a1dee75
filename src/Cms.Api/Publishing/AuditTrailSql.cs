namespace Cms.Api.Publishing;

internal static class AuditTrailSql
{
    /// <summary>In their order, which the trail keeps.</summary>
    public const string Insert = """
        insert into editorial.audit (key_id, key_name, action, kind, resource_id, version_before, version_after, note, request_id)
        select @KeyId, @By, entry.action, entry.kind, entry.id, entry.before, entry.after, entry.note, @RequestId
        from unnest(@Actions::text[], @Kinds::text[], @Ids::uuid[], @Befores::bigint[], @Afters::bigint[], @Notes::text[]) with ordinality as entry (action, kind, id, before, after, note, position)
        order by entry.position
        """;

    /// <summary>What was done to a resource since a version of it came to be, the newest first. Served by audit_resource_idx.</summary>
    public const string ListSince = """
        select a.at,
               a.action,
               a.key_name as by,
               a.note
        from editorial.audit a
        where a.resource_id = @Id
          and a.version_before >= @Version
        order by a.number desc
        limit 20
        """;
}
