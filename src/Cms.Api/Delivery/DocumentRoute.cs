namespace Cms.Api.Delivery;

/// <summary>A route that answers one document by id or slug.</summary>
internal sealed record DocumentRoute
{
    public required string Kind { get; init; }

    /// <summary>The members a client may choose with <c>fields</c>, <c>body</c> among them where there is one; empty: it cannot choose.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Has the document a body? It is then the answer's last member.</summary>
    public bool HasBody { get; init; }
}
