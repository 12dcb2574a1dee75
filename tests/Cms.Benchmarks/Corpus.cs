using System.Globalization;
using System.Text;
using Cms.Api.Articles;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;
using Npgsql;
using static Cms.Benchmarks.Copy;

namespace Cms.Benchmarks;

/// <summary>
/// An archive of published stories, copied into the tables that editors write, beside the sample newsroom, whose sections and images it
/// uses. One author, the desk, has the first <see cref="OfDesk"/> of them.
/// </summary>
internal sealed class Corpus
{
    public const int OfDesk = 10_000;
    public const string Desk = "archive-desk";
    public const string Tag = "archive-tag-3";

    private const int Authors = 300;
    private const int Tags = 600;
    private const int Chunk = 5_000;
    private const string By = "archive";
    private static readonly TimeSpan Span = TimeSpan.FromDays(10 * 365);

    private readonly Random _random = new(1);
    private readonly CorpusText _invented;
    private readonly NpgsqlConnection _connection;
    private readonly DateTimeOffset _begin = TimeProvider.System.GetUtcNow() - Span;
    private readonly List<Guid> _recent = [];
    private Guid[] _sections = [];
    private Guid[] _images = [];
    private Guid[] _authors = [];
    private Guid[] _tags = [];

    private Corpus(NpgsqlConnection connection) => (_connection, _invented) = (connection, new CorpusText(_random));

