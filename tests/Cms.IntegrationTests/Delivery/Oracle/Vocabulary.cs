using System.Globalization;

namespace Cms.IntegrationTests.Delivery.Oracle;

/// <summary>What readers ask with: names of what is public, of what was, of what never was there for them, and of nothing.</summary>
internal sealed class Vocabulary
{
    private static readonly Dictionary<string, string> Collections = new()
    {
        ["section"] = "sections",
        ["tag"] = "tags",
        ["author"] = "authors",
        ["agency"] = "agencies",
        ["article"] = "articles",
        ["target"] = "articles",
        ["linksTo"] = "articles",
        ["publishedFrom"] = "instants",
        ["publishedTo"] = "instants",
        ["from"] = "instants",
        ["to"] = "instants",
        ["language"] = "languages",
        ["cursor"] = "cursors",
        ["path"] = "paths",
    };

    private readonly Dictionary<string, List<string>> _names = new()
    {
        ["sections"] = ["nowhere"],
        ["tags"] = ["nothing"],
        ["authors"] = ["nobody"],
        ["agencies"] = ["NONE"],
        ["images"] = [],
        ["articles"] = ["nothing"],
        ["words"] = ["zzz"],
        ["paths"] = ["/", "/nowhere", "/authors", "/tags/"],
        ["instants"] = ["2000-01-01T00:00:00Z", "2024-01-01T05:30:00+05:30", "2100-01-01T00:00:00Z"],
        ["languages"] = ["en", "en-IN", "hi", "hi-IN", "EN-in"],
        ["cursors"] = ["AAAA"],
        // Those of real links show stories, as they should.
        ["preview"] = ["cms_preview_", "cms_preview_" + new string('A', 64)],
    };

    private readonly List<string> _secrets = [];

    /// <summary>Of what the twin without a private side has never heard of.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    public void Add(string collection, params ReadOnlySpan<string> names) => _names[collection].AddRange(names);

    public void AddSecret(string collection, params ReadOnlySpan<string> names)
    {
        Add(collection, names);
        _secrets.AddRange(names);
    }

    /// <summary>Is there a word in the text that only the private side knows?</summary>
    public bool IsAsked(string text) => _secrets.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));

    public static bool TakesSeveral(string parameter) => Collections.ContainsKey(parameter) && parameter is not ("cursor" or "path" or "publishedFrom" or "publishedTo" or "from" or "to");

    /// <summary>A value for a query parameter; null where its schema says all.</summary>
    public string? ValueOf(string parameter, Random random) => parameter == "q"
        ? Prefix(Of("words", random), random)
        : Collections.TryGetValue(parameter, out var collection) ? Of(collection, random) : null;

    /// <summary>Mostly one of the collection.</summary>
    public string Of(string collection, Random random)
    {
        switch (random.Next(16))
        {
            case 0: return new Guid(random.Next(), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString();
            case 1:
                var all = _names.Values.Where(names => names.Count > 0).ToList();
                return Pick(all[random.Next(all.Count)], random);
            case 2: return Prefix(Pick(_names[collection], random), random);
            case 3: return Pick(_names[collection], random).ToUpper(CultureInfo.InvariantCulture);
            default: return Pick(_names[collection], random);
        }
    }

    private static string Prefix(string word, Random random) => word.Length < 2 ? word : word[..random.Next(1, word.Length + 1)];

    private static string Pick(List<string> names, Random random) => names.Count == 0 ? "nothing" : names[random.Next(names.Count)];
}
