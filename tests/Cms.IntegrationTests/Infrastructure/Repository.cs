using Cms.Api.Commands;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Folder { get; } = SourceTree.Find(AppContext.BaseDirectory)!;
}
