using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;

namespace Cms.Api.Delivery;

/// <summary>
/// Reads schema <c>live</c>: one statement for what is there, from one snapshot whatever it asks, and another for what is not. Nothing is given up with its request, for others may wait for it
/// too. The least number is the one of the log that an answer should be read at.
/// </summary>
internal sealed class LiveReader(LiveSource source)
{
    /// <summary>Where it went is asked only of what is not there.</summary>
    public Task<LookupRow> FindAsync(string kind, Ref reference, bool withBody, long least)
    {
        var parameters = new { Kind = kind, reference.Id, reference.Slug, UsualSlug = Slugs.InUsualCase(kind, reference.Slug), WithBody = withBody };
        return source.ReadAsync(
            async (connection, stop) => reference.Id is null
                ? await connection.FindAsync<LookupRow>(DeliverySql.PresentBySlug, parameters, stop) ?? await connection.SingleAsync<LookupRow>(DeliverySql.FindBySlug, parameters, stop)
                : await connection.FindAsync<LookupRow>(DeliverySql.PresentById, parameters, stop) ?? await connection.SingleAsync<LookupRow>(DeliverySql.FindById, parameters, stop),
            row => row.Number,
            least);
    }

    public Task<LookupRow> FindOnlyAsync(string kind, long least) =>
        source.ReadAsync((connection, stop) => connection.SingleAsync<LookupRow>(DeliverySql.FindOnly, new { Kind = kind }, stop), row => row.Number, least);

    /// <summary>One row more than the limit where there are more; a row without position where there are none.</summary>
    public async Task<IReadOnlyList<ItemRow>> ListAsync(ListQuery query, long least)
    {
        var parameters = ListParameters.Of(query);
        var rows = await source.ReadAsync(
            (connection, stop) => (query.Identity.Order, query.Span) switch
            {
                (ListOrder.PublishedDescending, ListSpan.One) => connection.ListAsync<ItemRow>(OneListSql.ListByPublishedDescending, parameters, stop),
                (ListOrder.Published, ListSpan.One) => connection.ListAsync<ItemRow>(OneListSql.ListByPublished, parameters, stop),
                (ListOrder.UpdatedDescending, ListSpan.One) => connection.ListAsync<ItemRow>(OneListSql.ListByUpdatedDescending, parameters, stop),
                (ListOrder.Name, ListSpan.One) => connection.ListAsync<ItemRow>(OneListSql.ListByName, parameters, stop),
                (ListOrder.NameDescending, ListSpan.One) => connection.ListAsync<ItemRow>(OneListSql.ListByNameDescending, parameters, stop),
                (ListOrder.PublishedDescending, ListSpan.AllOf) => connection.ListAsync<ItemRow>(ListSql.ListByPublishedDescending, parameters, stop),
                (ListOrder.Published, ListSpan.AllOf) => connection.ListAsync<ItemRow>(ListSql.ListByPublished, parameters, stop),
                (ListOrder.UpdatedDescending, ListSpan.AllOf) => connection.ListAsync<ItemRow>(ListSql.ListByUpdatedDescending, parameters, stop),
                (ListOrder.Name, ListSpan.AllOf) => connection.ListAsync<ItemRow>(ListSql.ListByName, parameters, stop),
                (ListOrder.NameDescending, ListSpan.AllOf) => connection.ListAsync<ItemRow>(ListSql.ListByNameDescending, parameters, stop),
                (ListOrder.PublishedDescending, ListSpan.AnyOf) => connection.ListAsync<ItemRow>(AnyOfListSql.ListByPublishedDescending, parameters, stop),
                (ListOrder.Published, ListSpan.AnyOf) => connection.ListAsync<ItemRow>(AnyOfListSql.ListByPublished, parameters, stop),
                (ListOrder.UpdatedDescending, ListSpan.AnyOf) => connection.ListAsync<ItemRow>(AnyOfListSql.ListByUpdatedDescending, parameters, stop),
                (ListOrder.Name, ListSpan.AnyOf) => connection.ListAsync<ItemRow>(AnyOfListSql.ListByName, parameters, stop),
                (ListOrder.NameDescending, ListSpan.AnyOf) => connection.ListAsync<ItemRow>(AnyOfListSql.ListByNameDescending, parameters, stop),
                _ => throw new ArgumentOutOfRangeException(nameof(query), query.Identity.Order, null),
            },
            rows => rows[0].Number,
            least);
        return [.. rows.OrderBy(row => row.Position)];
    }
}

/// <summary>A query as the statements take it: filters as rows, one a value.</summary>
internal sealed record ListParameters
{
    public required int[] Groups { get; init; }
    public required string[] Prefixes { get; init; }
    public required string?[] Kinds { get; init; }
    public required string[] Texts { get; init; }

    /// <summary>The parts of the first value, for statements that take one.</summary>
    public required string Prefix { get; init; }
    public required string? RefKind { get; init; }
    public required string Text { get; init; }
    public required string Kind { get; init; }
    public required bool WithBody { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required DateTimeOffset? At { get; init; }
    public required string? Name { get; init; }
    public required Guid Id { get; init; }
    public required int Take { get; init; }
    public required string? Count { get; init; }

    public static ListParameters Of(ListQuery query)
    {
        var values = query.Groups.SelectMany((group, number) => group.Select(value => (Number: number, Value: value))).ToList();
        return new ListParameters
        {
            Groups = [.. values.Select(value => value.Number)],
            Prefixes = [.. values.Select(value => value.Value.Prefix)],
            Kinds = [.. values.Select(value => value.Value.RefKind)],
            Texts = [.. values.Select(value => value.Value.Text)],
            Prefix = values[0].Value.Prefix,
            RefKind = values[0].Value.RefKind,
            Text = values[0].Value.Text,
            Kind = query.Kind,
            WithBody = query.WithBody && query.Fields is not { HasBody: false },
            From = query.Identity.From ?? DateTimeOffset.MinValue,
            To = query.Identity.To ?? DateTimeOffset.MaxValue,
            At = query.Start.At,
            Name = query.Start.Name,
            Id = query.Start.Id,
            Take = query.Limit + 1,
            Count = query.Count switch
            {
                ListCount.Size => "size",
                ListCount.Walk => "walk",
                _ => null,
            },
        };
    }
}
