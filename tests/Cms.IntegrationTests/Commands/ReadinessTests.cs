using Cms.Api.Commands;
using Cms.Api.Shared.Data;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Commands;

/// <summary>Whoever sends requests to the service learns from its health when it can answer them, and what it waits for.</summary>
public sealed class ReadinessTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task It_is_ready_once_it_is_migrated_and_has_its_sample_and_says_which_of_them_it_lacks()
    {
        await using var app = await CmsApp.ListenAsync(database.ConnectionString);
        using var reader = app.Client();
        var readiness = app.Services.GetRequiredService<Readiness>();

        Assert.Equal((503, "The service is starting."), await HealthAsync(reader));
        using (var unready = await reader.AskAsync("/health/ready")) Assert.Equal("1", unready.Headers.RetryAfter?.ToString());
        using (var refused = await reader.AskAsync("/v1/articles"))
        {
            Assert.Equal(503, (int)refused.StatusCode);
            Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        }

        readiness.Migrated();
        Assert.Equal((503, "The sample newsroom is being loaded."), await HealthAsync(reader));
        Assert.Equal(200, (int)await reader.StatusAsync("/v1/articles"));

        readiness.Complete();
        Assert.Equal((200, "Ready."), await HealthAsync(reader));
    }

    [Fact]
    public async Task It_lives_before_it_is_ready()
    {
        await using var app = await CmsApp.ListenAsync(database.ConnectionString);
        using var reader = app.Client();

        Assert.Equal(200, (int)await reader.StatusAsync("/health/live"));
        Assert.Equal(503, (int)await reader.StatusAsync("/health/ready"));
    }

    [Fact]
    public async Task Database_is_asked_once_a_second_however_many_ask()
    {
        await using var gate = new DatabaseGate(database.ConnectionString);
        gate.Open();
        var clock = new Clock();
        await using var probe = new DatabaseProbe([() => gate.ConnectionString], clock);
        Assert.Null(await probe.LackAsync());
        var once = gate.Sent;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => probe.LackAsync()));
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Null(await probe.LackAsync());
        Assert.Equal(once, gate.Sent);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => probe.LackAsync()));
        Assert.InRange(gate.Sent, once + 1, 2 * once);
    }

    [Fact]
    public async Task Database_that_lacks_a_migration_is_told()
    {
        await using var own = await NewDatabase.CreateAsync(database.ConnectionString);
        var clock = new Clock();
        await using var probe = new DatabaseProbe([() => own.ConnectionString], clock);
        Assert.Equal("The database lacks migrations of this build.", await probe.LackAsync());

        Migrator.Migrate(own.ConnectionString, cancellationToken: TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await probe.LackAsync());

        await own.ExecuteAsync("delete from schemaversions where scriptname = (select max(scriptname) from schemaversions)");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("The database lacks migrations of this build.", await probe.LackAsync());
    }

    [Fact]
    public async Task Database_that_hangs_is_told_in_time_and_not_asked_again_meanwhile()
    {
        await using var gate = new DatabaseGate(database.ConnectionString);
        gate.Open();
        var clock = new Clock();
        await using var probe = new DatabaseProbe([() => gate.ConnectionString], clock);
        Assert.Null(await probe.LackAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        gate.Hold();

        var first = probe.LackAsync();
        await Eventually.HoldsAsync(() => gate.Held > 0);
        var held = gate.Held;
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("The database does not answer.", await probe.LackAsync());
        Assert.Equal(held, gate.Held);
        gate.Shut();
        Assert.Equal("The database does not answer.", await first);
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    }

    private static async Task<(int Status, string Text)> HealthAsync(HttpClient reader)
    {
        using var response = await reader.AskAsync("/health/ready");
        return ((int)response.StatusCode, await response.TextAsync());
    }
}
