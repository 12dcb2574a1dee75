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
        var (left, right) = (new Side(await TagAsync()), new Side(await TagAsync()));

        var attempts = await Task.WhenAll(LockBothAsync(left, right), LockBothAsync(right, left));

        // The database ends one of them, the other goes on.
        Assert.Equal([1, 2], attempts.Order());
    }

    private async Task<string> TagAsync() => Newsroom.Id(await cms.Newsroom.TagAsync(Newsroom.Unique("Tag")));

    /// <summary>Takes its own row, and the other's only when that is held. Answers how often it was tried.</summary>
    private async Task<int> LockBothAsync(Side own, Side other)
    {
        var attempts = 0;
        try
        {
            return await cms.App.Services.GetRequiredService<Publisher>().ChangeAsync(
                async change =>
                {
                    // Repeated at once, it could be quicker than the one that goes on, and meet it again.
                    if (++attempts > 1) await other.Done.Task;
                    await LockAsync(change.Connection, own.Tag);
                    own.Held.TrySetResult();
                    await other.Held.Task;
                    await LockAsync(change.Connection, other.Tag);
                    return attempts;
                },
                TestContext.Current.CancellationToken);
        }
        finally
        {
            own.Done.TrySetResult();
        }
    }

    private static async Task LockAsync(NpgsqlConnection connection, string tag)
    {
        await using var command = new NpgsqlCommand("select 1 from editorial.tag where id = @id for update", connection);
        command.Parameters.AddWithValue("id", new Guid(tag));
        Assert.NotNull(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <param name="Tag">The row that this side takes first.</param>
    private sealed record Side(string Tag)
    {
        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
