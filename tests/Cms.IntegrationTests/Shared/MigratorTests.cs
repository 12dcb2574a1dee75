using System.Globalization;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Shared;

/// <summary>What a migration does to a database that others use, and what is left of one that does not get to its end.</summary>
public sealed class MigratorTests(DatabaseFixture neighbour) : IClassFixture<DatabaseFixture>
{
    /// <summary>The last script but one works on this table; a lock on it keeps a migration from going on.</summary>
    private const string SlowReader = "begin; lock table editorial.section in access share mode";

    /// <summary>A migration of this database that waits for a lock at this moment.</summary>
    private const string Waiting = "pg_stat_activity where application_name = 'cms-migrate' and wait_event_type = 'Lock' and datname = current_database()";

    private static readonly string[] AllScripts = [.. typeof(Migrator).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Select(MigrationJournal.ShortName).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Several_at_once_on_a_new_database_run_each_script_once()
    {
        await using var database = await NewDatabase.CreateAsync(neighbour.ConnectionString);

        var applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Migrate(database.ConnectionString))));

        Assert.Equal(AllScripts, applied.SelectMany(names => names).Order(StringComparer.Ordinal));
        Assert.Equal(AllScripts.Length, await CountAsync(database.ConnectionString, "schemaversions where length(hash) = 64"));
    }

    [Fact]
    public async Task Several_at_once_on_a_current_database_do_nothing()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrate(neighbour.ConnectionString))));

        Assert.All(applied, Assert.Empty);
    }

    [Fact]
    public async Task Several_processes_migrate_and_one_that_is_killed_in_the_middle_leaves_nothing_half_done()
    {
        await using var database = await BeforeSectionMovesAsync();
        await using var reader = await SessionAsync(database.ConnectionString, SlowReader);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString };

        await using var killed = CmsProcess.Command(settings, "migrate");
        await Eventually.HoldsAsync(async () => await CountAsync(database.ConnectionString, Waiting) == 1);
        await killed.KillAsync();

        Assert.Equal(["0004_section_moves.sql", "0005_name_words.sql"], Migrator.Plan(database.ConnectionString).Pending);
        Assert.Equal(1, await CountAsync(database.ConnectionString, "pg_constraint where conname = 'section_path_key'"));
        await reader.DisposeAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => CmsProcess.RunAsync(settings, "migrate")));
        Assert.All(results, result => Assert.Equal((0, ""), (result.Code, result.Error.Replace("Another instance migrates this database; waiting for it.\n", "", StringComparison.Ordinal))));
        Assert.Equal(1, results.Count(result => result.Output == "0004_section_moves.sql\n0005_name_words.sql\n2 migrations applied.\n"));
        Assert.Equal(2, results.Count(result => result.Output == "The database is up to date.\n"));
        Assert.Equal(0, await CountAsync(database.ConnectionString, "pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"));
    }

    [Fact]
    public async Task Migration_behind_a_slow_reader_lets_others_read_and_goes_on_when_it_has_ended()
    {
        await using var database = await BeforeSectionMovesAsync();
        var reader = await SessionAsync(database.ConnectionString, SlowReader);
        var notes = new Notes();

        var migrating = Task.Run(() => Migrate(database.ConnectionString, notes));
        // Three reads that come to stand behind the migration: it gives way long before they would give up.
        for (var passed = 0; passed < 3; passed++)
        {
            var told = notes.Count;
            await Eventually.HoldsAsync(async () => await CountAsync(database.ConnectionString, Waiting) == 1);
            await using var other = await SessionAsync(database.ConnectionString, "set lock_timeout = '10s'; select from editorial.section");
            await Eventually.HoldsAsync(() => notes.Count > told);
            Assert.False(migrating.IsCompleted);
        }
        await reader.DisposeAsync();

        Assert.Equal(["0004_section_moves.sql", "0005_name_words.sql"], await migrating);
    }

    [Fact]
    public async Task Migration_that_does_not_get_its_lock_tells_who_has_it()
    {
        await using var database = await BeforeSectionMovesAsync();
        await using var reader = await SessionAsync(database.ConnectionString, SlowReader);

        var failure = Assert.Throws<InvalidOperationException>(() => Migrate(database.ConnectionString, tries: 2));

        Assert.Matches($@"^Migration 0004_section_moves\.sql did not get its locks in 2 tries; in the way is session {reader.ProcessID} \(.*idle in transaction, since .* UTC\)\. Start again when that has ended\.$", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task Script_that_was_changed_after_it_was_applied_is_named()
    {
        await using var database = await NewDatabase.CreateAsync(neighbour.ConnectionString);
        Migrate(database.ConnectionString);
        await database.ExecuteAsync("update schemaversions set hash = repeat('0', 64) where scriptname like '%0002%'");
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString };

        var result = await CmsProcess.RunAsync(settings, "migrate");

        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.Equal(
            "Migration 0002_live.sql is not the one that this database was migrated with: its text was changed since. Restore the file, and put the change into a new migration.\n",
            result.Error);
        Assert.Throws<InvalidOperationException>(() => Migrator.Plan(database.ConnectionString));
        var served = await CmsProcess.RunAsync(settings, "serve", "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, served.Code);
        Assert.Contains(result.Error, served.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_of_a_build_before_hashes_is_adopted_and_guarded_from_then_on()
    {
        await using var database = await NewDatabase.CreateAsync(neighbour.ConnectionString);
        Migrate(database.ConnectionString);
        await database.ExecuteAsync("alter table schemaversions drop column hash");

        Assert.Empty(Migrator.Plan(database.ConnectionString).Pending);
        Assert.Empty(Migrate(database.ConnectionString));

        Assert.Equal(AllScripts.Length, await CountAsync(database.ConnectionString, "schemaversions where length(hash) = 64"));
        await database.ExecuteAsync("update schemaversions set hash = null where scriptname like '%0003%'");
        Assert.Empty(Migrate(database.ConnectionString));
        Assert.Equal(AllScripts.Length, await CountAsync(database.ConnectionString, "schemaversions where length(hash) = 64"));
    }

    [Fact]
    public async Task Database_that_a_newer_build_has_migrated_is_served_and_that_is_told()
    {
        await using var database = await NewDatabase.CreateAsync(neighbour.ConnectionString);
        Migrate(database.ConnectionString);
        await database.ExecuteAsync("insert into schemaversions (scriptname, applied, hash) values ('Cms.Api.Migrations.9999_tomorrow.sql', now(), repeat('1', 64))");
        const string Told = "The database has 9999_tomorrow.sql, which this build does not know: a newer one has migrated it.\n";
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString };

        Assert.Equal(new CommandResult(0, "The database is up to date.\n", Told), await CmsProcess.RunAsync(settings, "migrate", "--plan"));
        Assert.Equal(new CommandResult(0, "The database is up to date.\n", Told), await CmsProcess.RunAsync(settings, "migrate"));
        await using var app = await CmsApp.StartAsync(database.ConnectionString);
    }

    [Fact]
    public async Task Plan_lists_what_would_run_and_changes_nothing()
    {
        await using var database = await NewDatabase.CreateAsync(neighbour.ConnectionString);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString };

        var plan = await CmsProcess.RunAsync(settings, "migrate", "--plan");

        Assert.Equal(new CommandResult(0, string.Concat(AllScripts.Select(name => name + "\n")), ""), plan);
        Assert.Equal(0, await CountAsync(database.ConnectionString, "pg_class where relnamespace = 'public'::regnamespace"));
        Assert.Equal(0, await CountAsync(database.ConnectionString, "pg_namespace where nspname in ('editorial', 'live')"));

        var migrated = await CmsProcess.RunAsync(settings, "migrate");
        Assert.Equal(new CommandResult(0, $"{plan.Output}{AllScripts.Length} migrations applied.\n", ""), migrated);
        Assert.Equal(AllScripts.Length, await CountAsync(database.ConnectionString, "schemaversions where length(hash) = 64"));
        Assert.Equal(new CommandResult(0, "The database is up to date.\n", ""), await CmsProcess.RunAsync(settings, "migrate", "--plan"));
    }

    [Fact]
    public async Task After_a_migration_what_older_builds_wrote_can_be_searched()
    {
        await using var database = await NewDatabase.CreateAsync(neighbour.ConnectionString);
        Migrate(database.ConnectionString);
        // As a build before the search wrote it: the trigger notes it, nobody folds it.
        await database.ExecuteAsync("""
            insert into editorial.tag (id, slug, type, name, synonyms, created_at, created_by, modified_at, modified_by)
            select gen_random_uuid(), 'tag-' || number, 'topic', 'Été ' || number, '{}', now(), 'x', now(), 'x' from generate_series(1, 700) as number
            """);
        await database.ExecuteAsync("""
            insert into editorial.article (id, slug, content, body, created_at, created_by, modified_at, modified_by)
            values (gen_random_uuid(), 'story', '{"headline":"Été"}', '[]', now(), 'x', now(), 'x')
            """);

        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString }, "migrate");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal(700, await CountAsync(database.ConnectionString, "editorial.name_words where words @@ '''ete'''"));
        Assert.Equal(1, await CountAsync(database.ConnectionString, "editorial.article where headline_words @@ '''ete'''"));
    }

    /// <summary>Migrated, and then brought back to where the last two scripts have not run.</summary>
    private async Task<NewDatabase> BeforeSectionMovesAsync()
    {
        var database = await NewDatabase.CreateAsync(neighbour.ConnectionString);
        Migrate(database.ConnectionString);
        await database.ExecuteAsync("""
            delete from schemaversions where scriptname ~ '000[45]_';
            drop index editorial.section_path_key;
            alter table editorial.section add constraint section_path_key unique (path);
            drop table editorial.name_words;
            drop function editorial.note_name cascade
            """);
        return database;
    }

    private static IReadOnlyList<string> Migrate(string connectionString, IProgress<Headway>? progress = null, int tries = Migrator.Tries) =>
        Migrator.Migrate(connectionString, progress, tries, TestContext.Current.CancellationToken);

    private static async Task<NpgsqlConnection> SessionAsync(string connectionString, string sql)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<int> CountAsync(string connectionString, string what)
    {
        await using var connection = await SessionAsync(connectionString, "select 1");
        await using var command = new NpgsqlCommand($"select count(*) from {what}", connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    private sealed class Notes : IProgress<Headway>
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Report(Headway value)
        {
            if (value.Note?.StartsWith("Migration 0004_section_moves.sql waits for session ", StringComparison.Ordinal) == true) Interlocked.Increment(ref _count);
        }
    }
}
