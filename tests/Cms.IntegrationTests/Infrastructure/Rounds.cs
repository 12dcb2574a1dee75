namespace Cms.IntegrationTests.Infrastructure;

/// <summary>How often something is tried: little in every run, more by CMS_LONG=1.</summary>
internal static class Rounds
{
    public static int Of(int few, int many) => Environment.GetEnvironmentVariable("CMS_LONG") == "1" ? many : few;
}
