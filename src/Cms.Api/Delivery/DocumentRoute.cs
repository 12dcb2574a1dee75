namespace Cms.Api.Delivery;

/// <summary>A route that answers one document by id or slug.</summary>
internal sealed record DocumentRoute
{
    public required string Kind { get; init; }

    /// <summary>The members a client may choose with <c>fields</c>, <c>body</c> among them where there is one; empty: it cannot choose.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Has the document a body? It is then the answer's last member.</summary>
    public bool HasBody { get; init; }

    /// <summary>What a client may ask for in place of the stored body, with <c>body</c>.</summary>
    public IReadOnlyList<BodyForm> BodyForms { get; init; } = [];
}

/// <summary>
/// Another form of a body. It is made when it is asked for: most readers never ask, and the answer's ETag is of what was made, so
/// a version that makes it otherwise needs nothing written again.
/// </summary>
/// <param name="Name">The value of <c>body</c> that asks for it.</param>
/// <param name="Make">From the stored card and body, JSON both, to a JSON value. It reads nothing else.</param>
internal sealed record BodyForm(string Name, Func<byte[], byte[], byte[]> Make);
