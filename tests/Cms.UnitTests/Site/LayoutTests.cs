using System.Text.Json;
using Cms.Api.Shared.Http;
using Cms.Api.Site;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Site;

public sealed class LayoutTests
{
    [Fact]
    public void Usable_layout_passes() =>
        Assert.Empty(FaultsOf(new LayoutSlot("mid-1", "afterBlock", 10_000, ["300x250", "1x1"]), new LayoutSlot("mid-2", "afterBlock")));

    [Fact]
    public void Unusable_slots_are_told_at_once() =>
        Assert.Equal(
            [
                "/slots/0 required", "/slots/1/anchor required", "/slots/1/key invalid_format", "/slots/2/anchor invalid_value",
                "/slots/2/minWordsBefore out_of_range", "/slots/2/sizes/0 invalid_format", "/slots/2/sizes/1 required",
                "/slots/3/key duplicate", "/slots/3/minWordsBefore out_of_range", "/slots/3/sizes too_many",
            ],
            FaultsOf(
                null!,
                new LayoutSlot("A b", null),
                new LayoutSlot("a", "beforeBlock", -1, ["300 x 250", null]),
                new LayoutSlot("a", "pageEnd", TheSite.MaxWordsBefore + 1, [.. Enumerable.Repeat("1x1", TheSite.MaxSizes + 1)])));

    [Fact]
    public void Slots_are_counted()
    {
        var slots = Enumerable.Range(0, TheSite.MaxSlots + 1).Select(number => new LayoutSlot($"slot-{number}", "pageEnd")).ToArray();
        Assert.Empty(FaultsOf(slots[1..]));
        Assert.Equal(["/slots too_many"], FaultsOf(slots));
    }

    [Theory]
    [InlineData("""{"key":"a","anchor":"pageEnd"}""")]
    [InlineData("""{"key":"a","anchor":"pageEnd","sizes":null}""")]
    public void Sizes_left_out_are_an_empty_list(string sent)
    {
        var slot = JsonSerializer.Deserialize<LayoutSlot>(sent, InputJson.Options)!;
        Assert.Equal("""{"key":"a","anchor":"pageEnd","minWordsBefore":0,"sizes":[]}""", JsonSerializer.Serialize(slot, Json.Options));
    }

    [Fact]
    public void Page_without_a_story_has_only_the_slots_at_its_end() =>
        Assert.Equal(
            """{"slots":[{"key":"b","anchor":"pageEnd","afterBlock":null,"sizes":["300x250"]}]}""",
            PageHead.LayoutOf(new Layout { Slots = [new LayoutSlot("a", "afterBlock"), new LayoutSlot("b", "pageEnd", 0, ["300x250"])] }).ToJsonString());

    private static string[] FaultsOf(params LayoutSlot[] slots) => Faults.Of(new LayoutValidator(), new Layout { Slots = slots });
}
