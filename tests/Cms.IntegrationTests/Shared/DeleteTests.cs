using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Shared;

public sealed class DeleteTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Theory]
    [MemberData(nameof(Collections.ReferenceData), MemberType = typeof(Collections))]
    public async Task What_nothing_uses_can_be_deleted_and_then_is_404(string collection)
    {
        var created = await cms.Newsroom.PostAsync(collection, Collections.Example(collection));
        var path = Collections.PathOf(collection, created);

        var deleted = await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path, ifMatch: (string)created["etag"]!);
        deleted.Is(204);
        Assert.Empty(deleted.Text);

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Get, path)).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).IsProblem(404, "not_found");
        (await cms.Newsroom.Editor.PatchAsync(path, Collections.Change(collection))).IsProblem(404, "not_found");
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("authors")]
    [InlineData("sections")]
    [InlineData("agencies")]
    public async Task What_was_never_public_gives_its_name_back(string collection)
    {
        var sent = Collections.Example(collection);
        var path = Collections.PathOf(collection, await cms.Newsroom.PostAsync(collection, sent));
        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Delete, path)).Is(204);

        (await cms.Newsroom.Editor.AskAsync(HttpMethod.Post, collection, sent)).Is(201);
    }
}
