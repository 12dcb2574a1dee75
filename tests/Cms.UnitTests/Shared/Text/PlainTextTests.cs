using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.Shared.Text;

public sealed class PlainTextTests
{
    private readonly List<Fault> _faults = [];

    [Theory]
    [InlineData("  Port opens \n", "Port opens")]
    [InlineData("e\u0301", "é")]
    [InlineData("READ:\u00A0a title", "READ:\u00A0a title")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData(" \u200B\u200D ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Text_is_composed_and_trimmed_and_blank_is_null(string? value, string? cleaned)
    {
        Assert.Equal(cleaned, PlainText.Clean(value, "/headline", 200, _faults));
        Assert.Empty(_faults);
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u0085b")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\uFFFDb")]
    [InlineData("a\uD83D")]
    [InlineData("\uDE00b")]
    [InlineData("a\uFFFEb")]
    [InlineData("a\U0001FFFFb")]
    public void Text_that_could_mislead_or_break_is_a_fault(string value)
    {
        Assert.Null(PlainText.Clean(value, "/headline", 200, _faults));
        var fault = Assert.Single(_faults);
        Assert.Equal(("/headline", FaultCodes.InvalidText), (fault.Pointer, fault.Code));
    }

    [Fact]
    public void Fault_names_the_character()
    {
        PlainText.Clean("a\u202Eb", "/kicker", 60, _faults);
        Assert.Contains("U+202E", _faults[0].Detail);
    }

    [Fact]
    public void Line_breaks_become_newlines_where_lines_are_allowed()
    {
        Assert.Equal("a\nb\nc\nd", PlainText.Clean("a\r\nb\rc\u2028d\r\n", "/text", 200, _faults, multiline: true));
        Assert.Empty(_faults);
    }

    [Fact]
    public void Length_is_counted_in_code_points_of_the_composed_text()
    {
        Assert.Equal("😀é", PlainText.Clean("😀e\u0301", "/t", 2, _faults));
        Assert.Null(PlainText.Clean("😀éx", "/t", 2, _faults));
        Assert.Equal(new Fault("/t", FaultCodes.TooLong, "At most 2 characters; this has 3."), Assert.Single(_faults));
    }

    [Fact]
    public void Clean_text_stays_as_it_is() =>
        TextGen.Allowed.Sample(text =>
        {
            var once = PlainText.Clean(text, "", 10_000, [], multiline: true);
            return PlainText.Clean(once, "", 10_000, [], multiline: true) == once;
        });

    [Fact]
    public void Any_text_is_cleaned_or_a_fault_and_never_an_exception() =>
        TextGen.Any.Sample(text =>
        {
            var faults = new List<Fault>();
            var cleaned = PlainText.Clean(text, "", 10_000, faults);
            return faults.Count == 0 || cleaned is null;
        });

    [Fact]
    public void Marks_in_heaps_are_refused_and_never_brought_into_order()
    {
        var heap = "a" + string.Concat(Enumerable.Repeat("\u0316\u0301", 33));
        Assert.Equal("Holds more than 64 marks in a row.", PlainText.Flaw(heap, multiline: false));
        Assert.Equal(heap, PlainText.Compose(heap));
        Assert.Null(PlainText.Flaw(heap[..65], multiline: false));
        Assert.Equal("á", PlainText.Compose("a\u0301"));
    }
}
