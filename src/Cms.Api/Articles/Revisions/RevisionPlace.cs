using System.Globalization;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;

namespace Cms.Api.Articles.Revisions;

/// <summary>A place in the list of a story's versions: behind the one that was saved at this moment, published or not, with this number.</summary>
internal sealed record RevisionPlace(DateTimeOffset At, bool Published, long Number)
{
    private static readonly RevisionPlace Beginning = new(DateTimeOffset.MaxValue.AddDays(-1), true, long.MaxValue);

    public static string KeyOf(RevisionRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{InstantConverter.Format(row.SavedAt)} {(row.Published ? "" : "v")}{row.Number}");

    /// <exception cref="RefusedException">400 for what is no key of such a list.</exception>
    public static RevisionPlace Of(KeyPage page)
    {
        if (page.After is null) return Beginning;
        return page.After.Split(' ') is [var moment, var name] && InstantConverter.TryParse(moment, out var at) && RevisionRef.Parse(name) is { Number: { } number } version
            ? new RevisionPlace(at, version.Published, number)
            : throw KeyPage.Foreign();
    }
}
