using System.Net;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Delivery.Changes;

/// <summary>A client's copy of everything that has an address by its id, kept up by the change feed alone.</summary>
internal sealed class ReadersCopy(HttpClient reader)
{
    private static readonly Dictionary<string, string> Collections = new()
    {
        ["article"] = "articles",
        ["author"] = "authors",
        ["tag"] = "tags",
        ["section"] = "sections",
        ["agency"] = "agencies",
        ["image"] = "images",
    };

    private readonly Dictionary<string, string> _answers = [];

    public long Next { get; private set; }

    public IReadOnlyDictionary<string, string> Answers => _answers;

    public static string? AddressOf(string type, string id) => Collections.TryGetValue(type, out var collection) ? $"/v1/{collection}/{id}" : null;

    /// <summary>Asks once and applies what it is told.</summary>
    public async Task<bool> StepAsync(int limit)
    {
        var page = JsonNode.Parse(await reader.GetStringAsync($"/v1/changes?after={Next}&limit={limit}", TestContext.Current.CancellationToken))!;
        foreach (var change in page["items"]!.AsArray()) await ApplyAsync(change!);
        var goesOn = Next != (long)page["next"]!;
        Next = (long)page["next"]!;
        return goesOn;
    }

    /// <summary>Forgets how far it came since: what was applied is applied again.</summary>
    public void Crash(long after) => Next = Math.Min(Next, after);

    public async Task SnapshotAsync(IEnumerable<(string Type, string Id)> all, long sequence)
    {
        foreach (var (type, id) in all) await FetchAsync(type, id);
        Next = sequence;
    }

    private async Task ApplyAsync(JsonNode change)
    {
        var (type, id) = ((string)change["type"]!, (string)change["id"]!);
        if ((string)change["action"]! == "upsert") await FetchAsync(type, id);
        else if (AddressOf(type, id) is { } address) _answers.Remove(address);
    }

    private async Task FetchAsync(string type, string id)
    {
        if (AddressOf(type, id) is not { } address) return;
        using var response = await reader.GetAsync(address, TestContext.Current.CancellationToken);
        if (response.StatusCode == HttpStatusCode.OK) _answers[address] = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        else _answers.Remove(address);
    }
}
