using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.PortableText;
using Cms.Api.Publishing;
using Cms.Api.Shared.Http;
using Npgsql;

namespace Cms.Api.Articles.Merging;

/// <summary>Reads the request over the working copy that it is given.</summary>
internal delegate Edited<ArticleRequest> ReadArticle(JsonNode current);

/// <summary>
/// An edit of a working copy that has changed since the client read it. It is refused with what both have changed; or, where the
/// client prefers so and no member was changed by both, put onto what is there now.
/// </summary>
/// <param name="Edited">What to write.</param>
/// <param name="Warnings">What the client's body lost.</param>
internal sealed record StaleEdit(Edited<ArticleRequest> Edited, IReadOnlyList<BodyWarning> Warnings)
{
    private const string FirstPublishedAt = "firstPublishedAt";

    private static readonly Dictionary<string, MergeLists> Lists = new()
    {
        ["body"] = (before, theirs, yours) => KeyedMerge.Merge("_key", before, theirs, yours),
        ["relatedLinks"] = (before, theirs, yours) => KeyedMerge.Merge("id", before, theirs, yours, LinkMerge.Merge),
    };

    /// <summary>Their members have nothing to do with each other, as those of a story have not.</summary>
    private static readonly string[] Objects = ["seo", "social"];

    /// <param name="now">The locked row.</param>
    /// <exception cref="RefusedException">412 with what both have changed; 422 where what would be merged breaks rules.</exception>
    public static async Task<StaleEdit> MergeAsync(
        NpgsqlConnection connection, ArticleRow now, JsonObject sent, ReadArticle read, HttpRequest request, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var before = await FormerCopy.FindAsync(connection, now, request, cancellationToken);
        var wantsMerge = before is not null && Stale.IsMergeWanted(request);
        var theirs = await TellAsync(connection, now, cancellationToken);
        var start = await TellAsync(connection, before ?? now, cancellationToken);
        var (yours, warnings) = (default(JsonObject), default(IReadOnlyList<BodyWarning>));
        try
        {
            (yours, warnings) = await ApplyAsync(connection, before ?? now, AsRead(start, sent), read, moment, cancellationToken);
        }
        catch (RefusedException) when (!wantsMerge)
        {
            // That it is stale comes first; what else is wrong with it is told when it is sent anew.
        }

        var comparison = Compare(before, start, theirs, yours);
        if (!wantsMerge || comparison.HasConflict) throw await Stale.RefusalAsync(connection, request, now, before is not null, comparison, cancellationToken);
        return new StaleEdit(ArticleDetail.Edit.Replace<ArticleRequest>(comparison.Merged, theirs), warnings!);
    }

    /// <summary>For what changes no member, such as a publication.</summary>
    /// <exception cref="RefusedException">412 with what has changed since, 428 without If-Match.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, ArticleRow now, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Preconditions.AreStale(request, now.Version)) return;
        var before = await FormerCopy.FindAsync(connection, now, request, cancellationToken);
        var theirs = await TellAsync(connection, now, cancellationToken);
        var comparison = Compare(before, await TellAsync(connection, before ?? now, cancellationToken), theirs, null);
        throw await Stale.RefusalAsync(connection, request, now, before is not null, comparison, cancellationToken);
    }

    private static Comparison Compare(ArticleRow? before, JsonObject start, JsonObject theirs, JsonObject? yours) =>
        new(ArticleDetail.Edit.Changeable(theirs), Known(before is null ? [] : start), theirs, yours, Lists, Objects);

    private static async Task<(JsonObject Yours, IReadOnlyList<BodyWarning> Warnings)> ApplyAsync(
        NpgsqlConnection connection, ArticleRow before, JsonObject start, ReadArticle read, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var edited = read(start);
        var former = await ArticleReader.ListNamedAsync(connection, before, cancellationToken);
        var input = await ArticleInput.ReadAsync(connection, edited, before.Id, before, moment, cancellationToken, former);
        var after = before with
        {
            Slug = edited.Request.Slug ?? before.Slug,
            Content = input.Content.Write(),
            Body = Encoding.UTF8.GetString(BodyWriter.ToBytes(input.Body)),
            OriginSystem = edited.Request.Origin?.System,
            OriginId = edited.Request.Origin?.Id,
        };
        return (await TellAsync(connection, after, cancellationToken), input.Warnings);
    }

    private static async Task<JsonObject> TellAsync(NpgsqlConnection connection, ArticleRow row, CancellationToken cancellationToken) =>
        Json.ToNode(await ArticleReader.ToDetailAsync(connection, row, cancellationToken)).AsObject();

    /// <summary>Without what is not kept of former versions.</summary>
    private static JsonObject Known(JsonObject before)
    {
        var known = before.DeepClone().AsObject();
        known.Remove("origin");
        return known;
    }

    /// <summary>A story that was not published when it was read may be by now, and is sent back as it was read.</summary>
    private static JsonObject AsRead(JsonObject before, JsonObject sent)
    {
        var read = before.DeepClone().AsObject();
        if (sent.ContainsKey(FirstPublishedAt) && sent[FirstPublishedAt] is null) read[FirstPublishedAt] = null;
        return read;
    }
}
