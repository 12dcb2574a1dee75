namespace Cms.Api.Articles.Corrections;

/// <summary>The words and limits of corrections, and what follows from a kind.</summary>
internal static class Correction
{
    public const string Subject = "correction";
    public const string Inline = "inline";
    public const string Significant = "significant";
    public const int MaxText = 2_000;

    /// <summary>Of one story: readers get all of them with it, also in lists.</summary>
    public const int MaxOfStory = 100;

    public static readonly string[] Kinds = ["correction", "clarification", "update", "editorsNote", "retraction", "removal"];
    public static readonly string[] Placements = ["top", "bottom", Inline];
    public static readonly string[] Severities = ["minor", Significant];

    /// <summary>What was wrong enough to be corrected or taken back is significant unless the editor says otherwise.</summary>
    public static string SeverityOf(string kind) => Corrects(kind) ? Significant : "minor";

    /// <summary>Does the publication that carries it tell readers of an update? Of a correction or a retraction always.</summary>
    public static bool IsTold(string kind, string severity) => Corrects(kind) || severity == Significant;

    private static bool Corrects(string kind) => kind is "correction" or "retraction";
}
