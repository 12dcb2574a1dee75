namespace Cms.EmbeddedPostgres.Processes;

/// <summary>How one run of a program ended, and what it wrote to both of its streams.</summary>
internal readonly record struct ToolResult(int ExitCode, string Output)
{
    private static readonly string[] s_marks = ["error:", "FATAL:", "PANIC:", "npm error", "npm ERR!"];

    public bool Succeeded => ExitCode == 0;

    /// <summary>One line that says why it failed: what it called an error first, else the last it said.</summary>
    public string Reason => ReasonIn(Output) ?? LastLine ?? $"exit code {ExitCode}";

    private string? LastLine => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();

    /// <summary>The first line of <paramref name="text"/> that a program of PostgreSQL, or npm, calls an error; null when none is.</summary>
    public static string? ReasonIn(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .FirstOrDefault(line => s_marks.Any(mark => line.Contains(mark, StringComparison.Ordinal)));
}
