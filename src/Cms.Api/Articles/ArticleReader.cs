using System.Text.Json;
using Cms.Api.Articles.Lifecycle;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles;

/// <summary>Tells stories in natural keys, as editors read them.</summary>
internal static class ArticleReader
{
    public static Task<ArticleDetail> ToDetailAsync(NpgsqlConnection connection, ArticleRow row, CancellationToken cancellationToken) =>
        ToDetailAsync(connection, row, row, StoryReferences.WorkingCopy, cancellationToken);

    /// <param name="today">The working copy that there is.</param>
    /// <param name="row">The version to tell of it.</param>
    /// <param name="revision">Its number where it was published.</param>
    public static async Task<ArticleDetail> ToDetailAsync(
        NpgsqlConnection connection, ArticleRow today, ArticleRow row, int revision, CancellationToken cancellationToken)
    {
        var references = await StoryReferences.ReadAsync(connection, [.. StoryReferences.Compared(today).Append((row.Id, revision)).Distinct()], cancellationToken);
        var content = references.Follow(row.Id, revision, ArticleContent.Parse(row.Content));
        var keys = await ListKeysAsync(connection, IdsOf(content), cancellationToken);
        return new ArticleDetail
        {
            Id = row.Id,
            Etag = Preconditions.ETag(row.Version),
            Slug = row.Slug,
            Type = content.Type,
            Genre = content.Genre,
            Language = content.Language,
            Headline = content.Headline,
            Kicker = content.Kicker,
            Standfirst = content.Standfirst,
            Summary = content.Summary,
            Slugline = content.Slugline,
            Ednote = content.Ednote,
            Section = content.Section is { } section ? keys[section].Key : null,
            OtherSections = [.. content.OtherSections.Select(id => keys[id].Key)],
            TimeZone = content.TimeZone,
            PublishedAt = content.PublishedAt,
            Bylines = [.. content.Bylines.Select(byline => new BylineRequest
            {
                Role = byline.Role,
                Author = keys[byline.Author].Key,
                Label = byline.Label,
                CreditedAs = byline.CreditedAs,
                Location = byline.Location,
            })],
            Dateline = content.Dateline,
            Sources = [.. content.Sources.Select(source => new SourceRequest { Agency = keys[source.Agency].Key, Role = source.Role, Display = source.Display })],
            AttributionOverride = content.AttributionOverride,
            Tags = [.. content.Tags.Select(id => keys[id].Key)],
            LeadImage = content.LeadImage is { } lead ? new LeadImageRequest { Image = lead.Image.ToString(), Caption = lead.Caption, Alt = lead.Alt } : null,
            Body = JsonSerializer.Deserialize<JsonElement>(PortableText.BodyWriter.ToBytes(StoredBody.Parse(row.Body))),
            RelatedLinks = [.. content.RelatedLinks.Select(link => ToDetail(link, keys))],
            Seo = content.Seo,
            Social = new SocialRequest { Title = content.Social.Title, Description = content.Social.Description, Image = content.Social.Image?.ToString() },
            Access = content.Access,
            Sensitivity = content.Sensitivity,
            Ads = content.Ads,
            Origin = new Origin { System = row.OriginSystem, Id = row.OriginId },
            Workflow = row.Workflow,
            Publication = row.Publication,
            PublicationReason = row.PublicationReason,
            PublishedRevision = row.Publication == Publication.Published ? row.PublishedRevision : null,
            HasUnpublishedChanges = references.HasUnpublishedChanges(today),
            FirstPublishedAt = row.FirstPublishedAt,
            UpdatedAt = row.UpdatedAt,
            TrashedAt = row.TrashedAt,
            Schedule = ScheduleDetail.From(row),
            ScheduleFailure = ScheduleFailure.From(row),
            Embargo = EmbargoDetail.From(row),
            Holds = OpenHold.From(row),
            CreatedAt = row.CreatedAt,
            CreatedBy = row.CreatedBy,
            ModifiedAt = row.ModifiedAt,
            ModifiedBy = row.ModifiedBy,
        };
    }

