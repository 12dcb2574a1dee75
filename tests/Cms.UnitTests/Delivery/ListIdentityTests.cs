using Cms.Api.Delivery;

namespace Cms.UnitTests.Delivery;

public sealed class ListIdentityTests
{
    private static readonly DateTimeOffset Instant = new(2024, 11, 12, 13, 3, 0, TimeSpan.Zero);
    private static readonly ListIdentity Plain = List([("tag", ["cpec", "ports"]), ("genre", ["news"])]);

    [Fact]
    public void Order_of_parameters_and_of_alternatives_is_the_same_list() =>
        Assert.Equal(Plain.Fingerprint, List([("genre", ["news"]), ("tag", ["ports", "cpec", "ports"])]).Fingerprint);

    [Fact]
    public void Same_moment_in_another_zone_is_the_same_list() =>
        Assert.Equal(
            (Plain with { From = Instant }).Fingerprint,
            (Plain with { From = Instant.ToOffset(TimeSpan.FromMinutes(330)) }).Fingerprint);

    [Fact]
    public void Whatever_changes_items_or_order_is_another_list()
    {
        ListIdentity[] others =
        [
            Plain,
            Plain with { Kind = "tag" },
            Plain with { Order = ListOrder.Published },
            Plain with { From = Instant },
            Plain with { To = Instant },
            Plain with { From = Instant.AddSeconds(1) },
            List([("tag", ["cpec", "ports"])]),
            List([("tag", ["cpec"]), ("tag", ["ports"]), ("genre", ["news"])]),
            List([("author", ["cpec", "ports"]), ("genre", ["news"])]),
            List([]),
        ];

        Assert.Equal(others.Length, others.Select(other => other.Fingerprint).Distinct().Count());
    }

    private static ListIdentity List((string, IReadOnlyList<string>)[] filters) =>
        new() { Kind = "article", Order = ListOrder.PublishedDescending, Filters = filters };
}
