using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.UnitTests.Shared.Data;

public sealed class UnavailabilityTests
{
    [Theory]
    [InlineData("57014", true)]
    [InlineData("25P03", true)]
    [InlineData("57P01", true)]
    [InlineData("23505", false)]
    [InlineData("42P01", false)]
    public void What_would_be_answered_later_is_told_from_what_never_will(string code, bool expected) =>
        Assert.Equal(expected, Unavailability.Is(new PostgresException("", "FATAL", "FATAL", code)));

    [Fact]
    public void Of_several_hosts_one_may_come() =>
        Assert.All(
            [new NpgsqlException("No suitable host was found."), new NpgsqlException("Unable to connect to a suitable host.", new AggregateException(new NpgsqlException()))],
            failure => Assert.True(Unavailability.Is(failure)));
}
