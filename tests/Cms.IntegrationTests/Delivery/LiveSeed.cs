using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Cms.IntegrationTests.Delivery;

/// <summary>Collects rows of schema <c>live</c> and writes them in one go, as the publishing side would leave them.</summary>
internal sealed class LiveSeed
{
    private readonly List<(string Kind, Guid Id, string? Slug, string? Path, Guid? Parent, string Card, string? Body, string? Head)> _documents = [];
    private readonly List<(string Key, string Kind, Guid Document, DateTimeOffset? Published, DateTimeOffset? Updated, string? Name)> _places = [];
    private readonly List<(string Kind, string Slug, Guid Id)> _aliases = [];
    private readonly List<(string Kind, Guid Id, string? Slug, string Reason)> _gone = [];

    public LiveSeed Document(string kind, Guid id, string? slug, string? path, string card, string? body = null, string? head = null, Guid? parent = null)
    {
        _documents.Add((kind, id, slug, path, parent, card, body, head));
        return this;
    }

    public LiveSeed Place(string key, string kind, Guid document, DateTimeOffset? published = null, DateTimeOffset? updated = null, string? name = null)
    {
        _places.Add((key, kind, document, published, updated, name));
        return this;
    }

    public LiveSeed Alias(string kind, string slug, Guid id)
    {
        _aliases.Add((kind, slug, id));
        return this;
    }

    public LiveSeed Gone(string kind, Guid id, string? slug, string reason)
    {
        _gone.Add((kind, id, slug, reason));
        return this;
    }

    public async Task WriteAsync(NpgsqlConnection connection, long number)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, """
            insert into live.document (kind, id, owner_kind, owner_id, slug, path, parent, card, body, head, face, version)
            select kind, id, kind, id, slug, path, parent, card, body, head, '', 1
            from unnest($1, $2, $3, $4, $5, $6, $7, $8) as d (kind, id, slug, path, parent, card, body, head)
            """,
            Column(_documents, d => d.Kind), Column(_documents, d => d.Id), Column(_documents, d => d.Slug), Column(_documents, d => d.Path),
            Column(_documents, d => d.Parent), Column(_documents, d => Bytes(d.Card)), Column(_documents, d => Bytes(d.Body)), Column(_documents, d => Bytes(d.Head)));
        Add(batch, """
            insert into live.list (key, kind, size)
            select key, min(kind), count(*)
            from unnest($1, $2) as p (key, kind)
            group by key
            """,
            Column(_places, p => p.Key), Column(_places, p => p.Kind));
        Add(batch, """
            insert into live.listing (list, document, published, updated, name)
            select l.id, p.document, p.published, p.updated, p.name
            from unnest($1, $2, $3, $4, $5) as p (key, document, published, updated, name)
            join live.list l on l.key = p.key
            """,
            Column(_places, p => p.Key), Column(_places, p => p.Document), Column(_places, p => p.Published), Column(_places, p => p.Updated), Column(_places, p => p.Name));
        Add(batch, "insert into live.alias (kind, slug, id) select * from unnest($1, $2, $3)",
            Column(_aliases, a => a.Kind), Column(_aliases, a => a.Slug), Column(_aliases, a => a.Id));
        Add(batch, "insert into live.gone (kind, id, slug, reason) select * from unnest($1, $2, $3, $4)",
            Column(_gone, g => g.Kind), Column(_gone, g => g.Id), Column(_gone, g => g.Slug), Column(_gone, g => g.Reason));
        Add(batch, "update live.head set number = $1", new NpgsqlParameter { Value = number });
        await batch.ExecuteNonQueryAsync();
    }

    private static void Add(NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Column<TRow, T>(List<TRow> rows, Func<TRow, T> value)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        var element = type == typeof(Guid) ? NpgsqlDbType.Uuid : type == typeof(DateTimeOffset) ? NpgsqlDbType.TimestampTz : type == typeof(byte[]) ? NpgsqlDbType.Bytea : NpgsqlDbType.Text;
        return new NpgsqlParameter { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | element };
    }

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
