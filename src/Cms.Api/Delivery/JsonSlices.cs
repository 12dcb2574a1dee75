using System.Text.Json;

namespace Cms.Api.Delivery;

/// <summary>Parts of stored JSON objects, as the bytes they are: nothing is parsed into objects or written again.</summary>
internal static class JsonSlices
{
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <summary>The value of a member, or <paramref name="absent"/> where there is none.</summary>
    public static ReadOnlyMemory<byte> Member(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> absent)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found) return json[start..(int)reader.BytesConsumed];
        }
        return absent;
    }

    /// <summary>An object of those members of this one that are named, in its order.</summary>
    public static ReadOnlyMemory<byte> Pick(ReadOnlySpan<byte> json, IReadOnlyList<byte[]> names)
    {
        var picked = new byte[json.Length];
        var length = 0;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var wanted = IsNamed(ref reader, names);
            reader.Read();
            reader.Skip();
            if (!wanted) continue;

            picked[length] = length == 0 ? (byte)'{' : (byte)',';
            var member = json[start..(int)reader.BytesConsumed];
            member.CopyTo(picked.AsSpan(length + 1));
            length += 1 + member.Length;
        }
        if (length == 0) return EmptyObject;
        picked[length] = (byte)'}';
        return picked.AsMemory(0, length + 1);
    }

    private static bool IsNamed(ref Utf8JsonReader reader, IReadOnlyList<byte[]> names)
    {
        foreach (var name in names)
        {
            if (reader.ValueTextEquals(name)) return true;
        }
        return false;
    }
}
