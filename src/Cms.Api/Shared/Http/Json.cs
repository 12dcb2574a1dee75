using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Cms.Api.Shared.Http;

/// <summary>How this service reads and writes JSON: strictly, and readable in any script.</summary>
internal static class Json
{
    public const int MaxDepth = 64;

    /// <summary>Of what is stored: keeps every script readable and still escapes what could end a script element.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>For problems and for editors, who read them in a terminal: a quote is <c>\"</c>, all else is itself. What front ends put into pages is stored.</summary>
    public static readonly JsonSerializerOptions Answers = new(Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = Encoder };

    public static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = Encoder;
        options.MaxDepth = MaxDepth;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.PropertyNameCaseInsensitive = false;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new InstantConverter());
        return options;
    }

    public static JsonNode ToNode<T>(T value) =>
        JsonSerializer.SerializeToNode(value, Options) ?? throw new InvalidOperationException("Nothing to serialise.");

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
            write(writer);
        return stream.ToArray();
    }
}

/// <summary>RFC 3339: in with an explicit offset, out in UTC. The framework's own reads an offset-less time as the server's.</summary>
internal sealed partial class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";
    private static readonly string[] Readable = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz"];

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture);

    /// <summary>The instant to the microsecond, or false where the text has no offset or is no time.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
    {
        var match = Rfc3339().Match(text ?? "");
        var zone = match.Groups["zone"].Value is "Z" or "z" ? "+00:00" : match.Groups["zone"].Value;
        // Finer than .NET counts is cut, not refused: other platforms write nanoseconds.
        var plain = $"{match.Groups["date"].Value}T{match.Groups["time"].Value}{match.Groups["fraction"].Value}{zone}";
        var ok = DateTimeOffset.TryParseExact(plain, Readable, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant);
        instant = new DateTimeOffset(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return ok;
    }

    /// <summary>Whether it is written as a time with an offset, but no calendar or clock has it, such as 30 February.</summary>
    public static bool IsNowhere(string? text) => Rfc3339().IsMatch(text ?? "") && !TryParse(text, out _);

    /// <summary>A sentence for such a time.</summary>
    public static string Nowhere(string text) => $"{text} does not exist: no calendar has this day, or no clock this time of day or offset.";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var instant)
            ? instant
            : throw new JsonException("A time must be written as RFC 3339 with an offset, such as 2024-11-12T18:33:00+05:30.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d)[Tt](?<time>\d\d:\d\d(:\d\d)?)(?<fraction>\.\d{1,7})?\d*(?<zone>[Zz]|[+-]\d\d:\d\d)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
