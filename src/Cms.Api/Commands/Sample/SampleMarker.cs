using Cms.Api.Shared.Data;

namespace Cms.Api.Commands.Sample;

/// <summary>
/// Remembers, beside an embedded database, which one has had its sample: an editor who deletes it all does not get it again, a
/// new database in the same folder does.
/// </summary>
internal static class SampleMarker
{
    public static async Task LoadOnceAsync(
        Settings settings, EditorialDataSource source, Uri address, string adminKey, Action begins, CancellationToken cancellationToken)
    {
        var marker = Path.Combine(settings.DataDirectory, "sample.loaded");
        var epoch = await EpochAsync(source, cancellationToken);
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker, cancellationToken) == epoch) return;
        begins();
        await SampleLoader.LoadAsync(address, adminKey, null, cancellationToken);
        await File.WriteAllTextAsync(marker, epoch, cancellationToken);
    }

    private static async Task<string> EpochAsync(EditorialDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        return (await connection.SingleAsync<Guid>(SampleSql.FindEpoch, null, cancellationToken)).ToString();
    }
}

internal static class SampleSql
{
    public const string FindEpoch = """
        select epoch
        from live.head
        """;
}
