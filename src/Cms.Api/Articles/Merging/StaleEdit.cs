using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.PortableText;
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
    public const string Merge = "merge";
    public const string Disjoint = "disjoint";
    public const string Preference = Merge + "=" + Disjoint;

    private const string FirstPublishedAt = "firstPublishedAt";

    /// <param name="now">The locked row.</param>
    /// <exception cref="RefusedException">412 with what both have changed; 422 where what would be merged breaks rules.</exception>
    public static async Task<StaleEdit> MergeAsync(
        NpgsqlConnection connection, ArticleRow now, JsonObject sent, ReadArticle read, HttpRequest request, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var before = await FormerCopy.FindAsync(connection, now, request, cancellationToken);
        var wantsMerge = before is not null && Preferences.Has(request, Merge, Disjoint);
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

        var comparison = new Comparison(Members(theirs), Known(before is null ? [] : start), theirs, yours);
        if (!wantsMerge || comparison.HasConflict) throw Refusal(now, before is not null, comparison);
        return new StaleEdit(ArticleDetail.Edit.Replace<ArticleRequest>(comparison.Merged, theirs), warnings!);
    }

    private static async Task<(JsonObject Yours, IReadOnlyList<BodyWarning> Warnings)> ApplyAsync(
        NpgsqlConnection connection, ArticleRow before, JsonObject start, ReadArticle read, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var edited = read(start);
        var input = await ArticleInput.ReadAsync(connection, edited, before.Id, before, moment, cancellationToken);
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

    private static IEnumerable<string> Members(JsonObject story) => story.Select(member => member.Key).Except(ArticleDetail.Edit.ReadOnly).Except(ArticleDetail.Edit.Computed);

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

    private static RefusedException Refusal(ArticleRow now, bool isBaseKept, Comparison comparison)
    {
        var refusal = Preconditions.Stale(
            now.Version, isBaseKept ? "" : " What it was at the version you name is not known any more, so that changes lists only what you would change.");
        refusal.Extensions["baseKept"] = isBaseKept;
        refusal.Extensions["changes"] = comparison.Changes;
        return refusal;
    }
}
