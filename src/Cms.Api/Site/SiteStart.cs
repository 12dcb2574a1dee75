using Cms.Api.Publishing;
using Cms.Api.Shared.Data;

namespace Cms.Api.Site;

internal static class SiteStart
{
    private const string By = "service";

    /// <summary>Gives a new database its site and shows it; of several instances that start at once, one does.</summary>
    public static Task EnsureAsync(Publisher publisher, TimeProvider time, CancellationToken cancellationToken) =>
        publisher.ChangeAsync(
            async change =>
            {
                var inserted = await SiteRepository.InsertIfNoneAsync(change.Connection, new SiteContent(), time.Moment(), By, cancellationToken);
                if (!inserted) return false;
                change.Touch(TheSite.Kind, TheSite.Id);
                change.Record(TheSite.Kind, TheSite.Id, null, 1, action: "createSite");
                return true;
            },
            cancellationToken);
}
