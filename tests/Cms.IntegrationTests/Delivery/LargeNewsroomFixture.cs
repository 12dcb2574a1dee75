using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Delivery;

/// <summary>
/// 100,000 stories, in lists of very different sizes: some hold all of them, and images give tens of thousands of lists of one,
/// so that the planner's average list is small. A plan that is right for the average only is found out.
/// </summary>
public sealed class LargeNewsroomFixture(TestPostgres postgres) : IAsyncLifetime
{
    /// <summary>When the middle one of the stories was published.</summary>
    public static readonly DateTimeOffset Middle = new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(50_000);

    private const string Fill = """
        create function pg_temp.id(kind text, number bigint) returns uuid language sql immutable as $$ select md5(kind || number)::uuid $$;

        create temporary table story as
        select number,
               pg_temp.id('article', number) as id,
               timestamptz '2010-01-01 00:00Z' + number * interval '1 hour' as published
        from generate_series(1, 100000) as number;

        insert into live.document (kind, id, owner_kind, owner_id, slug, path, parent, card, body, head, face, version)
        select 'article', id, 'article', id, 'story-' || number, '/news/story-' || number, pg_temp.id('section', number % 20),
               convert_to(format('{"id":"%s","headline":"%s"}', id, repeat('headline ', 30)), 'UTF8'),
               convert_to(to_json(repeat('body ', 200))::text, 'UTF8'), '{}', '', 1
        from story;

        insert into live.document (kind, id, owner_kind, owner_id, slug, path, card, face, version)
        select kind, pg_temp.id(kind, number), kind, pg_temp.id(kind, number), kind || '-' || number, '/' || kind || '/' || number, '{}', '', 1
        from unnest(array['section', 'tag', 'author', 'agency']) as kind, generate_series(0, 5000) as number;

        insert into live.alias (kind, slug, id) select 'article', 'was-' || number, id from story where number % 10 = 0;
        insert into live.gone (kind, id, slug, reason)
        select 'article', pg_temp.id('gone', number), slug, 'legal'
        from generate_series(1, 5000) as number, unnest(array[null, 'gone-' || number]) as slug;

        create temporary table place as
        select 'latest' as key, id, published from story
        union all select 'section:' || pg_temp.id('section', number % 20), id, published from story
        union all select 'genre:' || case when number % 50 = 0 then 'analysis' else 'news' end, id, published from story
        union all select 'language:' || case when number % 10 = 0 then 'hi' else 'en' end, id, published from story
        -- Tag 0 has a third of the stories, tag 1 a sixth, and so on to tags of a dozen.
        union all select 'tag:' || pg_temp.id('tag', (3 + number % 3) * (number % 1000) / 3), id, published from story where number % 3 > 0
        union all select 'tag:' || pg_temp.id('tag', 0), id, published from story where number % 3 = 0
        union all select 'author:' || pg_temp.id('author', number % 200), id, published from story
        union all select 'image:' || pg_temp.id('image', number / 2), id, published from story;

        insert into live.list (key, kind, size) select key, 'article', count(*) from place group by key;
        insert into live.listing (list, document, published, updated)
        select l.id, p.id, p.published, p.published from place p join live.list l on l.key = p.key;

        insert into live.list (key, kind, size) values ('tags', 'tag', 5001), ('shownTags', 'tag', 2501);
        insert into live.listing (list, document, name)
        select l.id, pg_temp.id('tag', number), 'name ' || number
        from live.list l, generate_series(0, 5000) as number
        where l.key = 'tags' or (l.key = 'shownTags' and number % 2 = 0);

        -- 100,000 names of two words: one that all have, and a number.
        create temporary table beginning as
        select 'word:names:' || left(word, length) as key, pg_temp.id('article', number) as id, 'name ' || number as name
        from generate_series(1, 100000) as number,
             lateral (values ('name'), (number::text)) as of_name (word),
             lateral generate_series(1, length(word)) as length;
        insert into live.list (key, kind, size) select key, 'article', count(*) from beginning group by key;
        insert into live.listing (list, document, name) select l.id, b.id, b.name from beginning b join live.list l on l.key = b.key;
        """;

    public DeliveryFixture Delivery { get; } = new(postgres);

    public async ValueTask InitializeAsync()
    {
        await Delivery.StartAsync();
        await using var connection = await Delivery.OpenAsync();
        await ExecuteAsync(connection, Fill);
        await ExecuteAsync(connection, "analyze");
    }

    public async ValueTask DisposeAsync() => await Delivery.StopAsync();

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}
