using Cms.EmbeddedPostgres.Cluster;
using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Commands;

/// <summary>The service on its embedded default, in a data folder of its own.</summary>
public sealed class EmbeddedService : IAsyncLifetime
{
    private readonly DataFolder _folder = DataFolder.Open();
    private CmsProcess? _process;

    internal CmsProcess Process => _process ?? throw new InvalidOperationException("The fixture has not started.");

    internal Dictionary<string, string> Settings => new() { ["Cms__DataDirectory"] = _folder.Path };

    public string KeyFile => _folder.PathOf("admin.key");

    /// <summary>The server that runs on this data folder, or null.</summary>
    internal PostmasterFile? Postmaster => PostmasterFile.Read(_folder.PathOf("postgres/data"));

    /// <summary>Held by whoever starts or stops that server.</summary>
    internal string ChangeLock => _folder.PathOf("postgres/change.lock");

    public async Task<string> ReadKeyAsync() => (await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken)).Trim();

    public async ValueTask InitializeAsync() => await StartAsync();

    public async Task StartAsync() => _process = await CmsProcess.ServeAsync(Settings);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }
}
