using System.Text.Json;
using Cms.Api.Delivery;
using Cms.Api.Delivery.Cache;
using Cms.Api.Pages;
using Cms.Api.Shared;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Cms.IntegrationTests.Delivery;

/// <summary>A migrated database of its own, and Delivery over HTTP in front of it, with the routes that the modules map.</summary>
public sealed class DeliveryFixture(TestPostgres postgres)
{
    private TestDatabase? _database;
    private WebApplication? _app;
    private HttpClient? _client;

    public string ConnectionString => _database!.ConnectionString;

    public HttpClient Client => _client!;

    public async Task StartAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _app = await StartAsync(ConnectionString);
        _client = ClientOf(_app);
    }

    public async Task StopAsync()
    {
        _client?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    internal DeliveryDataSource DeliverySource => _app!.Services.GetRequiredService<DeliveryDataSource>();

    public static async Task<WebApplication> StartAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // What these tests write goes past the log.
        builder.Services.AddSingleton(new CacheSettings { Megabytes = 0 }).AddSingleton(TimeProvider.System).AddSingleton<LogFollower>();
        builder.Services.AddSingleton(services => new DeliveryDataSource(() => connectionString, replica: null, TimeProvider.System, services.GetRequiredService<ILogger<DeliveryDataSource>>()))
            .AddSingleton(new Surfaces(HasEditorial: false)).AddSingleton(new ReplicaSettings(TimeSpan.Zero)).AddSingleton<ReplicaMetrics>().AddSingleton<LiveSource>().AddDelivery().AddPages();
        var app = builder.Build();
        app.UseExceptionHandler(handler => handler.Run(http => http.Response.CompleteAsync()));
        app.UseRouting();
        TestRoutes.Map(app);
        await app.StartAsync();
        return app;
    }

    public static HttpClient ClientOf(WebApplication app) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using var response = await GetAsync(path);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
