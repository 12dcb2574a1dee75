using System.Globalization;
using Cms.Benchmarks;

return args switch
{
    ["bare-hit", var port, var answer] => await BareServers.ServeBytesAsync(int.Parse(port, CultureInfo.InvariantCulture), answer),
    ["bare-miss", var port, var answer, var connectionString, var query] => await BareServers.ServeRowsAsync(int.Parse(port, CultureInfo.InvariantCulture), answer, connectionString, query),
    ["body"] => BodyBenchmark.Run() ? 0 : 1,
    ["delivery"] => await DeliveryBenchmark.RunAsync(),
    ["rebuild", .. var stories] => await RebuildBenchmark.RunAsync(Number(stories, 10_000)),
    ["growth", .. var sizes] => await GrowthBenchmark.RunAsync(10_000, Number(sizes, 100_000)),
    ["freshness"] => await FreshnessBenchmark.RunAsync(),
    [] => (BodyBenchmark.Run() ? 0 : 1) | await DeliveryBenchmark.RunAsync() | await FreshnessBenchmark.RunAsync(),
    _ => Usage(),
};

static int Number(string[] arguments, int otherwise) => arguments is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("What to measure: body, delivery or freshness; all of them where nothing is said.");
    return 1;
}
