using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Contract;

/// <summary>The contract in the source tree. With CMS_WRITE_CONTRACT=1 tests write it and its examples anew, for a reviewer to read the difference.</summary>
internal static class CommittedContract
{
    public static string Path { get; } = System.IO.Path.Combine(Repository.Folder, "openapi", "cms.v1.json");

    public static bool IsWritten { get; } = Environment.GetEnvironmentVariable("CMS_WRITE_CONTRACT") == "1";
}