    public static async Task<IReadOnlyList<ArticleSummary>> ToSummariesAsync(
        NpgsqlConnection connection, IReadOnlyList<ArticleRow> rows, CancellationToken cancellationToken)
    {
        var stories = rows.Select(row => (Row: row, Content: ArticleContent.Parse(row.Content))).ToList();
        var keys = await ListKeysAsync(connection, stories.Select(story => story.Content.Section).OfType<Guid>(), cancellationToken);
        var references = await StoryReferences.ReadAsync(connection, [.. rows.SelectMany(StoryReferences.Compared)], cancellationToken);
        return [.. stories.Select(story => new ArticleSummary
        {
            Id = story.Row.Id,
            Etag = Preconditions.ETag(story.Row.Version),
            Slug = story.Row.Slug,
            Type = story.Content.Type,
            Genre = story.Content.Genre,
            Language = story.Content.Language,
            Headline = story.Content.Headline,
            Section = story.Content.Section is { } section ? keys[section].Key : null,
            Workflow = story.Row.Workflow,
            Publication = story.Row.Publication,
            PublishedRevision = story.Row.Publication == Publication.Published ? story.Row.PublishedRevision : null,
            HasUnpublishedChanges = references.HasUnpublishedChanges(story.Row),
            FirstPublishedAt = story.Row.FirstPublishedAt,
            TrashedAt = story.Row.TrashedAt,
            Schedule = ScheduleDetail.From(story.Row),
            ScheduleFailure = ScheduleFailure.From(story.Row),
            Embargo = EmbargoDetail.From(story.Row),
            Holds = OpenHold.From(story.Row),
            CreatedAt = story.Row.CreatedAt,
            CreatedBy = story.Row.CreatedBy,
            ModifiedAt = story.Row.ModifiedAt,
            ModifiedBy = story.Row.ModifiedBy,
        })];
    }

    /// <summary>The slugs of the stories that related links lead to.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> ListSlugsAsync(
        NpgsqlConnection connection, IReadOnlyList<RelatedLinkDetail> links, CancellationToken cancellationToken) =>
        (await ListKeysAsync(connection, links.Select(link => link.Article).OfType<Guid>(), cancellationToken)).ToDictionary(row => row.Key, row => row.Value.Key);

    /// <summary>What a former working copy names, each by its natural key and by its id, though it may be gone.</summary>
    public static async Task<IReadOnlyList<NaturalKeyRow>> ListNamedAsync(NpgsqlConnection connection, ArticleRow row, CancellationToken cancellationToken)
    {
        var named = ArticleRepository.ReferencesOf(ArticleContent.Parse(row.Content), StoredBody.Parse(row.Body));
        var keys = await ListKeysAsync(connection, named.Select(reference => reference.Id), cancellationToken);
        return [.. named.SelectMany(reference => new[] { keys[reference.Id].Key, reference.Id.ToString() }.Select(key => new NaturalKeyRow { Kind = reference.Kind, Key = key, Id = reference.Id }))];
    }

    private static RelatedLinkDetail ToDetail(RelatedLink link, Dictionary<Guid, NaturalKeyRow> keys) => new()
    {
        Id = link.Id,
        Kind = link.Kind,
        Position = link.Position,
        Article = link.Article,
        Url = link.Url,
        Title = link.Title,
        Label = link.Label,
        State = StateOf(link, keys),
    };

    private static string StateOf(RelatedLink link, Dictionary<Guid, NaturalKeyRow> keys) => link switch
    {
        { Url: not null } => RelatedLink.External,
        { Article: null } => RelatedLink.Unresolved,
        { Article: { } target } => keys[target].Kind.Split(':')[1] switch
        {
            Publication.Published => RelatedLink.Ok,
            Publication.TakenDown or Publication.Killed => RelatedLink.Gone,
            _ => RelatedLink.Pending,
        },
    };

    private static IEnumerable<Guid> IdsOf(ArticleContent content)
    {
        IEnumerable<Guid?> optional = [content.Section, .. content.RelatedLinks.Select(link => link.Article)];
        return
        [
            .. optional.OfType<Guid>(),
            .. content.OtherSections,
            .. content.Bylines.Select(byline => byline.Author),
            .. content.Sources.Select(source => source.Agency),
            .. content.Tags,
        ];
    }

    private static async Task<Dictionary<Guid, NaturalKeyRow>> ListKeysAsync(NpgsqlConnection connection, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToArray();
        if (wanted.Length == 0) return [];
        var keys = (await connection.ListAsync<NaturalKeyRow>(NaturalKeySql.ListKeys, new { Ids = wanted }, cancellationToken)).ToDictionary(row => row.Id);
        // An old working copy may name what has been deleted since: that has the name it had, or its id where that is not known.
        var gone = wanted.Where(id => !keys.ContainsKey(id)).ToArray();
        if (gone.Length == 0) return keys;
        foreach (var row in await connection.ListAsync<NaturalKeyRow>(NaturalKeySql.ListFormerKeys, new { Ids = gone }, cancellationToken)) keys.Add(row.Id, row);
        foreach (var id in gone) keys.TryAdd(id, new NaturalKeyRow { Kind = "", Key = id.ToString(), Id = id });
        return keys;
    }
}
