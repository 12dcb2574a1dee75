using Cms.Api.Shared.Security;
using Cms.Api.Site;
using static Cms.Api.Articles.Lifecycle.Bars;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>
/// What may be done with a story, by whom and when, and what follows: all of it is said here, in one line an action. Whatever
/// needs more than the story's state and the site's settings, such as the publish checklist, is checked where it is done.
/// </summary>
internal static class Rules
{
    public static readonly string[] Both = [Moment.Publish, Moment.Unpublish];

    public static readonly Rule Edit = new("edit", Roles.Writer, [Killed, Trashed]) { Workflow = AfterEdit };

    /// <summary>What is scheduled ends with it, which a writer may not decide.</summary>
    public static readonly Rule Trash = new("trash", Roles.Writer, [Killed, Published]) { EndsMoments = Both, RoleWhileScheduled = Roles.Publisher };
    public static readonly Rule RestoreFromTrash = new("restore from the trash", Roles.Writer, [Killed]);
    public static readonly Rule Submit = new("submit", Roles.Writer, [Killed, Trashed, NotDraft]) { Workflow = (_, _) => Article.InReview };
    public static readonly Rule Return = new("return", Roles.Publisher, [Killed, Trashed, NotSubmitted]) { Workflow = (_, _) => Article.Draft };
    public static readonly Rule Approve = new("approve", Roles.Publisher, [Killed, Trashed, NotInReview, OwnStory]) { Workflow = (_, _) => Article.Approved };
    public static readonly Rule Publish = new("publish", Roles.Publisher, [Killed, Trashed, Held, Embargoed, Unapproved]) { EndsMoments = [Moment.Publish], EndsEmbargo = true };
    public static readonly Rule Unpublish = new("unpublish", Roles.Publisher, [Killed, TakenDown, NeverPublished]) { EndsMoments = Both };
    public static readonly Rule TakeDown = new("take down", Roles.Publisher, [Killed, NeverPublished]) { EndsMoments = Both };

    /// <summary>What is in the trash may come back, and what is killed never does: nothing is both.</summary>
    public static readonly Rule Kill = new("kill", Roles.Publisher, []) { EndsMoments = Both, EndsEmbargo = true, LeavesTrash = true };
    public static readonly Rule Schedule = new("schedule", Roles.Publisher, [Killed, Trashed, TakenDown, Held, Unapproved]);
    public static readonly Rule Unschedule = new("unschedule", Roles.Publisher, [Killed]) { EndsMoments = Both };
    public static readonly Rule Embargo = new("embargo", Roles.Writer, [Killed, Trashed, Published]);
    public static readonly Rule LiftEmbargo = new("lift the embargo of", Roles.Publisher, [Killed]) { EndsEmbargo = true };

    /// <summary>Readers lose a published story by it, so a writer may hold only what is not published.</summary>
    public static readonly Rule Hold = new("hold", Roles.Writer, [Killed]) { RoleWhilePublished = Roles.Publisher };

    /// <summary>The role that placed the hold, or a higher one; what it hid comes back by it.</summary>
    public static readonly Rule Release = new("release", Roles.Writer, []);

    /// <summary>Public with the next publication, so it is approved with it.</summary>
    public static readonly Rule Correct = new("correct", Roles.Writer, [Killed, Trashed]) { Workflow = AfterEdit };
    public static readonly Rule Preview = new("preview", Roles.Writer, [Killed, Trashed]);

    public static readonly IReadOnlyList<Rule> All =
        [Edit, Trash, RestoreFromTrash, Submit, Return, Approve, Publish, Unpublish, TakeDown, Kill, Schedule, Unschedule, Embargo, LiftEmbargo, Hold, Release, Correct, Preview];

    /// <summary>What was approved is what was read: another text needs another approval.</summary>
    private static string AfterEdit(ArticleState state, SiteContent site) =>
        state.Workflow == Article.Approved && site.ApprovalPolicy != TheSite.NoApproval ? Article.Draft : state.Workflow;
}
