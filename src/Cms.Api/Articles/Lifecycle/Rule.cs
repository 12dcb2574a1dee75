using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;
using Cms.Api.Site;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>One line of the table.</summary>
/// <param name="Action">In words that go on with "the story".</param>
/// <param name="Role">The least role that may.</param>
/// <param name="Bars">Any of these stands in the way.</param>
internal sealed record Rule(string Action, string Role, IReadOnlyList<Bar> Bars)
{
    /// <summary>The least role that may while the story is published.</summary>
    public string RoleWhilePublished { get; init; } = Role;

    /// <summary>The least role that may while something is scheduled for the story.</summary>
    public string RoleWhileScheduled { get; init; } = Role;

    /// <summary>The workflow that follows; null where it stays.</summary>
    public Func<ArticleState, SiteContent, string>? Workflow { get; init; }

    public bool MovesWorkflow(ArticleState state, SiteContent site) => Workflow is { } workflow && workflow(state, site) != state.Workflow;

    /// <summary>What is scheduled and will no longer happen.</summary>
    public IReadOnlyList<string> EndsMoments { get; init; } = [];
    public bool EndsEmbargo { get; init; }
    public bool LeavesTrash { get; init; }

    /// <exception cref="RefusedException">409 <c>not_allowed_now</c> with every reason, or 403.</exception>
    public void Require(ArticleState state, SiteContent site, string role)
    {
        if (state.Publication == Publication.Published && !Roles.AtLeast(RoleWhilePublished).Contains(role))
            throw new RefusedException(Problems.Forbidden, $"To {Action} a story that is published needs the role {RoleWhilePublished}.");
        if (state.IsScheduled && !Roles.AtLeast(RoleWhileScheduled).Contains(role))
            throw new RefusedException(Problems.Forbidden, $"To {Action} a story that is scheduled needs the role {RoleWhileScheduled}.");
        if (Refusal(state, site) is { } refusal) throw refusal;
    }

    /// <summary>Why not, or null.</summary>
    public RefusedException? Refusal(ArticleState state, SiteContent site)
    {
        var bars = Bars.Where(bar => bar.Stands(state, site)).ToList();
        return bars.Count == 0
            ? null
            : new RefusedException(Problems.NotAllowedNow, string.Join(' ', bars.Select(bar => bar.Detail))) { Extensions = { ["because"] = bars.Select(bar => bar.Code).ToArray() } };
    }
}
