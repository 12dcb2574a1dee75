using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles.Corrections;

/// <summary>What corrections ask of a publication that has been written and is judged now.</summary>
internal static class CorrectionChecks
{
    /// <summary>Every inline correction has one block, every block an inline correction; and a significant update of a story that was public says what was changed.</summary>
    public static IEnumerable<Fault> FaultsOf(IEnumerable<CorrectionRow> corrections, IReadOnlyList<BodyReference> blocks, bool isUnexplained)
    {
        var inline = corrections.Where(row => row.Placement == Correction.Inline).Select(row => row.Id).ToList();
        var held = blocks.Select(block => block.Id).ToHashSet();
        List<Fault> faults =
        [
            .. blocks.Where(block => !inline.Contains(block.Id))
                .Select(block => new Fault("/body" + block.Pointer, FaultCodes.NotFound, $"The story has no inline correction {block.Id}.")),
            .. blocks.GroupBy(block => block.Id).SelectMany(same => same.Skip(1))
                .Select(block => new Fault("/body" + block.Pointer, FaultCodes.Duplicate, $"Another block holds the correction {block.Id} already.")),
            .. inline.Where(id => !held.Contains(id))
                .Select(id => new Fault("/body", FaultCodes.Required, $"The inline correction {id} needs a correction block in the body that holds it.")),
        ];
        if (isUnexplained)
            faults.Add(new Fault("/corrections", FaultCodes.Required, "A significant update of a story that was public needs a correction, added since it was last published, that says what was changed."));
        return faults;
    }
}
