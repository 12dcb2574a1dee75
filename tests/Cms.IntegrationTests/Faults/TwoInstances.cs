using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>Two services, processes of their own, on one database.</summary>
public sealed class TwoInstances(TestPostgres postgres) : IAsyncLifetime
{
    private TestDatabase? _database;

    internal string ConnectionString => _database!.ConnectionString;

    internal CmsProcess Here { get; private set; } = null!;

    internal CmsProcess There { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = _database.ConnectionString, ["Cms__AdminKey"] = CmsApp.AdminKey };
        Here = await CmsProcess.ServeAsync(settings);
        There = await CmsProcess.ServeAsync(settings);
    }

    public async ValueTask DisposeAsync()
    {
        await There.DisposeAsync();
        await Here.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }
}
