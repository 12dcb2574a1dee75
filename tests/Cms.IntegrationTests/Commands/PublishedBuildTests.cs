using System.Net;
using Cms.IntegrationTests.EmbeddedPostgres;

namespace Cms.IntegrationTests.Commands;

/// <summary>Away from its source tree the service has no database unless it is told of one: what was mistyped must not serve an empty site.</summary>
public sealed class PublishedBuildTests(PublishedBuild build) : IClassFixture<PublishedBuild>
{
    [Theory]
    [InlineData("ConnectionString__Cms", "Host=db.example", "Set ConnectionStrings__Cms")]
    [InlineData("ConnectionStrings__Cms", " ", "Set ConnectionStrings__Cms")]
    [InlineData("ConnectionStrings__Csm", "Host=db.example", "ConnectionStrings__Csm")]
    [InlineData("Cms__Embeded", "true", "Cms__Embeded")]
    [InlineData("Cms__Embedded", "yes", "Cms__Embedded must be true or false.")]
    [InlineData("Cms__Embedded", "", "Set ConnectionStrings__Cms")]
    public async Task Without_a_database_it_fails_at_once_in_one_line(string name, string value, string says)
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { [name] = value }, build.Program, ["--urls", "http://127.0.0.1:0"]);

        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.Contains(says, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_a_database_of_its_own_when_told_to()
    {
        using var folder = DataFolder.Open();
        await using var service = await CmsProcess.ServeAsync(
            new Dictionary<string, string> { ["Cms__Embedded"] = "true", ["Cms__DataDirectory"] = folder.Path }, build.Program);
        using var reader = service.Client();

        using var response = await reader.GetAsync("/v1/articles", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(Directory.Exists(folder.PathOf("postgres/data")));
    }
}
