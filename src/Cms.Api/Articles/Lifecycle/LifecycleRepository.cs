using System.Text.Json;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Site;
using Npgsql;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Writes the facts of a story's life. The caller has locked the article's row.</summary>
internal static class LifecycleRepository
{
    /// <summary>What the table says follows an action; answers what of it the trail is to tell, or null. It raises no version: the action itself does.</summary>
    public static async Task<string?> FollowAsync(NpgsqlConnection connection, Guid id, Rule rule, ArticleState state, SiteContent site, CancellationToken cancellationToken)
    {
        List<string> told = [];
        if (rule.MovesWorkflow(state, site))
        {
            await connection.ExecuteAsync(LifecycleSql.SetWorkflow, new { Id = id, Workflow = rule.Workflow!(state, site) }, cancellationToken);
            if (state.Workflow == Article.Approved) told.Add("No longer approved.");
        }
        if (rule.EndsMoments.Count > 0 && state.IsScheduled) told.AddRange(EndedMoment.Tell(await EndMomentsAsync(connection, id, rule.EndsMoments, cancellationToken)));
        if (rule.LeavesTrash && state.IsTrashed) await connection.ExecuteAsync(LifecycleSql.LeaveTrash, new { Id = id }, cancellationToken);
        if (rule.EndsEmbargo && state.HasEmbargo) await connection.ExecuteAsync(LifecycleSql.EndEmbargo, new { Id = id }, cancellationToken);
        return told.Count == 0 ? null : string.Join(' ', told);
    }

    public static Task RaiseAsync(NpgsqlConnection connection, Guid id, Stamp stamp, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(LifecycleSql.Raise, new { Id = id, stamp.Moment, stamp.By }, cancellationToken);

    /// <summary>Answers those there were.</summary>
    public static Task<IReadOnlyList<EndedMoment>> EndMomentsAsync(NpgsqlConnection connection, Guid id, IEnumerable<string> actions, CancellationToken cancellationToken) =>
        connection.ListAsync<EndedMoment>(LifecycleSql.DeleteMoments, new { Id = id, Actions = actions.ToArray() }, cancellationToken);

    /// <summary>Takes the place of whatever was scheduled, which it answers.</summary>
    public static async Task<IReadOnlyList<EndedMoment>> ScheduleAsync(NpgsqlConnection connection, Guid id, IEnumerable<Moment> moments, Stamp stamp, CancellationToken cancellationToken)
    {
        var ended = await EndMomentsAsync(connection, id, Rules.Both, cancellationToken);
        foreach (var moment in moments)
        {
            await connection.ExecuteAsync(
                LifecycleSql.InsertMoment,
                new { Id = id, moment.Action, moment.At, moment.LocalTime, moment.TimeZone, stamp.Moment, stamp.By },
                cancellationToken);
        }
        await ForgetFailureAsync(connection, id, cancellationToken);
        return ended;
    }

    public static Task EmbargoAsync(NpgsqlConnection connection, Guid id, DateTimeOffset? until, string? note, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(LifecycleSql.SetEmbargo, new { Id = id, Until = until, Note = note }, cancellationToken);

    public static Task NoteFailureAsync(NpgsqlConnection connection, Guid id, ScheduleFailure failure, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(LifecycleSql.SetFailure, new { Id = id, Failure = JsonSerializer.Serialize(failure, Json.Options) }, cancellationToken);

    public static Task ForgetFailureAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(LifecycleSql.ForgetFailure, new { Id = id }, cancellationToken);
}
