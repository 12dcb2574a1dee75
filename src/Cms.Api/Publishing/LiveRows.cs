namespace Cms.Api.Publishing;

internal sealed record DocumentRow
{
    public required string Kind { get; init; }
    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }
    public required string? Slug { get; init; }
    public required string? Path { get; init; }
    public required Guid? Parent { get; init; }
    public required byte[] Card { get; init; }
    public required byte[]? Body { get; init; }
    public required byte[]? Head { get; init; }
    public required byte[] Face { get; init; }
    public required int Version { get; init; }

    public bool Shows(Document document) =>
        Slug == document.Slug
        && Path == document.Path
        && Parent == document.Parent
        && Card.AsSpan().SequenceEqual(document.Card)
        && Same(Body, document.Body)
        && Same(Head, document.Head)
        && Face.AsSpan().SequenceEqual(document.Face);

    private static bool Same(byte[]? left, byte[]? right) =>
        left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}

internal sealed record MembershipRow
{
    public required string Kind { get; init; }
    public required Guid Document { get; init; }
    public required string List { get; init; }
    public required DateTimeOffset? Published { get; init; }
    public required DateTimeOffset? Updated { get; init; }
    public required string? Name { get; init; }
}

internal sealed record ListSizeRow
{
    public required string Key { get; init; }
    public required long Size { get; init; }
    public required long Delta { get; init; }
}

internal sealed record AliasRow
{
    public required string Slug { get; init; }
    public required Guid Id { get; init; }
}

internal sealed record GoneRow
{
    public required Guid Id { get; init; }
    public required string? Slug { get; init; }
    public required string Reason { get; init; }
}
