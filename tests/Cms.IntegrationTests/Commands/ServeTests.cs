using System.Net;

namespace Cms.IntegrationTests.Commands;

/// <summary>The one command, with nothing configured.</summary>
public sealed class ServeTests(EmbeddedService service) : IClassFixture<EmbeddedService>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/v1/articles")]
    public async Task Once_started_it_answers(string path)
    {
        using var reader = service.Process.Client();
        using var response = await reader.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void It_tells_where_it_is_and_what_to_do_next_and_nothing_else()
    {
        using var reader = service.Process.Client();
        var address = reader.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Equal(
            [$"Listening on {address}", $"Documentation: {address}/docs", $"The admin key is in {service.KeyFile}", $"Try: curl '{address}/v1/articles?limit=3'"],
            service.Process.StartLines.Where(line => !line.StartsWith("info: ", StringComparison.Ordinal)).TakeLast(4));
        Assert.Equal(
            ["[1] Cms 1.", "[3] The database is new"],
            service.Process.StartLines.Where(line => line.Contains("info: ", StringComparison.Ordinal)).Select(line => line.Split("Cms.Api.Commands.Start")[1][..23].TrimEnd()).Select(line => line.StartsWith("[1]", StringComparison.Ordinal) ? line[..10] : line));
    }

    [Fact]
    public async Task Admin_key_is_its_owners_alone_and_works()
    {
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(service.KeyFile));

        Assert.Equal(HttpStatusCode.OK, await TryAsync(await service.ReadKeyAsync()));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("cms_not_the_key_0123456789abcdef"));
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked_beside_it()
    {
        var created = await CmsProcess.RunAsync(service.Settings, "keys", "create", "--name", "A desk in Lahore", "--role", "writer");
        Assert.Equal((0, ""), (created.Code, created.Error));
        var key = created.Output.TrimEnd('\n');
        Assert.Equal(HttpStatusCode.OK, await TryAsync(key));

        var list = await CmsProcess.RunAsync(service.Settings, "keys", "list");
        var row = Assert.Single(list.Output.Split('\n'), line => line.Contains("A desk in Lahore", StringComparison.Ordinal));
        Assert.Contains("writer", row, StringComparison.Ordinal);
        Assert.DoesNotContain(key, list.Output, StringComparison.Ordinal);
        var id = row.Split(' ', StringSplitOptions.RemoveEmptyEntries).First(cell => Guid.TryParse(cell, out _));

        Assert.Equal(0, (await CmsProcess.RunAsync(service.Settings, "keys", "revoke", id)).Code);
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(key));
        Assert.Equal(1, (await CmsProcess.RunAsync(service.Settings, "keys", "revoke", id)).Code);
        Assert.True(service.Postmaster?.IsAlive(), "A command stopped the service's database.");
    }

    private async Task<HttpStatusCode> TryAsync(string key)
    {
        using var editor = service.Process.Client(key);
        using var response = await editor.GetAsync("/v1/editorial/tags", TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
