using System.Globalization;
using Cms.Benchmarks;

return args switch
{
    ["bare-hit", var port, var answer] => await BareServers.ServeBytesAsync(int.Parse(port, CultureInfo.InvariantCulture), answer),
    ["bare-miss", var port, var answer, var connectionString, var query] => await BareServers.ServeRowsAsync(int.Parse(port, CultureInfo.InvariantCulture), answer, connectionString, query),
    ["bare-write", var port, var writes, var connectionString] => await BareWriter.ServeAsync(int.Parse(port, CultureInfo.InvariantCulture), writes, connectionString),
    ["body"] => BodyBenchmark.Run() ? 0 : 1,
    ["delivery"] => await DeliveryBenchmark.RunAsync(),
    ["rebuild", .. var stories] => await RebuildBenchmark.RunAsync(CountOf(stories, 10_000)),
    ["growth", .. var sizes] => await GrowthBenchmark.RunAsync(10_000, CountOf(sizes, 100_000)),
    ["write", .. var stories] => await WriteBenchmark.RunAsync(CountOf(stories, 10_000)),
    ["fanout", .. var stories] => await FanOutBenchmark.RunAsync(CountOf(stories, Corpus.OfDesk)),
    ["move", .. var stories] => await MoveBenchmark.RunAsync(CountOf(stories, 50_000)),
    ["freshness"] => await FreshnessBenchmark.RunAsync(),
    [] => (BodyBenchmark.Run() ? 0 : 1) | await DeliveryBenchmark.RunAsync() | await GrowthBenchmark.RunAsync(10_000, 100_000)
        | await WriteBenchmark.RunAsync(10_000) | await FanOutBenchmark.RunAsync(Corpus.OfDesk) | await MoveBenchmark.RunAsync(10_000) | await FreshnessBenchmark.RunAsync(),
    _ => Usage(),
};

static int CountOf(string[] arguments, int otherwise) => arguments is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("What to measure: body, delivery, rebuild [STORIES], growth [STORIES], write [STORIES], fanout [STORIES], move [STORIES] or freshness; all of them where nothing is said.");
    return 1;
}
