using Cms.Api.Shared.Following;

namespace Cms.UnitTests.Shared.Following;

public sealed class HeadsTests
{
    private readonly HandClock _clock = new();
    private readonly Heads _heads;

    public HeadsTests()
    {
        _heads = new Heads(_clock);
        _heads.Add(10);
    }

    [Fact]
    public void Who_has_the_last_head_is_not_behind() => Assert.Equal(TimeSpan.Zero, _heads.BehindBy(10));

    [Fact]
    public void Who_lacks_a_head_is_behind_since_it_was_known()
    {
        _heads.Add(11);
        _clock.Pass(TimeSpan.FromSeconds(3));
        _heads.Add(12);

        Assert.Equal(TimeSpan.FromSeconds(3), _heads.BehindBy(10));
        Assert.Equal(TimeSpan.Zero, _heads.BehindBy(11));
    }

    [Fact]
    public void Who_lacks_the_first_head_that_was_known_may_have_lacked_it_for_long() => Assert.True(_heads.BehindBy(9) >= Heads.Kept);

    [Fact]
    public void Who_lacks_an_old_head_is_behind_by_that_however_many_new_ones_come()
    {
        _heads.Add(11);
        _clock.Pass(2 * Heads.Kept);
        for (var number = 12; number < 20; number++) _heads.Add(number);

        Assert.True(_heads.BehindBy(10) >= Heads.Kept);
        Assert.Equal(TimeSpan.Zero, _heads.BehindBy(11));
    }

    private sealed class HandClock : TimeProvider
    {
        private long _now = 1_000_000_000_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
