using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Commands;

/// <summary>What the long commands print where their output is no terminal: their result, and neither bars nor escape codes.</summary>
public sealed class CommandOutputTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Output_that_is_piped_is_the_result_alone()
    {
        Assert.Matches(@"^The database is up to date\.\n$", await OutputAsync("migrate"));
        Assert.Matches(@"^\d{2,} requests sent\.\n$", await OutputAsync("sample"));
        Assert.Matches(@"^0 requests sent\.\n$", await OutputAsync("sample"));
        Assert.Matches(@"^\d{2,} subjects, 0 differences\.\n$", await OutputAsync("live", "rebuild"));
        Assert.Matches(@"^\d{2,} subjects, 0 differences\.\n$", await OutputAsync("live", "verify"));
    }

    private async Task<string> OutputAsync(params string[] command)
    {
        // As in a build's log, where programs are told to colour what they print.
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString, ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["FORCE_COLOR"] = "1" };
        var result = await CmsProcess.RunAsync(settings, command);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return result.Output;
    }
}
