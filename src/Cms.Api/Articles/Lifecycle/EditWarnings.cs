using Cms.Api.PortableText;
using Cms.Api.Shared.Http;
using Cms.Api.Site;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>What an edit ended, which its editor may not have meant.</summary>
internal static class EditWarnings
{
    /// <summary>The story is a draft again.</summary>
    public const string ApprovalWithdrawn = "approval_withdrawn";

    /// <summary>It will not be published at its moment, unless it is approved before.</summary>
    public const string ScheduleUnapproved = "schedule_unapproved";

    /// <param name="row">The story as it was before the edit.</param>
    public static IEnumerable<BodyWarning> Of(ArticleRow row, ArticleState state, SiteContent site)
    {
        if (!Rules.Edit.MovesWorkflow(state, site)) yield break;
        yield return new BodyWarning("/workflow", ApprovalWithdrawn, "The story was approved as it was before; now it is a draft again, and needs another approval to be published.");
        if (ScheduleDetail.From(row)?.PublishAt is { } at)
            yield return new BodyWarning("/schedule/publishAt", ScheduleUnapproved, $"It is still scheduled for {InstantConverter.Format(at)}; without another approval it will not be published then.");
    }
}
