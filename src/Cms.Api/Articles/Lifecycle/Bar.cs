using Cms.Api.Site;

namespace Cms.Api.Articles.Lifecycle;

/// <summary>Something that stands in the way of an action.</summary>
/// <param name="Code">What a client may count on.</param>
/// <param name="Detail">For a person: what is the case, and what would help.</param>
internal sealed record Bar(string Code, string Detail, Func<ArticleState, SiteContent, bool> Stands);

internal static class Bars
{
    public static readonly Bar Killed = new("killed", "The story is killed: nothing brings it back.", (state, _) => state.Publication == Publication.Killed);

    public static readonly Bar Trashed = new("trashed", "The story is in the trash; restore it first.", (state, _) => state.IsTrashed);

    public static readonly Bar Published = new("published", "The story is published; unpublish it first.", (state, _) => state.Publication == Publication.Published);

    public static readonly Bar TakenDown = new(
        "takenDown", "The story was taken down: publish it again, with a note that says why, before anything else.", (state, _) => state.Publication == Publication.TakenDown);

    public static readonly Bar NeverPublished = new("never", "The story was never published.", (state, _) => state.Publication == Publication.Never);

    public static readonly Bar Held = new("held", "A hold is open; it has to be released first. What readers may have had before the hold comes back with that: unpublish it before, if they are to have another text.", (state, _) => state.IsHeld);

    public static readonly Bar Embargoed = new("embargoed", "The story is under embargo; it ends by itself, or is lifted.", (state, _) => state.IsEmbargoed);

    public static readonly Bar Unapproved = new(
        "unapproved",
        "The site asks for approval; submit the story and have it approved.",
        (state, site) => site.ApprovalPolicy != TheSite.NoApproval && state.Workflow != Article.Approved);

    public static readonly Bar NotDraft = new("submitted", "The story has been submitted already.", (state, _) => state.Workflow != Article.Draft);

    public static readonly Bar NotSubmitted = new("draft", "The story has not been submitted.", (state, _) => state.Workflow == Article.Draft);

    public static readonly Bar NotInReview = new("notInReview", "Only a story in review can be approved.", (state, _) => state.Workflow != Article.InReview);

    public static readonly Bar OwnStory = new(
        "ownStory",
        "You wrote the story alone, and the site asks for the approval of another.",
        (state, site) => site.ApprovalPolicy == TheSite.ApprovalOfAnother && state.IsCallersAlone);

    public static readonly string[] Codes =
        [.. new[] { Killed, Trashed, Published, TakenDown, NeverPublished, Held, Embargoed, Unapproved, NotDraft, NotSubmitted, NotInReview, OwnStory }.Select(bar => bar.Code)];
}
