namespace Cms.Api.Shared.Http;

/// <summary>
/// A request that is refused for a reason its sender can act on. It is thrown, not returned, because most refusals are found
/// inside a transaction: one throw rolls it back and answers (see DECISIONS.md). Delivery throws it for a query that cannot be read, and nowhere else.
/// </summary>
internal sealed class RefusedException(ProblemKind kind, string detail, IReadOnlyList<object>? errors = null) : Exception(detail)
{
    public ProblemKind Kind => kind;

    /// <summary><see cref="Fault"/>s and <see cref="ParameterFault"/>s.</summary>
    public IReadOnlyList<object> Errors => errors ?? [];

    /// <summary>Further members of the problem, such as the users of what cannot be deleted.</summary>
    public Dictionary<string, object?> Extensions { get; } = [];

    /// <summary>Seconds after which the same request may be answered, where that is known.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Of what kind it is that an address names, and that is not there, where no hint at what was meant is given yet.</summary>
    public string? Missing { get; private init; }

    public static RefusedException Invalid(IReadOnlyList<Fault> faults) =>
        new(Problems.Invalid, faults.Count == 1 ? faults[0].Detail : $"{faults.Count} rules are broken; {ProblemWriter.Listed(faults.Count)}", faults);

    public static RefusedException Merged(string what, string into) =>
        new(Problems.Merged, $"This {what} was merged into {into}: that one goes on, under all slugs of both.");

    /// <param name="hint">What was probably meant.</param>
    public static RefusedException NotFound(string what, string hint = "") => new(Problems.NotFound, $"There is no {what} with this {NameOf(what)}.{hint}") { Missing = hint.Length == 0 ? what : null };

    /// <summary>By what an address names a thing of this kind.</summary>
    private static string NameOf(string what) => what switch
    {
        "article" or "author" or "tag" => "id or slug",
        "section" => "id or path",
        "agency" => "id or code",
        "revision" => "name",
        _ => "id",
    };
}

/// <summary>A fault in a query parameter.</summary>
internal sealed record ParameterFault(string Parameter, string Code, string Detail);
