using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles.Revisions;

/// <summary>What differs between two versions of one story.</summary>
internal static class ArticleDiff
{
    private const string Body = "body";

    private static readonly string[] Texts = ["headline", "kicker", "standfirst", "summary", "slugline", "ednote", "attributionOverride"];

    /// <param name="before">The story as it was, and its body.</param>
    public static RevisionDiff Between(RevisionRow from, ArticleDetail before, Body bodyBefore, RevisionRow to, ArticleDetail after, Body bodyAfter) => new()
    {
        From = RevisionHead.From(from),
        To = RevisionHead.From(to),
        Members = Members(Json.ToNode(before).AsObject(), Json.ToNode(after).AsObject()),
        Body = BodyDiff.Between(bodyBefore, bodyAfter),
    };

    /// <summary>In the order of the contract.</summary>
    private static List<MemberDiff> Members(JsonObject before, JsonObject after) =>
        [.. before.Where(member => member.Key != Body && !JsonNode.DeepEquals(member.Value, after[member.Key])).Select(member => new MemberDiff
        {
            Member = member.Key,
            Before = member.Value?.DeepClone(),
            After = after[member.Key]?.DeepClone(),
            Text = Texts.Contains(member.Key) ? TextDiff.Between((string?)member.Value ?? "", (string?)after[member.Key] ?? "") : null,
        })];
}
