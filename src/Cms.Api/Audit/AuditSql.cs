namespace Cms.Api.Audit;

internal static class AuditSql
{
    /// <summary>The head of every list of the trail; its conditions are in <see cref="AuditListSql"/>.</summary>
    public const string ListHead = """
        select a.number,
               a.at,
               a.kind,
               a.resource_id,
               a.key_id,
               a.key_name,
               a.action,
               a.version_before,
               a.version_after,
               a.note,
               a.request_id
        from editorial.audit a
        """;
}

/// <summary>The conditions and the order of lists of the trail. Each index has the order, too; what is asked of one resource is found in its own trail.</summary>
internal static class AuditListSql
{
    /// <summary>Served by audit_resource_idx.</summary>
    public const string OfResource = "a.resource_id = @Resource";

    /// <summary>Served by audit_kind_idx.</summary>
    public const string OfKind = "a.kind = @Kind";

    /// <summary>Served by audit_key_idx.</summary>
    public const string WithKey = "a.key_id = @Key";

    /// <summary>Served by audit_action_idx.</summary>
    public const string ByAction = "a.action = @Action";

    public const string Before = "a.number < @Before";

    /// <summary>Served by audit_pkey, where there is no other condition.</summary>
    public const string NewestFirst = """
        order by a.number desc
        limit @Limit
        """;
}
