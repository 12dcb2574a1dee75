namespace Cms.IntegrationTests.EmbeddedPostgres;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cms-embedded-");

    public DataFolder(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            _folder.UnixFileMode = mode;
    }

    /// <summary>Everybody may pass through.</summary>
    public static DataFolder Open() => new((UnixFileMode)0b111_101_101);

    /// <summary>Only its owner may look in.</summary>
    public static DataFolder Private() => new((UnixFileMode)0b111_000_000);

    public string Path => _folder.FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
