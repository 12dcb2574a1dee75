namespace Cms.EmbeddedPostgres.Processes;

/// <summary>How one run of a program ended, and what it wrote to both of its streams.</summary>
internal readonly record struct ToolResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
