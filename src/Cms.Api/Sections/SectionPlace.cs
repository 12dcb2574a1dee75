using Cms.Api.Shared.Http;

namespace Cms.Api.Sections;

/// <summary>Where in the tree a section may stand.</summary>
internal static class SectionPlace
{
    /// <param name="wanted">The parent as it was named.</param>
    /// <param name="hint">Which was probably meant, where there is none.</param>
    /// <param name="parent">The parent that was found.</param>
    /// <param name="branch">The section that moves and all below it; empty for a new one.</param>
    public static IReadOnlyList<Fault> FaultsOf(string? wanted, string hint, SectionRow? parent, IReadOnlyList<SectionRow> branch) => (wanted, parent) switch
    {
        (null, _) => [],
        (_, null) => [new Fault("/parent", FaultCodes.NotFound, $"There is no section {wanted}.{hint}")],
        _ when branch.Any(section => section.Id == parent.Id) => [new Fault("/parent", FaultCodes.InvalidValue, "A section cannot stand below itself.")],
        _ when Section.DepthOf(parent.Path) + HeightOf(branch) > Section.MaxDepth =>
            [new Fault("/parent", FaultCodes.OutOfRange, $"Below {parent.Path} this would be deeper than {Section.MaxDepth}, and sections go no deeper.")],
        _ => [],
    };

    /// <summary>1 for a section with none below it.</summary>
    private static int HeightOf(IReadOnlyList<SectionRow> branch) =>
        branch.Count == 0 ? 1 : branch.Max(section => Section.DepthOf(section.Path)) - branch.Min(section => Section.DepthOf(section.Path)) + 1;
}
