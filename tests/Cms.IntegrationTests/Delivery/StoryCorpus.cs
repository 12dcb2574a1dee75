using System.Globalization;
using System.Text;
using Npgsql;

namespace Cms.IntegrationTests.Delivery;

internal sealed record Story
{
    public required Guid Id { get; init; }
    public required string Slug { get; init; }
    public required DateTimeOffset Published { get; init; }
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Every list it stands in, <c>latest</c> among them.</summary>
    public required IReadOnlySet<string> Lists { get; init; }
}

/// <summary>What a reference in a filter may be written as, all of which mean the same list.</summary>
internal sealed record Target(Guid Id, string Slug, string FormerSlug)
{
    public string[] Spellings => [Slug, FormerSlug, Id.ToString()];
}

/// <summary>A random newsroom, small enough that filters often meet and often miss, with many stories of one moment.</summary>
internal sealed class StoryCorpus
{
    private const int StoryCount = 260;
    public static readonly DateTimeOffset Begin = new(2024, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly LiveSeed _seed = new();

    public StoryCorpus(int seed)
    {
        _random = new Random(seed);
        Sections = Targets("section", ["news", "news/world", "news/world/asia", "sport", "पैसा"]);
        Tags = Targets("tag", ["cpec", "ports", "monsoon", "चुनाव", "tea"]);
        Authors = Targets("author", ["ann-lee", "wang-fang", "desk"]);
        Agencies = Targets("agency", ["AP", "PTI"]);
        LinkTargets = [.. Enumerable.Range(0, 4).Select(number => new Target(NewId(), $"story-{number}", $"draft-{number}"))];
        Stories = [.. Enumerable.Range(0, StoryCount).Select(Add)];
    }

    public IReadOnlyList<Target> Sections { get; }
    public IReadOnlyList<Target> Tags { get; }
    public IReadOnlyList<Target> Authors { get; }
    public IReadOnlyList<Target> Agencies { get; }

    /// <summary>The first stories, as targets of links.</summary>
    public IReadOnlyList<Target> LinkTargets { get; }
    public IReadOnlyList<Story> Stories { get; }

    public Task WriteAsync(NpgsqlConnection connection) => _seed.WriteAsync(connection, 1);

    private Story Add(int number)
    {
        var target = number < LinkTargets.Count ? LinkTargets[number] : null;
        var id = target?.Id ?? NewId();
        // Few moments for many stories: ties are the rule.
        var published = Begin.AddHours(_random.Next(60));
        var language = Pick("en", "en-in", "hi");
        HashSet<string> lists = ["latest", $"genre:{Pick("news", "opinion", "analysis")}", $"type:{Pick("article", "liveBlog")}", $"language:{language}"];
        lists.Add($"language:{language.Split('-')[0]}");
        var section = _random.Next(Sections.Count);
        // The first three are a path down one branch.
        foreach (var above in section < 3 ? Sections.Take(section + 1) : [Sections[section]]) lists.Add($"section:{above.Id}");
        Some(Tags, "tag", lists);
        Some(Authors, "author", lists);
        Some(Agencies, "agency", lists);
        Some(LinkTargets, "linksTo", lists);

        var story = new Story
        {
            Id = id,
            Slug = target?.Slug ?? $"story-{number}",
            Published = published,
            Updated = _random.Next(3) == 0 ? published.AddHours(_random.Next(40)) : published,
            Lists = lists,
        };
        _seed.Document("article", id, story.Slug, $"/x/{story.Slug}", $$"""{"id":"{{id}}","slug":"{{story.Slug}}"}""", $"[{number.ToString(CultureInfo.InvariantCulture)}]");
        if (target is not null) _seed.Alias("article", target.FormerSlug, id);
        foreach (var list in lists) _seed.Place(list, "article", id, story.Published, story.Updated);
        return story;
    }

    private List<Target> Targets(string kind, string[] slugs)
    {
        List<Target> targets = [.. slugs.Select(slug => new Target(NewId(), slug.Normalize(NormalizationForm.FormC), "old-" + slug))];
        foreach (var target in targets)
        {
            _seed.Document(kind, target.Id, target.Slug, null, "{}").Alias(kind, target.FormerSlug, target.Id);
            // Its own list of names, in which no story stands.
            _seed.Place(kind + "s", kind, target.Id, name: target.Slug);
        }
        return targets;
    }

    private void Some(IReadOnlyList<Target> targets, string prefix, HashSet<string> lists)
    {
        foreach (var target in targets.Where(_ => _random.Next(3) == 0)) lists.Add($"{prefix}:{target.Id}");
    }

    private string Pick(params string[] values) => values[_random.Next(values.Length)];

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
