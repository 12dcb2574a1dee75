using System.Globalization;
using Cms.Api.Shared.Following;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Delivery.Cache;

/// <summary>An answer with everything about it computed: to send it takes no work that grows with it but copying its bytes.</summary>
internal sealed class FinishedAnswer
{
    /// <summary>What an entry of the cache takes beside its bytes, roughly.</summary>
    private const int Overhead = 1_200;

    private static readonly StringValues Varies = HeaderNames.AcceptEncoding;
    private static readonly StringValues True = "true";

    /// <summary>What may be over already must not live on in caches: they ask again as soon as the next second.</summary>
    private static readonly StringValues StaleFreshness = "public, max-age=1";

    private readonly StringValues _freshness;
    private readonly StringValues _names;
    private readonly StringValues _surrogates;
    private readonly StringValues _sequence;
    private readonly StringValues _link;
    private readonly string? _location;
    private readonly bool _keepsQuery;
    private readonly Representation _plain;
    private readonly Lazy<Representation> _brotli;
    private readonly Lazy<Representation> _gzip;

    public FinishedAnswer(Answer answer, bool withSurrogateKeys)
    {
        Status = answer.Status;
        Number = answer.Sequence;
        Dependencies = answer.Tags.ToHashes();
        ContentType = answer.ContentType;
        _location = answer.Location;
        _keepsQuery = answer.KeepsQuery;
        _freshness = Status == StatusCodes.Status301MovedPermanently ? "no-cache" : AnswerHeaders.Freshness;
        var names = answer.Tags.ToString();
        _names = names.Length > 0 ? names : StringValues.Empty;
        _surrogates = withSurrogateKeys && names.Length > 0 ? names.Replace(',', ' ') : StringValues.Empty;
        _sequence = Number.ToString(CultureInfo.InvariantCulture);
        _link = answer.Next is null ? StringValues.Empty : $"<{answer.Next}>; rel=\"next\"";

        var hash = answer.Body.Hash();
        _plain = new Representation(ContentCoding.Identity, answer.Body, $"\"{hash}\"");
        _brotli = new Lazy<Representation>(() => Encoded(ContentCoding.Brotli, hash));
        _gzip = new Lazy<Representation>(() => Encoded(ContentCoding.Gzip, hash));
    }

    public int Status { get; }

    /// <summary>Of the log, where it was read.</summary>
    public long Number { get; }

    /// <summary>The tags of all that it was made of.</summary>
    public ulong[] Dependencies { get; }
    public string? ContentType { get; }

    /// <summary>Bytes of memory, codings included that nobody may ask for.</summary>
    public long Size => Overhead + (_plain.Body.Length * 3 / 2) + (8 * Dependencies.Length) + (2 * _names.ToString().Length);

    /// <param name="isKept">Whether others will be sent it: then it is worth the work of another coding.</param>
    /// <param name="number">Of the log, up to which it is known to hold; null for the one it was read at.</param>
    public Task SendAsync(HttpContext http, bool isKept, bool isStale, long? number = null)
    {
        var (request, response) = (http.Request, http.Response);
        var chosen = isKept ? Choose(request) : _plain;
        var headers = response.Headers;
        headers.CacheControl = _freshness;
        headers.ETag = chosen.ETag;
        headers.Vary = Varies;
        headers[ReadersFollow.Sequence] = number is null ? _sequence : number.Value.ToString(CultureInfo.InvariantCulture);
        if (_names.Count > 0) headers[AnswerHeaders.CacheTag] = _names;
        if (_surrogates.Count > 0) headers[AnswerHeaders.SurrogateKey] = _surrogates;
        if (_link.Count > 0) headers.Link = _link;
        if (_location is not null) headers.Location = _keepsQuery ? _location + Locations.Ascii(request.QueryString.Value ?? "") : _location;
        if (isStale) (headers[AnswerHeaders.Stale], headers.CacheControl) = (True, StaleFreshness);
        if (Status == StatusCodes.Status200OK && IsKnown(request, chosen.ETag.ToString()))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = Status;
        if (ContentType is not null) response.ContentType = ContentType;
        response.ContentLength = chosen.Body.Length;
        if (chosen.Coding.Count > 0) headers.ContentEncoding = chosen.Coding;
        return HttpMethods.IsHead(request.Method) || chosen.Body.Length == 0 ? Task.CompletedTask : chosen.Body.WriteAsync(response.BodyWriter, http.RequestAborted);
    }

    private Representation Choose(HttpRequest request) => _plain.Body.Length < ContentCodings.Shortest ? _plain : ContentCodings.Choose(request.Headers.AcceptEncoding) switch
    {
        ContentCoding.Brotli => _brotli.Value,
        ContentCoding.Gzip => _gzip.Value,
        _ => _plain,
    };

    private Representation Encoded(ContentCoding coding, string hash) =>
        new(coding, new AnswerBody().Add(coding.Encode(_plain.Body)), $"\"{hash}-{coding.ToHeader()}\"");

    private static bool IsKnown(HttpRequest request, string etag)
    {
        if (request.Headers.IfNoneMatch is not { Count: > 0 } values) return false;
        // As clients send it who have this very answer.
        if (values.Count == 1 && values[0] == etag) return true;
        if (!EntityTagHeaderValue.TryParseList(values, out var known)) return false;
        var current = new EntityTagHeaderValue(etag);
        return known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }

    private sealed class Representation(ContentCoding coding, AnswerBody body, string etag)
    {
        public AnswerBody Body { get; } = body;
        public StringValues ETag { get; } = etag;
        public StringValues Coding { get; } = coding.ToHeader() is { } name ? new StringValues(name) : StringValues.Empty;
    }
}
