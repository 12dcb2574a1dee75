using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cms.IntegrationTests.Delivery;

/// <summary>
/// Counts the statements of single requests to a service in this process, by the trace that the request names: what runs in the
/// background, and other tests beside this one, have traces of their own.
/// </summary>
internal sealed class RequestStatements : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, int> _counts = [];
    private readonly ActivityListener _listener;

    public RequestStatements()
    {
        _listener = new ActivityListener
        {
            // Without the server's own activity the statements would not know the request's trace.
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Opening a connection is an activity too.
                if (activity.GetTagItem("db.query.text") is not null) _counts.AddOrUpdate(activity.TraceId, 1, (_, count) => count + 1);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Sends the request, and answers how many statements it took.</summary>
    public async Task<(HttpResponseMessage Response, int Statements)> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        var trace = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, _counts.GetValueOrDefault(trace));
    }

    public void Dispose() => _listener.Dispose();
}
