using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Text;

namespace Cms.Api.Shared.Paging;

/// <summary>A place between two items of an ordered list: behind the item with this id, whose order is by an instant or by a name.</summary>
internal readonly record struct Position(DateTimeOffset? At, string? Name, Guid Id);

/// <summary>
/// A position as clients carry it: opaque, and bound to the list it was given for. It is not secret and not signed; one that
/// somebody made up can only name another place in the same public list.
/// </summary>
internal static class Cursor
{
    private const byte ByInstant = 1;
    private const byte ByName = 2;
    private const int KeyOffset = 1 + sizeof(ulong) + 16;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Stands for a list: everything that decides which items it holds, and in which order.</summary>
    public static ulong Fingerprint(IEnumerable<string> parts)
    {
        var hash = new XxHash3();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            // The length in front keeps "a", "bc" apart from "ab", "c".
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.Append(length);
            hash.Append(bytes);
        }
        return hash.GetCurrentHashAsUInt64();
    }

    public static string Encode(Position position, ulong fingerprint)
    {
        var name = position.Name is null ? [] : Encoding.UTF8.GetBytes(position.Name);
        var bytes = new byte[KeyOffset + (position.At is null ? name.Length : sizeof(long))];
        bytes[0] = position.At is null ? ByName : ByInstant;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), fingerprint);
        position.Id.TryWriteBytes(bytes.AsSpan(1 + sizeof(ulong)), bigEndian: true, out _);
        if (position.At is { } at) BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(KeyOffset), at.UtcTicks);
        else name.CopyTo(bytes.AsSpan(KeyOffset));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for what no list gave, or a list with another fingerprint.</summary>
    public static bool TryDecode(string text, ulong fingerprint, out Position position)
    {
        position = default;
        if (!TryReadBytes(text, out var bytes)
            || bytes.Length < KeyOffset
            || BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(1)) != fingerprint)
            return false;

        var id = new Guid(bytes.AsSpan(1 + sizeof(ulong), 16), bigEndian: true);
        var key = bytes.AsSpan(KeyOffset);
        if (bytes[0] == ByInstant && TryReadInstant(key, out var at)) position = new Position(at, null, id);
        else if (bytes[0] == ByName && TryReadName(key, out var name)) position = new Position(null, name, id);
        else return false;
        return true;
    }

    private static bool TryReadBytes(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
        // One cursor has one spelling: no padding, no space, no stray bits at the end.
        return bytes is not null && Base64Url.EncodeToString(bytes) == text;
    }

    private static bool TryReadInstant(ReadOnlySpan<byte> key, out DateTimeOffset at)
    {
        at = default;
        if (key.Length != sizeof(long)) return false;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(key);
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks) return false;
        at = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadName(ReadOnlySpan<byte> key, [NotNullWhen(true)] out string? name)
    {
        name = null;
        try
        {
            name = StrictUtf8.GetString(key);
            return !name.Contains('\0');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
