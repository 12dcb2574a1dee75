using Npgsql;

namespace Cms.IntegrationTests.Delivery.Cache;

/// <summary>Everything that readers may ask for by its name, now or at any moment before: what goes, and what comes back, stays asked for.</summary>
internal sealed class ReadersAddresses(string connectionString)
{
    private const string Names = """
        select kind, id::text, slug, path from live.document
        union all
        select kind, id::text, slug, null from live.alias
        union all
        select kind, id::text, slug, null from live.gone
        union all
        select 'article', id::text, slug, null from editorial.article
        union all
        select split_part(key, ':', 1) || '-list', split_part(key, ':', 2), null, null from live.list
        """;

    private readonly HashSet<string> _all = ["/v1/articles", "/v1/articles?limit=1", "/v1/articles?count=exact&limit=25", "/v1/articles?sort=-updatedAt&include=body", "/v1/authors", "/v1/tags?limit=1",
        "/v1/tags?q=tag", "/v1/authors?q=au", "/v1/agencies", "/v1/sections", "/v1/site", "/v1/corrections", "/v1/related-links?limit=100", "/v1/page?path=%2F", "/v1/articles?language=en&genre=news&limit=3"];

    public IReadOnlyCollection<string> All => _all;

    public async Task LookAsync()
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(Names);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : Uri.EscapeDataString(reader.GetString(column));
            Add(reader.GetString(0), Text(1)!, Text(2));
            if (Text(3) is { } path) _all.Add($"/v1/page?path={path}");
        }
    }

    private void Add(string kind, string id, string? slug)
    {
        switch (kind)
        {
            case "article":
                _all.UnionWith([$"/v1/articles/{id}", $"/v1/articles/{id}/related-links", $"/v1/articles?linksTo={id}", $"/v1/corrections?article={id}", $"/v1/related-links?target={id}"]);
                if (slug is not null) _all.UnionWith([$"/v1/articles/{slug}?fields=path,headline", $"/v1/page?path=%2Fnews%2F{slug}", $"/v1/related-links?article={slug}"]);
                break;
            case "author" or "tag":
                _all.UnionWith([$"/v1/{kind}s/{id}", $"/v1/articles?{kind}={id}&limit=2"]);
                if (slug is not null) _all.UnionWith([$"/v1/{kind}s/{slug}", $"/v1/articles?{kind}={slug}", $"/v1/page?path=%2F{kind}s%2F{slug}"]);
                break;
            case "section":
                if (slug is not null) _all.UnionWith([$"/v1/sections/{slug}", $"/v1/articles?section={slug}&fields=path", $"/v1/page?path=%2F{slug}"]);
                break;
            case "agency":
                if (slug is not null) _all.UnionWith([$"/v1/agencies/{slug}", $"/v1/articles?agency={slug}"]);
                break;
            case "image":
                _all.Add($"/v1/images/{id}");
                break;
        }
    }
}
