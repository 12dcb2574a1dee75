using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Cms.Api.Shared.Http.Limits;
using Microsoft.Net.Http.Headers;

namespace Cms.Api.Shared.Http;

/// <summary>Reads the JSON object or the text of a request, whole and strictly, before any transaction begins.</summary>
internal static class RequestBody
{
    public const int MaxBytes = 2 * 1024 * 1024;
    private static readonly string[] MediaTypes = ["application/json", "application/merge-patch+json"];

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
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !MediaTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
            throw new RefusedException(Problems.UnsupportedMediaType, "Send application/json (or, for PATCH, application/merge-patch+json).");
        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(Problems.UnsupportedMediaType, "Send JSON in UTF-8.");
    }

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes) throw TooLarge();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var most = request.HttpContext.RequestServices.GetRequiredService<LimitSettings>().BodyPatience;
        patience.CancelAfter(most);
        try
        {
            return await ReadToEndAsync(request, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException(Problems.Timeout, string.Create(CultureInfo.InvariantCulture, $"The body was not here after {most.TotalSeconds:0.#} s."));
        }
    }

    private static async Task<byte[]> ReadToEndAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaxBytes) throw TooLarge();
        }
        return buffer.ToArray();
    }

    private static JsonObject Parse(byte[] bytes)
    {
        var json = bytes.AsSpan();
        if (json.StartsWith(Encoding.UTF8.Preamble)) json = json[3..];
        try
        {
            if (!Utf8.IsValid(json)) throw new JsonException("It is not UTF-8.");
            RefuseUnpairedSurrogates(json);
            return JsonNode.Parse(json, documentOptions: Json.DocumentOptions) as JsonObject
                ?? throw new RefusedException(Problems.Malformed, "The body must be a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new RefusedException(Problems.Malformed, $"The body is not valid JSON: {exception.Message}");
        }
    }

    /// <summary>Half a surrogate pair is valid JSON and no text: it would fail much later, in the database.</summary>
    private static void RefuseUnpairedSurrogates(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                _ = reader.GetString();
        }
    }

    private static RefusedException TooLarge() => new(Problems.TooLarge, "A request body may have 2 MB.");
}
