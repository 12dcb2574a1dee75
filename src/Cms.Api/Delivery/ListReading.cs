using System.Globalization;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;

namespace Cms.Api.Delivery;

/// <summary>Reads the query string of a list route.</summary>
internal static class ListReading
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    /// <summary>In all filters together: each is a look-up, and a tag of the answer.</summary>
    public const int MaxValues = 50;

    public const string CursorParameter = "cursor";

    private const string Search = "q";

    /// <summary>Beyond the last code point that a text can hold.</summary>
    private const string LastName = "\U0010FFFF";

    public static IEnumerable<string> ParametersOf(ListRoute route)
    {
        foreach (var filter in route.Filters) yield return filter.Parameter;
        if (route.HasSearch) yield return Search;
        if (route.DateRange is var (from, to))
        {
            yield return from;
            yield return to;
        }
        if (route.Fields.Count > 0) yield return "fields";
        if (route.HasBody) yield return "include";
        yield return "sort";
        yield return "limit";
        yield return CursorParameter;
        yield return "count";
    }

    /// <summary>The first page of what a request asks for.</summary>
    public static CanonicalTarget TargetOf(HttpRequest request, ListRoute route)
    {
        var target = new CanonicalTarget((request.PathBase + request.Path).ToUriComponent());
        foreach (var filter in route.Filters) target.AddAlternatives(request, filter.Parameter);
        if (route.DateRange is var (from, to)) target.Add(request, from).Add(request, to);
        return target
            .Add(request, Search)
            .AddAlternatives(request, "fields")
            .Add(request, "include")
            .Add(request, "sort", fallback: route.Orders[0].ToParameter())
            .Add(request, "limit", fallback: DefaultLimit.ToString(CultureInfo.InvariantCulture))
            .Add(request, "count");
    }

    /// <exception cref="RefusedException">400 with every fault found, or <c>invalid_cursor</c>.</exception>
    public static ListQuery Read(HttpRequest request, ListRoute route)
    {
        var query = new Query(request, [.. ParametersOf(route)]);
        var filters = ReadFilters(query, route);
        var withBody = route.HasBody && query.OneOf("include", "body") is not null;
        var fields = route.Fields.Count > 0 ? FieldSelection.Read(query, route.Fields, withBody) : null;
        var limit = query.Number("limit", DefaultLimit, 1, MaxLimit);
        var count = query.OneOf("count", "exact", "estimated");
        var identity = ReadIdentity(query, route, filters);
        var cursor = query.Text(CursorParameter);
        query.ThrowIfFaulty();

        List<IReadOnlyList<FilterValue>> groups = [.. filters.Select(filter => filter.Values)];
        if (groups.Count == 0) groups.Add([new FilterValue(route.All, null, "")]);
        return new ListQuery
        {
            Kind = route.Kind,
            Identity = identity,
            Groups = groups,
            Start = cursor is null ? StartOf(identity) : StartAt(cursor, identity),
            IsContinued = cursor is not null,
            Limit = limit,
            WithBody = withBody,
            Fields = fields,
            Count = CountOf(count, groups, identity),
        };
    }

    private static List<FilterGroup> ReadFilters(Query query, ListRoute route)
    {
        var groups = route.Filters
            .SelectMany(filter => GroupsOf(query, filter).Select(texts => new FilterGroup(filter.Parameter, [.. texts.Distinct().Select(text => FilterValue.Read(filter, text))])))
            .ToList();
        if (route.HasSearch) groups.AddRange(query.Words(Search).Select(word => new FilterGroup(Search, [new FilterValue(WordList.PrefixOf(route.All), null, word)])));
        if (groups.Sum(group => group.Values.Count) > MaxValues)
            query.Fault(groups[^1].Parameter, FaultCodes.TooMany, $"All filters together may have {MaxValues} values.");
        return groups;
    }

    private static IReadOnlyList<string[]> GroupsOf(Query query, ListFilter filter) =>
        filter.AllOf ? query.Groups(filter.Parameter) : query.AnyOf(filter.Parameter, filter.Values) is { Length: > 0 } values ? [values] : [];

    private static ListIdentity ReadIdentity(Query query, ListRoute route, List<FilterGroup> filters)
    {
        var sort = query.OneOf("sort", [.. route.Orders.Select(order => order.ToParameter())]);
        var identity = new ListIdentity
        {
            Kind = route.Kind,
            Order = route.Orders.Where(order => order.ToParameter() == sort).Append(route.Orders[0]).First(),
            Filters = [.. filters.Select(filter => (filter.Parameter, (IReadOnlyList<string>)[.. filter.Values.Select(value => value.Text)]))],
            From = route.DateRange is var (from, _) ? query.Instant(from) : null,
            To = route.DateRange is var (_, to) ? query.Instant(to) : null,
        };
        if (identity.Order == ListOrder.UpdatedDescending)
        {
            if (identity.From is not null) Conflict(query, route.DateRange!.Value.From);
            if (identity.To is not null) Conflict(query, route.DateRange!.Value.To);
        }
        return identity;
    }

    private static void Conflict(Query query, string parameter) =>
        query.Fault(parameter, FaultCodes.Conflict, $"{parameter} does not go together with sort=-updatedAt.");

    /// <summary>Before the first item. A range of dates is a part of it, so that the walk begins inside.</summary>
    private static Position StartOf(ListIdentity identity) => identity.Order switch
    {
        // Of what is published at that very moment nothing has a smaller id than this: the end of the range is exclusive, its beginning is not.
        ListOrder.PublishedDescending when identity.To is { } to => new Position(to, null, Guid.Empty),
        ListOrder.Published => new Position(identity.From ?? DateTimeOffset.MinValue, null, Guid.Empty),
        ListOrder.PublishedDescending or ListOrder.UpdatedDescending => new Position(DateTimeOffset.MaxValue, null, Guid.AllBitsSet),
        ListOrder.Name => new Position(null, "", Guid.Empty),
        ListOrder.NameDescending => new Position(null, LastName, Guid.AllBitsSet),
        _ => throw new ArgumentOutOfRangeException(nameof(identity), identity.Order, null),
    };

    private static Position StartAt(string cursor, ListIdentity identity)
    {
        var isByName = identity.Order is ListOrder.Name or ListOrder.NameDescending;
        return Cursor.TryDecode(cursor, identity.Fingerprint, out var position) && position.Name is not null == isByName
            ? position
            : throw new RefusedException(
                Problems.InvalidCursor,
                "The cursor belongs to a list with other filters or another sort; leave it out to begin anew.",
                [new ParameterFault(CursorParameter, FaultCodes.InvalidValue, "The cursor was not given for this list.")]);
    }

    private static ListCount CountOf(string? count, List<IReadOnlyList<FilterValue>> groups, ListIdentity identity) => count switch
    {
        "exact" when groups is not [[_]] || identity.From is not null || identity.To is not null => ListCount.Walk,
        "exact" or "estimated" => ListCount.Size,
        _ => ListCount.None,
    };

    private sealed record FilterGroup(string Parameter, IReadOnlyList<FilterValue> Values);
}
