using System.Buffers.Binary;

namespace Cms.Api.Shared.Data;

internal static class Ids
{
    /// <summary>
    /// A new id (UUID version 7) that sorts by its moment to the microsecond, not the millisecond only: the twelve bits below the
    /// milliseconds hold the fraction (RFC 9562, 6.2, method 3). So what one client makes one after the other is listed in that order.
    /// </summary>
    public static Guid New(DateTimeOffset moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(moment).TryWriteBytes(bytes, bigEndian: true, out _);
        var fraction = moment.Ticks % TimeSpan.TicksPerMillisecond * 0x1000 / TimeSpan.TicksPerMillisecond;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | fraction));
        return new Guid(bytes, bigEndian: true);
    }
}
