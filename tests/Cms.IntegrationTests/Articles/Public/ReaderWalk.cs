using Cms.Api.Articles.Public;
using Cms.Api.Delivery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.IntegrationTests.Articles.Public;

/// <summary>One request of a reader, and the words and ids in it that nothing public has.</summary>
internal sealed record WalkStep(string Path, IReadOnlyList<string> Secrets)
{
    private const string Absent = "zqabsent";

    /// <summary>As they are asked for, and as a list's name has them.</summary>
    private IEnumerable<string> Spellings => Secrets.Concat(Secrets.Select(secret => secret.ToLowerInvariant())).Distinct();

    /// <summary>What an answer tells beyond what was asked.</summary>
    public string Without(string text) => Spellings.Aggregate(text, (rest, secret) => rest.Replace(secret, "", StringComparison.Ordinal));

    /// <summary>The same text with names of the same form that nothing has at all.</summary>
    public string OfTwins(string text) => Spellings.Aggregate(text, (rest, secret) => rest.Replace(secret, Twin(secret), StringComparison.Ordinal));

    private static string Twin(string secret) => Guid.TryParse(secret, out _)
        ? "ffffffff" + secret[8..]
        : secret
            .Replace(CanaryNewsroom.Marker, Absent, StringComparison.Ordinal)
            .Replace(CanaryNewsroom.Marker.ToUpperInvariant(), Absent.ToUpperInvariant(), StringComparison.Ordinal);
}

/// <summary>
/// Every readers' route of the endpoint table with every parameter it knows. A route or parameter that this class does not know
/// how to ask for fails the walk: whoever adds one says here what to ask.
/// </summary>
internal sealed class ReaderWalk(IServiceProvider services, CanaryNewsroom newsroom)
{
    /// <summary>As many as one filter may have.</summary>
    private const int MostValues = 50;

    private static readonly string Fields = string.Join(',', ArticleDelivery.One.Fields);

    public IEnumerable<WalkStep> Steps => Routes().SelectMany(route => StepsOf(route.Pattern, route.Parameters));

