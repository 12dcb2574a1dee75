using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;

namespace Cms.Api.Delivery;

/// <summary>What one request asks of a list.</summary>
internal sealed record ListQuery
{
    public required string Kind { get; init; }
    public required ListIdentity Identity { get; init; }

    /// <summary>The lists a document must stand in: some of each group.</summary>
    public required IReadOnlyList<IReadOnlyList<FilterValue>> Groups { get; init; }

    /// <summary>Where the page begins: behind this position.</summary>
    public required Position Start { get; init; }
    public required int Limit { get; init; }
    public required bool WithBody { get; init; }
    public required FieldSelection? Fields { get; init; }
    public required ListCount Count { get; init; }

    /// <summary>Does it begin where another page ended?</summary>
    public required bool IsContinued { get; init; }

    public ListSpan Span => Groups.Any(group => group.Count > 1) ? ListSpan.AnyOf : Groups.Count > 1 || Count == ListCount.Walk ? ListSpan.AllOf : ListSpan.One;
}

/// <summary>One list asked for: by name, or by the slug or id of the document it is about.</summary>
internal sealed record FilterValue(string Prefix, string? RefKind, string Text)
{
    public static FilterValue Read(ListFilter filter, string text)
    {
        if (filter.RefKind is null) return new FilterValue(filter.Prefix, null, filter.LowerCase ? text.ToLowerInvariant() : text);
        var reference = Ref.Parse(text);
        return new FilterValue(filter.Prefix, filter.RefKind, reference.Id?.ToString() ?? reference.Slug!);
    }
}

/// <summary>How many lists a query spans, and how they go together.</summary>
internal enum ListSpan
{
    /// <summary>One, and nothing to be counted in it.</summary>
    One,
    AllOf,

    /// <summary>Any of some, perhaps together with others.</summary>
    AnyOf,
}

internal enum ListCount
{
    None,

    /// <summary>The size of the smallest list: kept by the writer, so it costs nothing.</summary>
    Size,

    /// <summary>Counted one by one, where several lists or a range of dates are asked for.</summary>
    Walk,
}

/// <summary>What makes a list this list: its filters, its range and its order. A cursor belongs to it; page size and fields are free to change.</summary>
internal sealed record ListIdentity
{
    public required string Kind { get; init; }
    public required ListOrder Order { get; init; }
    public IReadOnlyList<(string Parameter, IReadOnlyList<string> Values)> Filters { get; init; } = [];
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }

    public ulong Fingerprint => Cursor.Fingerprint([Kind, Order.ToParameter(), Text(From), Text(To), .. Filters.Select(Canonical).Order(StringComparer.Ordinal)]);

    /// <summary>Neither the order of parameters nor that of alternatives makes another list.</summary>
    private static string Canonical((string Parameter, IReadOnlyList<string> Values) filter) =>
        $"{filter.Parameter}={string.Join(',', filter.Values.Distinct().Order(StringComparer.Ordinal))}";

    private static string Text(DateTimeOffset? instant) => instant is { } value ? InstantConverter.Format(value) : "";
}
