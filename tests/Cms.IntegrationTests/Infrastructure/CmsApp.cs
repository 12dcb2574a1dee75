using System.Net.Http.Headers;
using Cms.Api;
using Cms.Api.Commands;
using Cms.Api.Delivery.Cache;
using Cms.Api.Publishing;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http.Limits;
using Cms.IntegrationTests.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The real service on a port of its own and a given database; stop it by disposing.</summary>
public sealed class CmsApp : IAsyncDisposable
{
    public const string AdminKey = "cms_test_admin_0123456789abcdef";

    private readonly WebApplication _app;
    private readonly Database _database;

    private CmsApp(WebApplication app, Database database, string connectionString)
    {
        _app = app;
        _database = database;
        ConnectionString = connectionString;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public string ConnectionString { get; }

    /// <summary>For what HTTP cannot reach: the routes there are, and the operator's passes over <c>live</c>.</summary>
    internal IServiceProvider Services => _app.Services;

    internal static async Task<CmsApp> StartAsync(string connectionString, LimitSettings? limits = null, CacheSettings? cache = null)
    {
        var app = await ListenAsync(connectionString, services => services.AddHostedService<Start>(), limits, cache);
        await app.Services.GetRequiredService<Readiness>().Completion;
        return app;
    }

    /// <summary>Only listens: nothing of what makes it ready happens by itself.</summary>
    public static Task<CmsApp> ListenAsync(string connectionString) => ListenAsync(connectionString, _ => { });

    private static async Task<CmsApp> ListenAsync(string connectionString, Action<IServiceCollection> configure, LimitSettings? limits = null, CacheSettings? cache = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            // Stories that tests break on purpose; the queue tells of them too, and their traces would bury the failures of a run.
            .AddFilter("Cms.Api.Publishing.Projector", LogLevel.None);
        var settings = new Settings(connectionString, Path.GetTempPath(), AdminKey) { Limits = limits ?? new LimitSettings(), Cache = cache ?? new CacheSettings() };
        var database = await Database.OpenAsync(settings, CancellationToken.None);
        Program.AddServices(builder, settings, database);
        configure(builder.Services);
        var app = Program.Build(builder);
        await app.StartAsync();
        return new CmsApp(app, database, connectionString);
    }

    /// <summary>A client with a key, or with none: a reader.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new ContractInMotion(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })) { BaseAddress = Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Ends when nothing waits in the projection queue.</summary>
    public async Task DrainAsync()
    {
        var queue = Services.GetRequiredService<ProjectionQueue>();
        while (await queue.DrainOnceAsync(TestContext.Current.CancellationToken))
        {
        }
        await LookAsync();
    }

    /// <summary>Ends when this instance knows of everything that is committed, however it was.</summary>
    public Task LookAsync() => Services.GetRequiredService<LogFollower>().LookAsync();

    /// <summary>What <c>live verify</c> finds, after the queue is drained.</summary>
    public async Task<IReadOnlyList<string>> VerifyAsync()
    {
        await DrainAsync();
        return (await Services.GetRequiredService<LiveMaintenance>().VerifyAsync(null, TestContext.Current.CancellationToken)).Differences;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
