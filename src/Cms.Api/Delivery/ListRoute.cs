namespace Cms.Api.Delivery;

/// <summary>A route that answers a list: which filters, orders and choices a resource offers.</summary>
internal sealed record ListRoute
{
    /// <summary>The kind of the documents in the list.</summary>
    public required string Kind { get; init; }

    /// <summary>The list that holds them all, asked for where no filter is given.</summary>
    public required string All { get; init; }

    public IReadOnlyList<ListFilter> Filters { get; init; } = [];

    /// <summary>Is there <c>q</c>, answered by the lists of words beside <see cref="All"/>?</summary>
    public bool HasSearch { get; init; }

    /// <summary>The first is the default.</summary>
    public required IReadOnlyList<ListOrder> Orders { get; init; }

    /// <summary>The parameters for a range of publication, the beginning inclusive and the end not; null where there is none.</summary>
    public (string From, string To)? DateRange { get; init; }

    /// <summary>As <see cref="DocumentRoute.Fields"/>.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Have the documents a body, which <c>include=body</c> adds to the items?</summary>
    public bool HasBody { get; init; }
}

/// <summary>A query parameter that narrows a list to those documents which stand in another list as well.</summary>
/// <param name="Parameter">Its name; a comma in its value means any of.</param>
/// <param name="Prefix">What stands before the value in the name of the list, such as <c>tag:</c>.</param>
/// <param name="RefKind">The kind of document that the value refers to, by id or slug; null where the value stands for itself.</param>
/// <param name="AllOf">May it be repeated, meaning all of?</param>
/// <param name="LowerCase">Is the value written in lower case in the name of the list?</param>
/// <param name="Values">The closed list that its values are of; null where there is none.</param>
internal sealed record ListFilter(string Parameter, string Prefix, string? RefKind = null, bool AllOf = false, bool LowerCase = false, IReadOnlyList<string>? Values = null);

internal enum ListOrder
{
    PublishedDescending,
    Published,
    UpdatedDescending,
    Name,
    NameDescending,
}

internal static class ListOrders
{
    public static readonly IReadOnlyList<ListOrder> ByName = [ListOrder.Name, ListOrder.NameDescending];

    /// <summary>As clients write it in <c>sort</c>.</summary>
    public static string ToParameter(this ListOrder order) => order switch
    {
        ListOrder.PublishedDescending => "-publishedAt",
        ListOrder.Published => "publishedAt",
        ListOrder.UpdatedDescending => "-updatedAt",
        ListOrder.Name => "name",
        ListOrder.NameDescending => "-name",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };
}