    private IEnumerable<(string Pattern, IReadOnlyList<string> Parameters)> Routes() => services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true)
        .Select(endpoint => (Pattern: endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<DeliveryParameters>()?.Names ?? (IReadOnlyList<string>)[]))
        .Where(route => route.Pattern.StartsWith("/v1/", StringComparison.Ordinal) && !route.Pattern.StartsWith("/v1/editorial", StringComparison.Ordinal));

    private IEnumerable<WalkStep> StepsOf(string pattern, IReadOnlyList<string> parameters)
    {
        var addresses = PublicAddresses(pattern);
        var steps = addresses
            .SelectMany(address => parameters.SelectMany(Questions).Select(question => (address, question)))
            .Select(asked => new WalkStep($"{asked.address}{(asked.address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{asked.question.Path}", asked.question.Secrets));
        return [.. addresses.Select(address => new WalkStep(address, [])), .. steps, .. newsroom.Secrets.SelectMany(secret => HiddenAddresses(pattern, secret))];
    }

    /// <summary>The route with what is public in its place.</summary>
    private string[] PublicAddresses(string pattern)
    {
        var story = newsroom.Public.Words;
        return pattern switch
        {
            "/v1/articles/{ref}" => [$"/v1/articles/{newsroom.Public.Slug}", .. newsroom.PublicIds.Select(id => $"/v1/articles/{id}")],
            "/v1/articles/{ref}/related-links" => [.. newsroom.PublicIds.Append(newsroom.Public.Id).Select(id => $"/v1/articles/{id}/related-links")],
            "/v1/authors/{ref}" => [$"/v1/authors/{story["author slug"]}"],
            "/v1/tags/{ref}" => [$"/v1/tags/{story["tag slug"]}"],
            "/v1/agencies/{code}" => [.. new[] { "source code", "photographer code" }.Select(code => $"/v1/agencies/{story[code].ToUpperInvariant()}")],
            "/v1/images/{id}" => [.. newsroom.Public.Refs.Where(reference => Guid.TryParse(reference, out _)).Select(id => $"/v1/images/{id}")],
            "/v1/sections/{**path}" => [$"/v1/sections/{CanaryNewsroom.Section}"],
            "/v1/page" =>
            [
                .. new[] { "/", $"/{CanaryNewsroom.Section}", CanaryNewsroom.PathOf(newsroom.Public), $"/authors/{story["author slug"]}", $"/tags/{story["tag slug"]}" }
                    .Select(path => $"/v1/page?path={path}"),
            ],
            // Whoever has the address of a preview may see it, so there is nothing public to ask for.
            "/v1/preview/{token}" => [],
            // What was public once is told to be so no more: a test of its own looks that nothing else is.
            "/v1/changes" or "/v1/changes/stream" => [],
            "/v1/articles" or "/v1/related-links" or "/v1/corrections" or "/v1/authors" or "/v1/tags" or "/v1/agencies" or "/v1/sections" or "/v1/site" => [pattern],
            _ => throw new NotSupportedException($"Nobody said how a reader asks for {pattern}."),
        };
    }

    /// <summary>The route with a secret in its place, where it has one.</summary>
    private static IEnumerable<WalkStep> HiddenAddresses(string pattern, string secret)
    {
        if (pattern == "/v1/page") return new[] { CanaryNewsroom.Section, "authors", "tags" }.Select(above => new WalkStep($"{pattern}?path=/{above}/{secret}", [secret]));
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        return open < 0 ? [] : [new WalkStep($"{pattern[..open]}{secret}{pattern[(pattern.IndexOf('}', StringComparison.Ordinal) + 1)..]}", [secret])];
    }

    /// <summary>Names that lack the last letter of a secret one: an answer that suggests the right one, or takes it for meant, tells of it.</summary>
    private IEnumerable<string[]> NearlySecret => newsroom.Secrets.Where(secret => !Guid.TryParse(secret, out _)).Select(secret => secret[..^1]).Distinct().Chunk(MostValues);

    /// <summary>What can be asked by a parameter: by what is public, and by secrets.</summary>
    private IEnumerable<WalkStep> Questions(string parameter)
    {
        var story = newsroom.Public.Words;
        string[] values = parameter switch
        {
            "section" => [CanaryNewsroom.Section],
            "tag" => [story["tag slug"]],
            "author" => [story["author slug"]],
            "agency" => [story["source code"].ToUpperInvariant(), story["photographer code"].ToUpperInvariant()],
            "linksTo" or "article" or "target" => [newsroom.Public.Slug, .. newsroom.PublicIds],
            "genre" => ["news"],
            "type" => ["article"],
            "language" => ["en"],
            "kind" => ["read", "moreOn", "watch", "alsoRead"],
            "publishedFrom" or "from" => ["2000-01-01T00:00:00Z"],
            "publishedTo" or "to" => ["2100-01-01T00:00:00Z"],
            "fields" => ["id,headline,relatedLinks", Fields],
            "include" => ["body"],
            "body" => ["blocks"],
            "sort" => ["-publishedAt", "publishedAt", "-updatedAt", "name", "-name"],
            // A page of one item, so that there are pages to follow.
            "limit" => ["1&count=exact", "1&sort=publishedAt", "1&sort=-updatedAt&include=body", "100"],
            "count" => ["exact", "estimated"],
            "q" => [CanaryNewsroom.PublicMarker],
            "after" => ["0&limit=1000"],
            "types" => ["article,author,tag"],
            "wait" => ["0"],
            "epoch" => [],
            "cursor" or "path" => [],
            _ => throw new NotSupportedException($"Nobody said what a reader asks for by the parameter {parameter}."),
        };
        bool takesNames = parameter is "section" or "tag" or "author" or "agency" or "linksTo" or "article" or "target" or "genre" or "type" or "language" or "kind";
        return
        [
            .. values.Select(value => new WalkStep($"{parameter}={value}", [])),
            .. (takesNames ? newsroom.Secrets.Chunk(MostValues).Concat(NearlySecret) : []).Select(secrets => new WalkStep($"{parameter}={string.Join(',', secrets)}&count=exact", secrets)),
            // Each alone, for a question asks for all of its words.
            .. (parameter == "q" ? [CanaryNewsroom.Marker, .. newsroom.Secrets.Where(secret => !Guid.TryParse(secret, out _))] : takesNames ? [] : newsroom.Secrets.Take(1)).Select(secret => new WalkStep($"{parameter}={secret}", [secret])),
        ];
    }
}