    /// <summary>Readers see nothing of it before <c>live rebuild</c>.</summary>
    /// <param name="section">That all stories stand in; null for all there are.</param>
    public static async Task CopyAsync(BenchmarkDatabase database, int stories, string? section)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        var corpus = new Corpus(connection);
        corpus._sections = await corpus.ListAsync(section is null
            ? "select id from editorial.section s where not exists (select from editorial.section c where c.parent_id = s.id) order by path"
            : $"select id from editorial.section where path = '{section}'");
        corpus._images = await corpus.ListAsync("select id from editorial.image order by id");
        corpus._authors = await corpus.CopyAuthorsAsync();
        corpus._tags = await corpus.CopyTagsAsync();
        for (var number = 0; number < stories; number += Chunk)
        {
            await corpus.CopyStoriesAsync([.. Enumerable.Range(number, Math.Min(Chunk, stories - number)).Select(one => corpus.Invent(one, stories))]);
        }
        await using var analyze = new NpgsqlCommand("analyze", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    private Story Invent(int number, int of)
    {
        var published = _begin + TimeSpan.FromSeconds(Math.Floor(Span.TotalSeconds * ((number + _random.NextDouble()) / of)));
        var id = Ids.New(published);
        var content = new ArticleContent
        {
            Type = "article",
            Genre = _random.Next(10) == 0 ? "analysis" : "news",
            Language = "en-IN",
            Headline = _invented.Headline(),
            Kicker = _random.Next(3) == 0 ? _invented.Place() : null,
            Standfirst = _invented.Sentence(),
            Summary = null,
            Slugline = null,
            Ednote = null,
            Section = Often(_sections),
            OtherSections = [],
            TimeZone = "Asia/Kolkata",
            PublishedAt = published,
            Bylines = [.. Bylines(number)],
            Dateline = new Dateline { Place = _invented.Place() },
            Sources = [],
            AttributionOverride = null,
            Tags = [.. Enumerable.Range(0, _random.Next(2, 6)).Select(_ => Often(_tags)).Distinct()],
            LeadImage = new LeadImage { Image = _images[_random.Next(_images.Length)], Caption = null, Alt = null },
            RelatedLinks = [.. Related(published)],
            Seo = new Seo(),
            Social = new Social(),
            Access = "free",
            Sensitivity = [],
            Ads = new AdPolicy(),
        };
        _recent.Add(id);
        return new Story(id, Slug.WithSuffix(Slug.From(content.Headline), number), content, Encoding.UTF8.GetString(BodyWriter.ToBytes(_invented.Body())), published);
    }

    private IEnumerable<Byline> Bylines(int number)
    {
        yield return Credit("writer", _authors[1 + _random.Next(Authors - 1)]);
        if (number < OfDesk) yield return Credit("editor", _authors[0]);
    }

    private static Byline Credit(string role, Guid author) => new() { Role = role, Author = author, Label = null, CreditedAs = null, Location = null };

    /// <summary>To two of the stories before it.</summary>
    private IEnumerable<RelatedLink> Related(DateTimeOffset moment) => Enumerable.Range(0, Math.Min(2, _recent.Count)).Select(_ => new RelatedLink
    {
        Id = Ids.New(moment),
        Kind = "alsoRead",
        Position = RelatedLink.End,
        Article = _recent[_random.Next(Math.Max(0, _recent.Count - 1_000), _recent.Count)],
        Url = null,
        Title = null,
        Label = null,
    });

    /// <summary>The first are the most frequent, as it is with tags and sections.</summary>
    private Guid Often(Guid[] of) => of[(int)(of.Length * Math.Pow(_random.NextDouble(), 2))];

    private async Task<Guid[]> CopyAuthorsAsync()
    {
        var ids = Enumerable.Range(0, Authors).Select(_ => Ids.New(_begin)).ToArray();
        await _connection.CopyAsync("copy editorial.slug (kind, slug, owner, was_public) from stdin (format binary)", ids.Index(), author =>
            [Text("author"), Text(AuthorSlug(author.Index)), Id(author.Item), Flag(true)]);
        await _connection.CopyAsync("copy editorial.author (id, slug, kind, name, profiles, created_at, created_by, modified_at, modified_by) from stdin (format binary)", ids.Index(), author =>
        [
            Id(author.Item), Text(AuthorSlug(author.Index)), Text(author.Index == 0 ? "desk" : "person"), Text(author.Index == 0 ? "The Archive Desk" : CorpusText.Person(author.Index)), Json("[]"),
            Moment(_begin), Text(By), Moment(_begin), Text(By),
        ]);
        return ids;
    }

    private async Task<Guid[]> CopyTagsAsync()
    {
        var ids = Enumerable.Range(0, Tags).Select(_ => Ids.New(_begin)).ToArray();
        await _connection.CopyAsync("copy editorial.slug (kind, slug, owner, was_public) from stdin (format binary)", ids.Index(), tag =>
            [Text("tag"), Text(TagSlug(tag.Index)), Id(tag.Item), Flag(true)]);
        await _connection.CopyAsync("copy editorial.tag (id, slug, type, name, synonyms, created_at, created_by, modified_at, modified_by) from stdin (format binary)", ids.Index(), tag =>
            [Id(tag.Item), Text(TagSlug(tag.Index)), Text("topic"), Text(CorpusText.Subject(tag.Index)), Texts([]), Moment(_begin), Text(By), Moment(_begin), Text(By)]);
        return ids;
    }

    private async Task CopyStoriesAsync(IReadOnlyList<Story> stories)
    {
        await _connection.CopyAsync("copy editorial.slug (kind, slug, owner) from stdin (format binary)", stories, story => [Text("article"), Text(story.Slug), Id(story.Id)]);
        await _connection.CopyAsync(
            "copy editorial.article (id, slug, content, body, headline_words, publication, published_revision, first_published_at, published_at, created_at, created_by, modified_at, modified_by) from stdin (format binary)",
            stories,
            story =>
            [
                Id(story.Id), Text(story.Slug), Json(story.Content.Write()), Json(story.Body), Words(SearchWords.Of(story.Content.Headline)), Text("published"), Number(1),
                Moment(story.Published), Moment(story.Published), Moment(story.Published), Text(By), Moment(story.Published), Text(By),
            ]);
        await _connection.CopyAsync("copy editorial.revision (article_id, number, slug, content, body, significant, created_at, created_by) from stdin (format binary)", stories, story =>
            [Id(story.Id), Number(1), Text(story.Slug), Json(story.Content.Write()), Json(story.Body), Flag(false), Moment(story.Published), Text(By)]);
        await _connection.CopyAsync("copy editorial.related_link_id (id, article_id) from stdin (format binary)", stories.SelectMany(story => story.Content.RelatedLinks, (story, link) => (story, link)), pair =>
            [Id(pair.link.Id), Id(pair.story.Id)]);
        await _connection.CopyAsync(
            "copy editorial.reference (article_id, revision, section_id, author_id, tag_id, image_id, target_id) from stdin (format binary)",
            stories.SelectMany(story => Enumerable.Range(0, 2).SelectMany(revision => References(story.Content), (revision, reference) => (story, revision, reference))),
            item => [Id(item.story.Id), Number(item.revision), .. OneOf(item.reference.Column, 5, item.reference.Id)]);
    }

    private static IEnumerable<(int Column, Guid Id)> References(ArticleContent content) =>
    [
        (0, content.Section!.Value),
        .. content.Bylines.Select(byline => (1, byline.Author)),
        .. content.Tags.Select(tag => (2, tag)),
        (3, content.LeadImage!.Image),
        .. content.RelatedLinks.Select(link => (4, link.Article!.Value)).Distinct(),
    ];

    private async Task<Guid[]> ListAsync(string query)
    {
        await using var command = new NpgsqlCommand(query, _connection);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync()) ids.Add(reader.GetGuid(0));
        return [.. ids];
    }

    private static string AuthorSlug(int number) => number == 0 ? Desk : string.Create(CultureInfo.InvariantCulture, $"archive-author-{number}");

    private static string TagSlug(int number) => string.Create(CultureInfo.InvariantCulture, $"archive-tag-{number}");

    private sealed record Story(Guid Id, string Slug, ArticleContent Content, string Body, DateTimeOffset Published);
}
