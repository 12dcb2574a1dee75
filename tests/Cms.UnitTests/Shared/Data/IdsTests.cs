using Cms.Api.Shared.Data;
using CsCheck;

namespace Cms.UnitTests.Shared.Data;

public sealed class IdsTests
{
    private static readonly DateTimeOffset Start = new(2024, 11, 12, 13, 3, 0, TimeSpan.Zero);

    [Fact]
    public void Ids_sort_by_their_moment_to_the_microsecond() =>
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[1, 3_000]).Sample((at, later) =>
        {
            var first = Ids.New(Start.AddMicroseconds(at)).ToString();
            return string.CompareOrdinal(first, Ids.New(Start.AddMicroseconds(at + later)).ToString()) < 0;
        });

    [Fact]
    public void Ids_of_one_moment_differ_and_are_of_version_7()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => Ids.New(Start)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, 0b10), (id.Version, id.Variant >> 2)));
        Assert.StartsWith(Guid.CreateVersion7(Start).ToString()[..13], ids[0].ToString(), StringComparison.Ordinal);
    }
}
