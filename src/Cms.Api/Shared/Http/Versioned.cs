namespace Cms.Api.Shared.Http;

/// <summary>A row that editors change under its version.</summary>
internal interface IVersioned
{
    Guid Id { get; }
    long Version { get; }
}

/// <summary>A row that may have been merged into another of its kind: it is still read, and nothing else.</summary>
internal interface IMergeable : IVersioned
{
    /// <summary>The slug of the one that goes on; null for one that goes on itself.</summary>
    string? MergedInto { get; }
}

/// <summary>What editors read of a row.</summary>
internal interface IDetail
{
    Guid Id { get; }
    string Etag { get; }
}

/// <summary>When a write happens, and whose it is.</summary>
internal sealed record Stamp(DateTimeOffset Moment, string By);
