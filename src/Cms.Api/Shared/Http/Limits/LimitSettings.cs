namespace Cms.Api.Shared.Http.Limits;

/// <summary>How much one instance takes on.</summary>
internal sealed record LimitSettings
{
    /// <summary>Readers' requests at the same time; editors' have a fifth of that for themselves.</summary>
    public int ConcurrentRequests { get; init; } = 1_000;

    /// <summary>Those who wait for what changes: they do next to nothing meanwhile.</summary>
    public int Followers { get; init; } = 8_000;

    /// <summary>Of one key, over time.</summary>
    public int WritesPerSecond { get; init; } = 200;

    /// <summary>Of one key, at once.</summary>
    public int WriteBurst { get; init; } = 2_000;

    /// <summary>For a request's body to arrive.</summary>
    public TimeSpan BodyPatience { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Marks a route that is followed: its requests last, and wait most of the time.</summary>
internal sealed record Followed(string? Parameter = null);
