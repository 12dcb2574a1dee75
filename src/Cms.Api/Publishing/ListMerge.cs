using Cms.Api.Shared.Data;
using Npgsql;

namespace Cms.Api.Publishing;

/// <summary>One subject that was merged into another of its kind.</summary>
internal sealed record Merger(string Kind, Guid From, Guid Into);

/// <summary>
/// Makes one list of two when what they are about is merged: all at once, so that no reader finds half of it in either, while the
/// documents that stand in it follow as they do when a face changes.
/// </summary>
internal static class ListMerge
{
    /// <summary>Must be called under the publishing lock. Answers who follows in this transaction, and the others, which are queued, and the lists that changed.</summary>
    public static async Task<(IReadOnlyList<Subject> Now, IReadOnlyList<Subject> Later, IReadOnlyList<string> Lists)> RunAsync(NpgsqlConnection connection, IEnumerable<Merger> mergers, Rehearsal? rehearsal, CancellationToken cancellationToken)
    {
        var followers = new List<Subject>();
        var changed = new List<string>();
        foreach (var merger in mergers)
        {
            var lists = new { From = $"{merger.Kind}:{merger.From}", Into = $"{merger.Kind}:{merger.Into}" };
            await connection.ExecuteAsync(ListMergeSql.Make, lists, cancellationToken);
            var moved = await connection.ListAsync<MovedRow>(ListMergeSql.Move, lists, cancellationToken);
            followers.AddRange(moved.Select(row => new Subject(row.Kind, row.Id)));
            rehearsal?.NoteMerge(merger, leaves: moved.Count > 0, enters: moved.Any(row => row.Enters));
            if (moved.Count > 0) changed.AddRange([lists.From, lists.Into]);
        }
        var later = followers.Skip(Projector.FanOut).ToList();
        if (later.Count > 0)
            await connection.ExecuteAsync(
                LiveSql.Enqueue,
                new { Version = 0, Kinds = later.Select(subject => subject.Kind).ToArray(), Ids = later.Select(subject => subject.Id).ToArray() },
                cancellationToken);
        return ([.. followers.Take(Projector.FanOut)], later, changed);
    }

    private sealed record MovedRow
    {
        public required string Kind { get; init; }
        public required Guid Id { get; init; }

        /// <summary>It did not stand in the second list before.</summary>
        public required bool Enters { get; init; }
    }
}

internal static class ListMergeSql
{
    public const string Make = """
        insert into live.list (key, kind)
        select @Into, kind
        from live.list
        where key = @From
          and size > 0
        on conflict (key) do nothing
        """;

    /// <summary>Answers what stood in the first list, whether or not it stood in the second as well. Served by list_key_key and listing_pkey.</summary>
    public const string Move = """
        with moved as (
            delete from live.listing
            where list = (select id from live.list where key = @From)
            returning document, published, updated, name
        ),
        added as (
            insert into live.listing (list, document, published, updated, name)
            select l.id, m.document, m.published, m.updated, m.name
            from moved m
            join live.list l on l.key = @Into
            on conflict (list, document) do nothing
            returning document
        ),
        resized as (
            update live.list
            set size = case key when @From then 0 else size + (select count(*) from added) end
            where key in (@From, @Into)
        )
        select l.kind,
               m.document as id,
               a.document is not null as enters
        from moved m
        join live.list l on l.key = @From
        left join added a on a.document = m.document
        order by m.document
        """;
}
