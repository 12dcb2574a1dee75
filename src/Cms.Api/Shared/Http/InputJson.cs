using System.Text.Json;
using System.Text.Json.Serialization;
using Cms.Api.Shared.Text;

namespace Cms.Api.Shared.Http;

/// <summary>As <see cref="Json.Options"/>, for what clients send: text becomes NFC with <c>\n</c> line breaks and loses outer space, blank text becomes null. What text may not hold stays, alone too, for whoever judges the member to refuse.</summary>
internal static class InputJson
{
    public static readonly JsonSerializerOptions Options = Configure();

    private static JsonSerializerOptions Configure()
    {
        var options = Json.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new WholeNumber());
        // What was sent has been held to its depth. Here it may stand inside of more: a related link inside its article.
        options.MaxDepth = 2 * Json.MaxDepth;
        return options;
    }

    private sealed class TextConverter : JsonConverter<string?>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("The value must be text.");
            var text = PlainText.Trim(PlainText.UnifyNewlines(reader.GetString()!));
            if (PlainText.IsBlank(text) && PlainText.Flaw(text, multiline: true) is null) return null;
            return PlainText.Compose(text);
        }

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}

/// <summary>For text whose white space means something, such as Markdown: taken as it was sent.</summary>
internal sealed class VerbatimText : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("The value must be text.");

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
