using Cms.Api.Publishing;
using Cms.IntegrationTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cms.IntegrationTests.Publishing;

/// <summary>A deadlock is nobody's fault, so nobody hears of it.</summary>
public sealed class RepeatedChangeTests(CmsFixture cms) : IClassFixture<CmsFixture>
{
    [Fact]
    public async Task Change_that_a_deadlock_ended_is_made_again()
    {
        var (left, right) = (await TagAsync(), await TagAsync());
        var (leftHeld, rightHeld) = (new TaskCompletionSource(), new TaskCompletionSource());

        var attempts = await Task.WhenAll(LockBothAsync(left, right, leftHeld, rightHeld.Task), LockBothAsync(right, left, rightHeld, leftHeld.Task));

        // The database ends one of them, the other goes on.
        Assert.Equal([1, 2], attempts.Order());
    }

    private async Task<string> TagAsync() => Newsroom.Id(await cms.Newsroom.TagAsync(Newsroom.Unique("Tag")));

    /// <summary>Takes the second row only when the other change holds it, and answers how often it was tried.</summary>
    private async Task<int> LockBothAsync(string first, string second, TaskCompletionSource held, Task otherHolds)
    {
        var attempts = 0;
        return await cms.App.Services.GetRequiredService<Publisher>().ChangeAsync(
            async change =>
            {
                attempts++;
                await LockAsync(change.Connection, first);
                held.TrySetResult();
                await otherHolds;
                await LockAsync(change.Connection, second);
                return attempts;
            },
            TestContext.Current.CancellationToken);
    }

    private static async Task LockAsync(NpgsqlConnection connection, string tag)
    {
        await using var command = new NpgsqlCommand("select 1 from editorial.tag where id = @id for update", connection);
        command.Parameters.AddWithValue("id", new Guid(tag));
        Assert.NotNull(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
