using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cms.IntegrationTests.Commands;
using Cms.IntegrationTests.EmbeddedPostgres;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.Faults;

/// <summary>A database that stands still, as on a disk that hangs: everybody is answered soon, and what is asked again is done once.</summary>
public sealed class FrozenDatabaseTests(EmbeddedService service) : IClassFixture<EmbeddedService>
{
    /// <summary>As many as there are connections.</summary>
    private const int Editors = 40;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task Every_answer_comes_in_time_and_nothing_is_done_twice()
    {
        using var editor = service.Process.Client(await service.ReadKeyAsync());
        using var reader = service.Process.Client();
        var newsroom = new Newsroom(editor);
        var kept = $"/v1/articles/{(await newsroom.PublishedAsync())["slug"]}";
        for (var round = 0; round < Rounds.Of(2, 10); round++)
        {
            Assert.Equal(200, (await reader.SeeAsync(kept)).Status);
            var name = Newsroom.Unique("Frozen");
            await SignalAsync("STOP");
            try
            {
                // Whoever asks at once waits longest: nobody knows of it yet.
                var answers = await Task.WhenAll(
                    TimeAsync(() => reader.SeeAsync(kept), 200),
                    TimeAsync(() => reader.SeeAsync($"/v1/tags?q={name.Replace(' ', '-')}"), 503),
                    TimeAsync(() => editor.AskAsync(HttpMethod.Get, "tags"), 503),
                    TimeAsync(() => CreateAsync(editor, name), 503));
                var later = await Task.WhenAll(
                    TimeAsync(() => reader.SeeAsync(kept), 200),
                    TimeAsync(() => reader.SeeAsync("/v1/tags?q=later"), 503),
                    TimeAsync(() => editor.AskAsync(HttpMethod.Patch, "site", new JsonObject { ["name"] = "Frozen" }), 503),
                    TimeAsync(() => reader.SeeAsync("/health/live"), 200));
                Assert.All([.. answers, .. later], time => Assert.True(time <= Longest, $"An answer took {time}."));
            }
            finally
            {
                await SignalAsync("CONT");
            }
            Answer? made = null;
            await Eventually.HoldsAsync(async () => (made = await CreateAsync(editor, name)).Status == 201);
            Assert.Equal([(string)made!.Json["id"]!], (await newsroom.GetAsync($"tags?q={Uri.EscapeDataString(name)}"))["items"]!.AsArray().Select(tag => (string)tag!["id"]!));
            Assert.NotEqual("Frozen", (string)(await newsroom.GetAsync("site"))["name"]!);
        }
    }

    [Fact]
    public async Task A_crowd_of_editors_who_waited_in_vain_keeps_nobody_from_an_answer_when_it_goes_on()
    {
        using var editor = service.Process.Client(await service.ReadKeyAsync());
        using var reader = service.Process.Client();
        var kept = $"/v1/articles/{(await new Newsroom(editor).PublishedAsync())["slug"]}";
        await Task.WhenAll(Enumerable.Range(0, Editors).Select(_ => TimeAsync(() => editor.AskAsync(HttpMethod.Get, "tags"), 200)));
        Assert.Equal(200, (await reader.SeeAsync(kept)).Status);
        await SignalAsync("STOP");
        var waited = await Task.WhenAll(Enumerable.Range(0, Editors).Select(_ => TimeAsync(() => editor.AskAsync(HttpMethod.Get, "tags"), 503)));
        await SignalAsync("CONT");

        var times = new List<TimeSpan>();
        do
        {
            times.Add(await TimeAsync(() => reader.SeeAsync("/health/live"), 200));
            times.Add(await TimeAsync(() => reader.SeeAsync(kept), 200));
        }
        while ((await editor.AskAsync(HttpMethod.Get, "tags")).Status != 200);
        Assert.All([.. waited, .. times], time => Assert.True(time <= Longest, $"An answer took {time}."));
    }

    private static Task<Answer> CreateAsync(HttpClient editor, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/editorial/tags") { Content = JsonContent.Create(new { type = "topic", name }) };
        request.Headers.Add("Idempotency-Key", name.Replace(' ', '-'));
        return editor.AnswerAsync(request);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task<Answer>> ask, int status)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        var time = Stopwatch.GetElapsedTime(started);
        Assert.True(answer.Status == status, $"Answered {answer.Status}: {answer.Text}");
        return time;
    }

    /// <summary>To the server and all of its processes.</summary>
    private async Task SignalAsync(string name)
    {
        var postmaster = service.Postmaster!.ProcessId;
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {postmaster} $(cat /proc/{postmaster}/task/{postmaster}/children)"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }
}
