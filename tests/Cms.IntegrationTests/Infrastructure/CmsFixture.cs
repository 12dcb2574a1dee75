namespace Cms.IntegrationTests.Infrastructure;

/// <summary>For a class of tests: the service on a database of its own.</summary>
public sealed class CmsFixture(TestPostgres postgres) : IAsyncLifetime
{
    private TestDatabase? _database;
    private CmsApp? _app;

    public CmsApp App => _app ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Arranges and acts as an editor with every right.</summary>
    public Newsroom Newsroom { get; private set; } = null!;

    /// <summary>Reads as anyone may.</summary>
    public HttpClient Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _app = await CmsApp.StartAsync(_database.ConnectionString);
        Newsroom = new Newsroom(_app.Client(CmsApp.AdminKey));
        Reader = _app.Client();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
