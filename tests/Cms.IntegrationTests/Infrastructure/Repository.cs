namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "Cms.sln")) ? folder.FullName : Find(folder.Parent!);
}
