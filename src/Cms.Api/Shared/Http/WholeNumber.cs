using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cms.Api.Shared.Http;

/// <summary>An integer however it is written: to JSON Schema <c>5.0</c> and <c>1e2</c> are integers, and some platforms write all numbers so.</summary>
internal sealed class WholeNumber : JsonConverter<int>
{
    /// <summary>As many digits as an <see cref="int"/> has at most.</summary>
    private const int MostDigits = 10;

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return Of(value.RootElement) ?? throw new JsonException("The value must be a whole number.");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    /// <summary>Null for what is none or does not fit. Nothing is rounded, so it is told by the digits.</summary>
    public static int? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number) return null;
        if (value.TryGetInt32(out var plain)) return plain;

        var (mantissa, power) = Halves(value.GetRawText(), 'e', 'E');
        var (whole, fraction) = Halves(mantissa, '.');
        var digits = (whole + fraction).TrimEnd('0');
        if (digits is "" or "-") return 0;
        if (!int.TryParse(power.Length == 0 ? "0" : power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)) return null;
        var zeros = (long)exponent + whole.Length - digits.Length;
        return zeros is >= 0 and < MostDigits && int.TryParse(digits + new string('0', (int)zeros), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static (string Before, string After) Halves(string text, params char[] separators) =>
        text.IndexOfAny(separators) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
}
