using Cms.Api.Sections;
using Cms.Api.Site;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Sections;

public sealed class SectionValidatorTests
{
    private static readonly SectionRequest Valid = new()
    {
        Name = "World",
        Slug = "world",
        Parent = "news",
        Description = "From every\ncontinent",
        FooterLinks = [new FooterLink { LabelTemplate = "More {section.name}", Url = "/{section.path}" }],
        Layout = SectionRows.LayoutWith("top"),
    };

    [Fact]
    public void Valid_section_passes() => Assert.Empty(Faults.Of(new SectionValidator(), Valid));

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(
            ["/description too_long", "/footerLinks too_many", "/layout/slots/0/anchor required", "/name too_long", "/slug invalid_format"],
            Faults.Of(new SectionValidator(), new SectionRequest
            {
                Name = new string('a', Section.MaxName + 1),
                Slug = "Wor/ld",
                Description = new string('a', Section.MaxDescription + 1),
                FooterLinks = [.. Enumerable.Repeat(new FooterLink { LabelTemplate = "a", Url = "/" }, Section.MaxFooterLinks + 1)],
                Layout = new Layout { Slots = [new LayoutSlot("a", null)] },
            }));

    [Fact]
    public void Name_is_required() => Assert.Equal(["/name required"], Faults.Of(new SectionValidator(), Valid with { Name = null }));

    [Theory]
    [InlineData("authors", "People", null)]
    [InlineData("tags", "People", null)]
    [InlineData(null, "Authors", null)]
    public void Root_slugs_of_other_pages_are_reserved(string? slug, string name, string? parent) =>
        Assert.Equal(["/slug invalid_value"], Faults.Of(new SectionValidator(), Valid with { Slug = slug, Name = name, Parent = parent }));

    [Theory]
    [InlineData("authors", "news")]
    [InlineData("author", null)]
    public void Reserved_slugs_are_free_below_the_root_and_others_everywhere(string slug, string? parent) =>
        Assert.Empty(Faults.Of(new SectionValidator(), Valid with { Slug = slug, Parent = parent }));
}
