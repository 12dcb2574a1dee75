using Cms.Api.Agencies;
using Cms.Api.Articles.Corrections;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.PortableText;
using Cms.Api.Sections;
using Cms.Api.Shared.Data;
using Cms.Api.Site;
using Cms.Api.Tags;
using Npgsql;

namespace Cms.Api.Articles.Public;

/// <summary>Reads what a batch of stories shows: a fixed number of statements, however many stories there are.</summary>
internal static class StoryLoader
{
    /// <param name="unplaced">Stands for the section of a story that has none, and so cannot have been published.</param>
    public static async Task<IReadOnlyList<PublicStory>> LoadAsync(
        NpgsqlConnection connection, IReadOnlyList<PublicationRow> published, CancellationToken cancellationToken, SectionRow? unplaced = null)
    {
        if (published.Count == 0) return [];
        var references = await StoryReferences.ReadAsync(connection, [.. published.Select(row => (row.Id, row.Revision))], cancellationToken);
        var stories = published.Select(row => (Row: row, Content: references.Follow(row.Id, row.Revision, ArticleContent.Parse(row.Content)), Body: StoredBody.Parse(row.Body))).ToList();
        Guid[] Ids(Func<ArticleContent, IEnumerable<Guid?>> of) => [.. stories.SelectMany(story => of(story.Content)).OfType<Guid>().Distinct()];

        Guid[] images =
        [
            .. Ids(content => [content.LeadImage?.Image, content.Social.Image]),
            .. stories.SelectMany(story => BodyReferences.Of(story.Body).Images).Select(image => image.Id),
        ];
        var authors = await AuthorRepository.ListByIdsAsync(connection, Ids(content => content.Bylines.Select(Guid? (byline) => byline.Author)), cancellationToken);
        var tags = await TagRepository.ListByIdsAsync(connection, Ids(content => content.Tags.Select(Guid? (tag) => tag)), cancellationToken);
        var agencies = await AgencyRepository.ListByIdsAsync(connection, Ids(content => content.Sources.Select(Guid? (source) => source.Agency)), cancellationToken);
        var pictures = await ImageRepository.ListByIdsAsync(connection, [.. images.Distinct()], cancellationToken);
        var targets = await connection.ListAsync<TargetRow>(
            PublicSql.ListTargets, new { Ids = Ids(content => content.RelatedLinks.Select(link => link.Article)) }, cancellationToken);
        var corrections = await CorrectionRepository.ListPublicAsync(connection, [.. stories.Select(story => story.Row.Id)], cancellationToken);
        var sections = new SectionTree(await SectionRepository.ListAllAsync(connection, cancellationToken));
        var site = await SiteRepository.ReadAsync(connection, cancellationToken);

        var (authorsById, tagsById, agenciesById) = (authors.ToDictionary(row => row.Id), tags.ToDictionary(row => row.Id), agencies.ToDictionary(row => row.Id));
        var (imagesById, targetsById) = (pictures.ToDictionary(row => row.Id), targets.ToDictionary(row => row.Id));
        return [.. stories.Select(story => new PublicStory
        {
            Row = story.Row,
            Content = story.Content,
            Body = story.Body,
            Site = site,
            Section = story.Content.Section is { } section ? sections.Find(section)! : unplaced ?? throw new InvalidOperationException("A published story has no section."),
            Sections = sections,
            Authors = authorsById,
            Tags = tagsById,
            Agencies = agenciesById,
            Images = imagesById,
            Targets = targetsById,
            Corrections = [.. corrections[story.Row.Id]],
        })];
    }
}
