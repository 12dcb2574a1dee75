using System.Globalization;
using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.Benchmarks;

/// <summary>
/// The body's promise: no input takes more than 50 ms per 100 KB, whatever it is. Every reader meets every shape at 100 KB and at
/// 200 KB; what grows faster than its input shows in the last column.
/// </summary>
internal static class BodyBenchmark
{
    private const double Promise = 50;
    private const int Size = 100 * 1024;
    private const int Runs = 5;

    public static bool Run()
    {
        Console.WriteLine("| reader | shape | ms per 100 KB | twice the size takes |");
        Console.WriteLine("|---|---|---:|---:|");
        var kept = true;
        foreach (var (reader, read, shapes) in Readers)
        {
            foreach (var (shape, make) in shapes)
            {
                var (once, twice) = (Best(read, make(Size)), Best(read, make(2 * Size)));
                kept &= once <= Promise;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {reader} | {shape} | {once:0.0}{(once <= Promise ? "" : " (!)")} | × {twice / once:0.0} |"));
            }
        }
        return kept;
    }

    private static IEnumerable<(string Name, Action<string> Read, (string, Func<int, string>)[] Shapes)> Readers =>
    [
        ("Markdown", text => BodyMarkdown.Read(text, "", []), HostileShapes.Markdown),
        ("HTML", text => BodyHtml.Read(text, "", []), HostileShapes.Html),
        ("JSON", ReadJson, HostileShapes.Json),
        ("carried keys", CarryKeys, HostileShapes.Rewritten),
    ];

    private static void ReadJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        List<Fault> faults = [];
        if (BodyReader.Read(document.RootElement, "", faults) is { } body) BodyWriter.ToBytes(body);
    }

    /// <summary>A body that is written anew: every block is compared with every other.</summary>
    private static void CarryKeys(string markdown)
    {
        var body = BodyMarkdown.Read(markdown, "", [])!.Body;
        BlockAlignment.CarryKeys(new Body([.. body.Blocks.Take(body.Blocks.Count / 2)]), new Body([.. body.Blocks.Skip(body.Blocks.Count / 2)]));
    }

    /// <summary>Of processor time, and the best of some runs: others on the machine only ever make it slower.</summary>
    private static double Best(Action<string> read, string text)
    {
        read(text);
        return Enumerable.Range(0, Runs).Min(_ =>
        {
            var start = Environment.CpuUsage.TotalTime;
            read(text);
            return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        });
    }
}
