using Cms.Api.Sections;
using Cms.Api.Site;

namespace Cms.UnitTests.Sections;

public sealed class SectionTreeTests
{
    private static readonly SiteContent Site = new() { Layout = SectionRows.LayoutWith("of-site") };

    // Children before parents: the order of rows means nothing.
    private static readonly SectionTree Tree = new(
    [
        SectionRows.Row(1, parent: 2, "news/world/asia"),
        SectionRows.Row(2, parent: 3, "news/world"),
        SectionRows.Row(3, parent: null, "news", SectionRows.LayoutWith("of-news")),
        SectionRows.Row(4, parent: 3, "news/plain", new Layout()),
        SectionRows.Row(5, parent: null, "sport"),
        SectionRows.Row(6, parent: 3, "news/own", SectionRows.LayoutWith("of-own")),
    ]);

    [Fact]
    public void Breadcrumb_runs_from_the_root_to_the_section_itself() =>
        Assert.Equal(
            [("news", "NEWS"), ("news/world", "WORLD"), ("news/world/asia", "ASIA")],
            Tree.BreadcrumbOf(SectionRows.IdOf(1)).Select(crumb => (crumb.Path, crumb.Name)));

    [Fact]
    public void Root_section_is_its_own_breadcrumb() =>
        Assert.Equal(["sport"], Tree.BreadcrumbOf(SectionRows.IdOf(5)).Select(crumb => crumb.Path));

    [Fact]
    public void Unknown_section_has_no_lineage_and_the_layout_of_the_site()
    {
        Assert.Empty(Tree.LineageOf(SectionRows.IdOf(99)));
        Assert.Same(Site.Layout, Tree.LayoutOf(SectionRows.IdOf(99), Site));
    }

    [Theory]
    [InlineData(6, "of-own")]
    [InlineData(3, "of-news")]
    [InlineData(2, "of-news")]
    [InlineData(1, "of-news")]
    [InlineData(5, "of-site")]
    public void Layout_is_its_own_or_the_nearest_above_or_the_sites(int section, string slot) =>
        Assert.Equal([slot], Tree.LayoutOf(SectionRows.IdOf(section), Site).Slots.Select(s => s.Key));

    [Fact]
    public void Layout_without_slots_is_a_layout() => Assert.Empty(Tree.LayoutOf(SectionRows.IdOf(4), Site).Slots);

    [Fact]
    public void Face_of_a_section_changes_with_a_name_above_it()
    {
        var asia = SectionRows.Row(1, parent: 3, "news/asia");
        var news = SectionRows.Row(3, parent: null, "news");
        var before = SectionFace.From(asia, new SectionTree([asia, news]), Site);
        var after = SectionFace.From(asia, new SectionTree([asia, news with { Name = "All the news" }]), Site);
        Assert.Equal(["NEWS", "ASIA"], before.Breadcrumb.Select(crumb => crumb.Name));
        Assert.Equal(["All the news", "ASIA"], after.Breadcrumb.Select(crumb => crumb.Name));
    }
}
