using Cms.Api.Articles;
using Cms.Api.Shared.Data;

namespace Cms.Api.Commands;

/// <summary>Makes what was written by older builds findable by its words.</summary>
internal static class SearchFill
{
    public static async Task RunAsync(EditorialDataSource source, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        await HeadlineWords.FillAsync(source, progress, cancellationToken);
        await NameWords.FillAsync(source, progress, cancellationToken);
    }
}
