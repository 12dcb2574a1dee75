namespace Cms.Api.Shared.Http;

/// <summary>A row that editors change under its version.</summary>
internal interface IVersioned
{
    Guid Id { get; }
    long Version { get; }
}

/// <summary>What editors read of a row.</summary>
internal interface IDetail
{
    Guid Id { get; }
    string Etag { get; }
}

/// <summary>When a write happens, and whose it is.</summary>
internal sealed record Stamp(DateTimeOffset Moment, string By);
