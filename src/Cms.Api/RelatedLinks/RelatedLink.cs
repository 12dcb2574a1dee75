namespace Cms.Api.RelatedLinks;

/// <summary>A way on from a story: to another story of ours, or to a URL. One that has neither yet is unresolved and not public.</summary>
internal sealed record RelatedLink
{
    public const string Subject = "relatedLink";
    public const string Inline = "inline";
    public const string End = "end";
    public const int MaxTitle = 200;

    public const string Ok = "ok";
    public const string Pending = "pending";
    public const string Gone = "gone";
    public const string External = "external";
    public const string Unresolved = "unresolved";

    public static readonly string[] Positions = [Inline, End];
    public static readonly string[] States = [Ok, Pending, Gone, External, Unresolved];

    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Position { get; init; }
    public required Guid? Article { get; init; }
    public required string? Url { get; init; }
    public required string? Title { get; init; }
    public required string? Label { get; init; }
}
