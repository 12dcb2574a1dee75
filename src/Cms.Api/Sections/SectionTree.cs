using Cms.Api.Site;

namespace Cms.Api.Sections;

/// <summary>All sections at one moment, and what follows from how they stand under each other.</summary>
internal sealed class SectionTree(IReadOnlyList<SectionRow> sections)
{
    private readonly Dictionary<Guid, SectionRow> _byId = sections.ToDictionary(section => section.Id);

    public SectionRow? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>From the root down to the section itself; empty when there is no such section.</summary>
    public IReadOnlyList<SectionRow> LineageOf(Guid id)
    {
        var lineage = new List<SectionRow>(Section.MaxDepth);
        for (var section = Find(id); section is not null; section = section.ParentId is { } parent ? Find(parent) : null)
            lineage.Insert(0, section);
        return lineage;
    }

    public IReadOnlyList<SectionCrumb> BreadcrumbOf(Guid id) => [.. LineageOf(id).Select(SectionCrumb.From)];

    /// <summary>Its own layout, or that of the nearest section above that has one, or the site's.</summary>
    public Layout LayoutOf(Guid id, SiteContent site) =>
        LineageOf(id).Reverse().Select(section => section.ParseLayout()).FirstOrDefault(layout => layout is not null) ?? site.Layout;
}
