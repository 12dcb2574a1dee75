using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cms.Api.Shared.Http;

/// <summary>As <see cref="Json.Options"/>, for what clients send: text becomes NFC and loses outer space, blank text becomes null.</summary>
internal static class InputJson
{
    public static readonly JsonSerializerOptions Options = Configure();

    private static JsonSerializerOptions Configure()
    {
        var options = Json.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        options.Converters.Add(new TextConverter());
        return options;
    }

    private sealed class TextConverter : JsonConverter<string?>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("The value must be text.");
            var text = reader.GetString();
            return string.IsNullOrWhiteSpace(text) ? null : text.Normalize(NormalizationForm.FormC).Trim(' ', '\t', '\r', '\n');
        }

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
