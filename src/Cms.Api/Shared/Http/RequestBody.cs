using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Cms.Api.Shared.Http.Limits;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Shared.Http;

/// <summary>Reads the JSON object or the text of a request, whole and strictly, before any transaction begins.</summary>
internal static class RequestBody
{
    public const int MaxBytes = 2 * 1024 * 1024;
    private static readonly string[] OnlyJson = ["application/json"];

    /// <exception cref="RefusedException">400 what is no JSON object, 413 over 2 MB, 415 another media type.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        RequireJson(request);
        return Parse(await ReadBytesAsync(request, cancellationToken));
    }

    /// <summary>As <see cref="ReadAsync"/>, where an absent or empty body stands for an empty object.</summary>
    public static async Task<JsonObject> ReadOptionalAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(request, cancellationToken);
        if (bytes.Length == 0) return [];
        RequireJson(request);
        return Parse(bytes);
    }

    /// <summary>A text in UTF-8.</summary>
    /// <exception cref="RefusedException">400 what is not UTF-8, 413 over 2 MB.</exception>
    public static async Task<string> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(request, cancellationToken);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new RefusedException(Problems.Malformed, "The body is not UTF-8.");
    }

    private static void RequireJson(HttpRequest request)
    {
        var read = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? OnlyJson;
        // Routing takes a merge patch for JSON like any other, and a PUT would drop what it leaves out.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !read.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
            throw new RefusedException(Problems.UnsupportedMediaType, OtherMediaType(request.ContentType, read));
        if (OtherCharset(type) is { } charset) throw new RefusedException(Problems.UnsupportedMediaType, $"The charset {charset} is not read; send the body in UTF-8.");
    }

    /// <summary>The first that is named and is not UTF-8: there may be several.</summary>
    public static string? OtherCharset(MediaTypeHeaderValue type) => type.Parameters
        .Where(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
        .Select(parameter => HeaderUtilities.RemoveQuotes(parameter.Value).ToString())
        .FirstOrDefault(charset => !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>What a route reads, to whoever sent something else.</summary>
    public static string OtherMediaType(string? sent, IReadOnlyList<string> read) =>
        $"{(string.IsNullOrEmpty(sent) ? "There is no Content-Type" : $"{sent} is not read here")}; send {string.Join(" or ", read)}.";

    /// <exception cref="RefusedException">408, 413 over 2 MB, 415 compressed.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var codings = request.Headers.ContentEncoding;
        if (codings.Count > 0 && !codings.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(Problems.UnsupportedMediaType, $"Send the body as it is; {codings} is not read.");
        if (request.ContentLength > MaxBytes) throw TooLarge();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var most = request.HttpContext.RequestServices.GetRequiredService<LimitSettings>().BodyPatience;
        patience.CancelAfter(most);
        if (await ReadToEndAsync(request.BodyReader, patience.Token) is { } bytes) return bytes;
        cancellationToken.ThrowIfCancellationRequested();
        throw new RefusedException(Problems.Timeout, string.Create(CultureInfo.InvariantCulture, $"The body was not here after {most.TotalSeconds:0.#} s."));
    }

    /// <summary>
    /// All of it, or null where it was given up. Then the read is ended with what has come, not broken off: the server reads on by the
    /// same reader, and would log an error of one that still reads.
    /// </summary>
    private static async Task<byte[]?> ReadToEndAsync(PipeReader body, CancellationToken givenUp)
    {
        using var end = givenUp.Register(body.CancelPendingRead);
        using var buffer = new MemoryStream();
        while (true)
        {
            var read = await body.ReadAsync(CancellationToken.None);
            foreach (var part in read.Buffer) buffer.Write(part.Span);
            body.AdvanceTo(read.Buffer.End);
            if (buffer.Length > MaxBytes) throw TooLarge();
            if (read.IsCompleted) return buffer.ToArray();
            if (read.IsCanceled) return null;
        }
    }

    private static JsonObject Parse(byte[] bytes)
    {
        var json = bytes.AsSpan();
        if (json.StartsWith(Encoding.UTF8.Preamble)) json = json[3..];
        if (!Utf8.IsValid(json)) throw new RefusedException(Problems.Malformed, "The body is not UTF-8.");
        if (json.Trim(" \t\r\n"u8).IsEmpty) throw new RefusedException(Problems.Malformed, "The body is empty; send a JSON object.");
        try
        {
            Check(json);
            return JsonNode.Parse(json, documentOptions: Json.DocumentOptions) as JsonObject
                ?? throw new RefusedException(Problems.Malformed, "The body must be a JSON object: { … }.");
        }
        catch (JsonException exception)
        {
            throw new RefusedException(
                Problems.Malformed,
                string.Create(CultureInfo.InvariantCulture, $"The body is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}{Reason(exception)}."));
        }
    }

    /// <summary>What the parser says only in words: that it is too deep, or ends before all that was opened is closed.</summary>
    private static string Reason(JsonException exception) =>
        exception.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? $": it nests more than {Json.MaxDepth} deep"
        : exception.Message.Contains("depth to be zero", StringComparison.Ordinal) ? ": it ends before all is closed"
        : "";

    /// <summary>
    /// Finds what the parser would let pass or tell in words of its own: half a surrogate pair, which is valid JSON and no text, and a
    /// member that is there twice.
    /// </summary>
    private static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
        var members = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject) members.Push([]);
            else if (reader.TokenType is JsonTokenType.EndObject) members.Pop();
            else if (reader.TokenType is JsonTokenType.PropertyName && TextOf(reader) is var name && !members.Peek().Add(name))
                throw new RefusedException(Problems.Malformed, $"The member \"{name}\" is there twice in one object.");
            else if (reader.TokenType is JsonTokenType.String && reader.ValueIsEscaped) _ = TextOf(reader);
        }
    }

    private static string TextOf(Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(Problems.Malformed, "The body has half of a surrogate pair (\\ud800 to \\udfff), which is no character.");
        }
    }

    private static RefusedException TooLarge() => new(Problems.TooLarge, "A request body may have 2 MB.");
}
