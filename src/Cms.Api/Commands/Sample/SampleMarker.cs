namespace Cms.Api.Commands.Sample;

/// <summary>Remembers, beside an embedded database, that it has had its sample: an editor who deletes it all does not get it again.</summary>
internal static class SampleMarker
{
    public static async Task LoadOnceAsync(Settings settings, Uri address, string adminKey, CancellationToken cancellationToken)
    {
        var marker = Path.Combine(settings.DataDirectory, "sample.loaded");
        if (File.Exists(marker)) return;
        await SampleLoader.LoadAsync(address, adminKey, null, cancellationToken);
        await File.WriteAllTextAsync(marker, "", cancellationToken);
    }
}
