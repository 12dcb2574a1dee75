namespace Cms.Api.Articles.Lifecycle;

internal static class LifecycleSql
{
    public const string SetWorkflow = """
        update editorial.article
        set workflow = @Workflow
        where id = @Id
        """;

    /// <summary>What changes the state of a story is a version of it.</summary>
    public const string Raise = """
        update editorial.article
        set modified_at = @Moment,
            modified_by = @By,
            version = version + 1
        where id = @Id
        """;

    public const string LeaveTrash = """
        update editorial.article
        set trashed_at = null
        where id = @Id
        """;

    public const string SetEmbargo = """
        update editorial.article
        set embargoed = true,
            embargo_until = @Until,
            embargo_note = @Note
        where id = @Id
        """;

    public const string EndEmbargo = """
        update editorial.article
        set embargoed = false,
            embargo_until = null,
            embargo_note = null
        where id = @Id
          and embargoed
        """;

    public const string DeleteMoments = """
        delete from editorial.moment
        where article_id = @Id
          and action = any(@Actions)
        returning action, at
        """;

    public const string InsertMoment = """
        insert into editorial.moment (article_id, action, at, local_time, time_zone, set_at, set_by)
        values (@Id, @Action, @At, @LocalTime, @TimeZone, @Moment, @By)
        """;

    public const string SetFailure = """
        update editorial.article
        set schedule_failure = @Failure::jsonb
        where id = @Id
        """;

    public const string ForgetFailure = """
        update editorial.article
        set schedule_failure = null
        where id = @Id
          and schedule_failure is not null
        """;
}
