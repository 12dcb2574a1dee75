namespace Cms.Api.Shared.Http;

/// <summary>
/// What a violated database constraint means to the sender, by the constraint's name. Foreign keys are met only when the target
/// was deleted between being looked up and being written.
/// </summary>
internal static class Constraints
{
    private static readonly Dictionary<string, ProblemKind> Kinds = new()
    {
        ["slug_pkey"] = Problems.SlugTaken,
        ["section_path_key"] = Problems.PathTaken,
        ["document_path_key"] = Problems.PathTaken,
        ["agency_code_key"] = Problems.CodeTaken,
        ["article_origin_key"] = Problems.OriginTaken,
        ["related_link_id_pkey"] = Problems.RelatedLinkTaken,
    };

    public static ProblemKind? KindOf(string? constraint) =>
        constraint is null ? null
        : Kinds.TryGetValue(constraint, out var kind) ? kind
        : constraint.EndsWith("_fkey", StringComparison.Ordinal) ? Problems.Conflict
        : null;
}
