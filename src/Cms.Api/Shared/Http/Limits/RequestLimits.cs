using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace Cms.Api.Shared.Http.Limits;

/// <summary>
/// What keeps an instance answering while somebody asks too much of it. None of it is shared between instances: each guards itself.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    /// <summary>Keys from one address that nothing is known of: at once, and per second from then on. Known ones don't count.</summary>
    public const int StrangeKeysAtOnce = 100;
    public const int StrangeKeysPerSecond = 10;

    private readonly PartitionedRateLimiter<HttpContext> _concurrency;
    private readonly PartitionedRateLimiter<string> _writesAtOnce;
    private readonly PartitionedRateLimiter<string> _writes;
    private readonly PartitionedRateLimiter<IPAddress> _strangeKeys;

    public RequestLimits(LimitSettings settings)
    {
        Settings = settings;
        var editors = Math.Max(1, settings.ConcurrentRequests / 5);
        _concurrency = PartitionedRateLimiter.Create<HttpContext, Crowd>(http => RateLimitPartition.GetConcurrencyLimiter(CrowdOf(http), crowd => new ConcurrencyLimiterOptions
        {
            PermitLimit = crowd switch
            {
                Crowd.Editors => editors,
                Crowd.Followers => settings.Followers,
                _ => settings.ConcurrentRequests,
            },
        }));
        _writesAtOnce = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetConcurrencyLimiter(
            key, _ => new ConcurrencyLimiterOptions { PermitLimit = Math.Max(1, editors / 4) }));
        _writes = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(settings.WriteBurst, settings.WritesPerSecond)));
        _strangeKeys = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(StrangeKeysAtOnce, StrangeKeysPerSecond)));
    }

    /// <summary>Those of one take no place from another.</summary>
    private enum Crowd
    {
        Readers,
        Editors,
        Followers,
    }

    public LimitSettings Settings { get; }

    /// <summary>A place for a request, given back when it is disposed; none is left where it is not acquired.</summary>
    public RateLimitLease Enter(HttpContext http) => _concurrency.AttemptAcquire(http);

    private static Crowd CrowdOf(HttpContext http) =>
        ProblemWriter.IsEditorial(http) ? Crowd.Editors : IsFollowed(http) ? Crowd.Followers : Crowd.Readers;

    private static bool IsFollowed(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<Followed>() is { } followed && (followed.Parameter is null || http.Request.Query.ContainsKey(followed.Parameter));

    /// <summary>A place for a write among those of its key, of which no single one can fill all that editors have.</summary>
    public RateLimitLease EnterWrite(ClaimsPrincipal user) => _writesAtOnce.AttemptAcquire(KeyOf(user));

    /// <summary>Counts a write of a key; not acquired where it has written too much.</summary>
    public RateLimitLease Write(ClaimsPrincipal user) => _writes.AttemptAcquire(KeyOf(user));

    /// <summary>How many more writes a key has at once.</summary>
    public long WritesLeft(ClaimsPrincipal user) => _writes.GetStatistics(KeyOf(user))?.CurrentAvailablePermits ?? Settings.WriteBurst;

    /// <summary>Counts a key that nothing is known of; false where somebody at this address has tried too many.</summary>
    public bool MayTryKey(IPAddress? address)
    {
        using var lease = _strangeKeys.AttemptAcquire(NetworkOf(address));
        return lease.IsAcquired;
    }

    /// <summary>In whole seconds, one at least.</summary>
    public static string RetryAfter(RateLimitLease lease) =>
        (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1).ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _concurrency.Dispose();
        _writesAtOnce.Dispose();
        _writes.Dispose();
        _strangeKeys.Dispose();
    }

    private static string KeyOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    /// <summary>The address; of IPv6 the network of it, in which whoever has one address has them all.</summary>
    private static IPAddress NetworkOf(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    };
}
