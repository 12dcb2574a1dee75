using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;

namespace Cms.Api.Delivery;

/// <summary>
/// What is public at the names beside one that leads nowhere: what was meant is most often among them. Only those count that begin with
/// the same letter, in either case, so that one tag tells when another comes or goes.
/// </summary>
internal static class PublicNames
{
    /// <summary>The slug that was probably meant, or null. Tags are added for what that hangs on, and for what is told.</summary>
    public static string? Meant(CacheTags tags, string kind, string slug, IEnumerable<(string Slug, Guid Id)> beside)
    {
        var near = AnswerTags.Near(kind, slug);
        var ids = beside.Where(other => AnswerTags.Near(kind, other.Slug) == near).ToDictionary(other => other.Slug, other => other.Id);
        tags.AddNear(kind, slug);
        if (Nearest.To(slug, ids.Keys) is not { } meant) return null;
        tags.AddDocument(kind, ids[meant]);
        return meant;
    }
}
