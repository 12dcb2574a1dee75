using System.Globalization;
using Cms.Api.Commands.Sample;
using Cms.EmbeddedPostgres.Binaries;
using Cms.EmbeddedPostgres.Processes;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Cms.IntegrationTests.Publishing;
using Npgsql;

namespace Cms.IntegrationTests.Readme;

/// <summary>The commands under "Backup and restore", typed as they stand there, from one server to another that is new.</summary>
public sealed class BackupTests
{
    private static readonly string[] Reads =
    [
        "/v1/site", "/v1/sections", "/v1/tags?q=har&count=exact", "/v1/articles?limit=100&include=body", "/v1/page?path=/",
        "/v1/page?path=/news/world/asia/tunnel-crews-refuse-to-travel-without-radio",
    ];

    [Fact]
    public async Task Restored_database_verifies_and_gives_the_same_answers_and_the_log_goes_on()
    {
        var binaries = await MachineBinaries.FindAsync(null, await ServerAccount.ChooseAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.SkipWhen(binaries is null, "There is no Postgres on this machine, and npm's has no pg_dump.");
        using var folder = DataFolder.Open();
        await using var old = await folder.StartServerAsync("old");
        await using var @new = await folder.StartServerAsync("new");
        var keeper = await KeeperAsync(@new.ConnectionString);
        using var shell = new Shell(folder.Path, new Dictionary<string, string> { ["PATH"] = $"{binaries.Directory}:{Environment.GetEnvironmentVariable("PATH")}" });
        Dictionary<string, (string? ETag, string Body)> before;
        string head;
        await using (var app = await CmsApp.StartAsync(old.ConnectionString))
        {
            await SampleLoader.LoadAsync(app.Address, CmsApp.AdminKey, null, TestContext.Current.CancellationToken);
            await app.DrainAsync();
            before = await ReadAsync(app);
            head = await HeadAsync(old.ConnectionString);
        }

        var results = await shell.RunAsync([.. Readme.Blocks.Where(block => block.Heading == "Backup and restore").Select((block, index) => Variables(index == 0 ? old.ConnectionString : keeper) + block.Code)]);

        Assert.Equal(2, results.Count);
        Assert.Matches(@"^\s*\d{2,} subjects, 0 differences\.\s*$", results[1].Output);
        var restored = new NpgsqlConnectionStringBuilder(keeper) { Database = "cms_restored" }.ConnectionString;
        Assert.Equal(head, await HeadAsync(restored));
        await using var after = await CmsApp.StartAsync(restored);
        Assert.Equal(before, await ReadAsync(after));
        await new Newsroom(after.Client(CmsApp.AdminKey)).PatchAsync("authors/ira-wadhwani", new() { ["name"] = "Ira Restored" });
        Assert.True(Number(await HeadAsync(restored)) > Number(head));
        await LiveSnapshot.HasNoGapInLogAsync(restored);
    }

    /// <summary>The containers are not here: their programs are, and a server that is theirs. tests/compose.sh types the same into real ones.</summary>
    [Fact]
    public async Task In_Docker_the_backup_verifies_and_takes_the_place_of_what_was_there()
    {
        var binaries = await MachineBinaries.FindAsync(null, await ServerAccount.ChooseAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.SkipWhen(binaries is null, "There is no Postgres on this machine, and npm's has no pg_dump.");
        using var folder = DataFolder.Open();
        await using var server = await folder.StartServerAsync("postgres");
        // As in the image, the database and its owner, who may do everything, are called cms.
        var deployed = server.ConnectionString;
        using var shell = new Shell(folder.Path, new Dictionary<string, string> { ["PATH"] = $"{binaries.Directory}:{Environment.GetEnvironmentVariable("PATH")}" });
        shell.WriteProgram("docker", """
            case "$*" in
                "compose stop cms" | "compose start cms") exit ;;
                "compose exec -T postgres "*) shift 4; exec "$@" ;;
                "compose exec -T -e ConnectionStrings__Cms=Host=postgres;"*" cms cms "*)
                    export ConnectionStrings__Cms="Host=$PGHOST;Port=$PGPORT;Password=$PGPASSWORD;${5#*=Host=postgres;}"
                    shift 7
                    exec "$REAL_DOTNET" "$CMS_PROGRAM" "$@" ;;
                *) echo "Not a command of this README: docker $*" >&2; exit 1 ;;
            esac
            """);
        Dictionary<string, (string? ETag, string Body)> before;
        await using (var app = await CmsApp.StartAsync(deployed))
        {
            await SampleLoader.LoadAsync(app.Address, CmsApp.AdminKey, null, TestContext.Current.CancellationToken);
            await app.DrainAsync();
            before = await ReadAsync(app);
        }
        var blocks = Readme.Blocks.Where(block => block.Heading == "In Docker").Select(block => Variables(deployed) + block.Code).ToList();
        Assert.Equal(2, blocks.Count);

        await shell.RunAsync([blocks[0]]);
        await using (var app = await CmsApp.StartAsync(deployed))
            await new Newsroom(app.Client(CmsApp.AdminKey)).PatchAsync("site", new() { ["name"] = "Changed since" });
        var restored = Assert.Single(await shell.RunAsync([blocks[1]]));

        Assert.Matches(@"(?m)^\s*\d{2,} subjects, 0 differences\.\s*$", restored.Output);
        await using var after = await CmsApp.StartAsync(deployed);
        Assert.Equal(before, await ReadAsync(after));
        Assert.Equal(1, await LiveSnapshot.ScalarAsync<long>(deployed, "select count(*) from pg_database where datname = 'cms_before'"));
    }

    /// <summary>Who may do what the README asks of the service's user, and no more: create databases, and the role.</summary>
    private static async Task<string> KeeperAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("create role keeper login createdb createrole password 'kee''p;er'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new NpgsqlConnectionStringBuilder(connectionString) { Username = "keeper", Password = "kee'p;er" }.ConnectionString;
    }

    private static string Variables(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(
            CultureInfo.InvariantCulture, $"export PGHOST={settings.Host} PGPORT={settings.Port} PGUSER={settings.Username} PGPASSWORD=\"{settings.Password}\" PGDATABASE={settings.Database}\n");
    }

    private static async Task<Dictionary<string, (string? ETag, string Body)>> ReadAsync(CmsApp app)
    {
        using var reader = app.Client();
        var answers = new Dictionary<string, (string?, string)>();
        foreach (var path in Reads)
        {
            using var response = await reader.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)response.StatusCode);
            answers[path] = (response.Headers.ETag?.ToString(), Convert.ToHexString(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        }
        return answers;
    }

    private static Task<string> HeadAsync(string connectionString) => LiveSnapshot.ScalarAsync<string>(connectionString, "select number || ' ' || epoch from live.head");

    private static long Number(string head) => long.Parse(head.Split(' ')[0], CultureInfo.InvariantCulture);
}
