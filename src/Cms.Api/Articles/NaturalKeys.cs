using Cms.Api.Authors;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Tags;
using Npgsql;

namespace Cms.Api.Articles;

/// <summary>The natural keys in a request, looked up together in one statement.</summary>
internal sealed class NaturalKeys
{
    private const int MostHints = 5;

    private readonly Dictionary<(string Kind, string Key), Guid> _ids;
    private readonly List<(string Kind, string Key, Fault Fault)> _missing = [];

    private NaturalKeys(IEnumerable<NaturalKeyRow> rows) =>
        _ids = rows.DistinctBy(row => (row.Kind, row.Key)).ToDictionary(row => (row.Kind, row.Key), row => row.Id);

    /// <param name="former">What may be named besides what is there.</param>
    public static async Task<NaturalKeys> LookUpAsync(
        NpgsqlConnection connection, ArticleRequest request, IEnumerable<string> linkedInText, IReadOnlyList<NaturalKeyRow> former, CancellationToken cancellationToken)
    {
        var sections = Present([request.Section, .. request.OtherSections ?? []]);
        var agencies = Present((request.Sources ?? []).Select(source => source?.Agency));
        var slugs = Wanted(Author.Kind, (request.Bylines ?? []).Select(byline => byline?.Author))
            .Concat(Wanted(Tag.Kind, request.Tags ?? []))
            .Concat(Wanted(Article.Kind, (request.RelatedLinks ?? []).Select(link => link?.Article).Concat(linkedInText)))
            .ToList();
        var everything = sections.Concat(agencies).Concat(slugs.Select(slug => slug.Key)).Concat(Present([request.LeadImage?.Image, request.Social?.Image]));
        var rows = await connection.ListAsync<NaturalKeyRow>(
            NaturalKeySql.Resolve,
            new
            {
                SlugKinds = slugs.Select(slug => slug.Kind).ToArray(),
                Slugs = slugs.Select(slug => slug.Key).ToArray(),
                Paths = sections,
                Codes = agencies,
                Ids = everything.Select(key => Ref.Parse(key).Id).OfType<Guid>().ToArray(),
            },
            cancellationToken);
        return new NaturalKeys(rows.Concat(former));
    }

    public Guid? Section(string? path, string pointer, List<Fault> faults) => Find(Sections.Section.Kind, path?.Trim('/'), pointer, faults);

    public Guid? Find(string kind, string? key, string pointer, List<Fault> faults)
    {
        if (key is null) return null;
        if (Find(kind, key) is { } id) return id;
        Miss(kind, key, new Fault(pointer, FaultCodes.NotFound, $"There is no {kind} \"{key}\"."), faults);
        return null;
    }

    /// <summary>Adds the fault of a key that names nothing.</summary>
    public void Miss(string kind, string key, Fault fault, List<Fault> faults)
    {
        faults.Add(fault);
        _missing.Add((kind, key, fault));
    }

    /// <summary>Adds to the faults of keys that name nothing what may have been meant.</summary>
    public async Task HintAsync(NpgsqlConnection connection, List<Fault> faults, CancellationToken cancellationToken)
    {
        foreach (var (kind, key, fault) in _missing.Take(MostHints))
        {
            faults[faults.IndexOf(fault)] = fault with { Detail = fault.Detail + await Slugs.HintAsync(connection, kind, key, cancellationToken) };
        }
    }

    public Guid? Find(string kind, string key) => _ids.TryGetValue((kind, key), out var id) ? id : null;

    /// <summary>What is no text is not looked up: it names nothing, and the database would not take it.</summary>
    private static string[] Present(IEnumerable<string?> keys) =>
        [.. keys.OfType<string>().Where(key => PlainText.Flaw(key, multiline: false) is null).Select(key => key.Trim('/'))];

    private static IEnumerable<(string Kind, string Key)> Wanted(string kind, IEnumerable<string?> keys) => Present(keys).Select(key => (kind, key));
}
