using System.Net;

namespace Cms.IntegrationTests.Commands;

/// <summary>What a start says of the key that it made, after an administrator has revoked it.</summary>
public sealed class AdminKeyTests(EmbeddedService service) : IClassFixture<EmbeddedService>
{
    [Fact]
    public async Task A_key_that_was_revoked_is_not_said_to_work_and_both_ways_to_another_do()
    {
        var list = await CmsProcess.RunAsync(service.Settings, "keys", "list");
        var id = list.Output.Split('\n').Single(line => line.Contains("admin", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries).First(cell => Guid.TryParse(cell, out _));
        Assert.Equal(0, (await CmsProcess.RunAsync(service.Settings, "keys", "revoke", id)).Code);

        await AgainAsync();

        Assert.DoesNotContain(service.Process.StartLines, line => line.Contains("The admin key is in", StringComparison.Ordinal));
        Assert.Single(service.Process.StartLines, line => line.StartsWith($"The key in {service.KeyFile} is no admin key any more", StringComparison.Ordinal)
            && line.Contains("keys create --name NAME --role admin", StringComparison.Ordinal) && line.Contains("delete the file", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(await service.ReadKeyAsync()));
        Assert.Equal(HttpStatusCode.OK, await TryAsync((await CmsProcess.RunAsync(service.Settings, "keys", "create", "--name", "Second", "--role", "admin")).Output.TrimEnd('\n')));

        File.Delete(service.KeyFile);
        await AgainAsync();

        Assert.Contains($"The admin key is in {service.KeyFile}", service.Process.StartLines);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(await service.ReadKeyAsync()));
    }

    private async Task AgainAsync()
    {
        Assert.Equal(0, await service.Process.TerminateAsync());
        await service.StartAsync();
    }

    private async Task<HttpStatusCode> TryAsync(string key)
    {
        using var editor = service.Process.Client(key);
        using var response = await editor.GetAsync("/v1/editorial/keys", TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
