using System.Globalization;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Articles;

/// <summary>One thing that was done to a story.</summary>
internal sealed record AuditDetail
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation of this contract, such as publishArticle, or what the service did by itself.</summary>
    public required string Action { get; init; }

    /// <summary>The name of the key, or cms for the service itself.</summary>
    public required string By { get; init; }
    public required Guid? KeyId { get; init; }

    /// <summary>Null for a creation.</summary>
    public required long? VersionBefore { get; init; }
    public required long? VersionAfter { get; init; }

    /// <summary>The note or reason that was given.</summary>
    public required string? Note { get; init; }

    /// <summary>The X-Request-Id of the request.</summary>
    public required string? RequestId { get; init; }

    public static AuditDetail From(AuditRow row) => new()
    {
        At = row.At,
        Action = row.Action,
        By = row.KeyName,
        KeyId = row.KeyId,
        VersionBefore = row.VersionBefore,
        VersionAfter = row.VersionAfter,
        Note = row.Note,
        RequestId = row.RequestId,
    };
}

internal static class ArticleAudit
{
    public static async Task<Ok<Page<AuditDetail>>> ListArticleAudit(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = KeyPage.Read(http.Request);
        var before = page.After is null ? long.MaxValue
            : long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw KeyPage.Foreign();
        var rows = await source.ReadAsync(
            async (connection, stop) =>
            {
                var article = await ArticleRepository.FindAsync(connection, Ref.Parse(@ref), stop) ?? throw RefusedException.NotFound(Article.Kind);
                return await Audit.ListAsync(connection, Article.Kind, article.Id, before, page.Limit + 1, stop);
            },
            cancellationToken);
        var items = rows.Take(page.Limit).ToList();
        return page.Answer(
            http, [.. items.Select(AuditDetail.From)], rows.Count > page.Limit ? items[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }
}
