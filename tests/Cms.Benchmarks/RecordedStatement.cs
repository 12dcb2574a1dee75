using System.Buffers.Binary;
using System.Text;
using NpgsqlTypes;

namespace Cms.Benchmarks;

/// <summary>A statement as a client sent it: parameters are <c>$1</c> and so on, their types Postgres's numbers, their values its binary format.</summary>
internal sealed record RecordedStatement(string Sql, uint[] Types, byte[]?[] Values)
{
    public static NpgsqlDbType TypeOf(uint type) => Elements.TryGetValue(type, out var element) ? element.Type : NpgsqlDbType.Array | Elements[Arrays[type]].Type;

    /// <summary>The value, for a driver to write it again; null where there is none.</summary>
    public object? Decode(int index) => Values[index] is not { } bytes ? null
        : Elements.TryGetValue(Types[index], out var element) ? element.Read(bytes)
        : ReadArray(bytes, Elements[Arrays[Types[index]]]);

    private sealed record Element(NpgsqlDbType Type, Type Clr, Func<byte[], object> Read);

    private static readonly Dictionary<uint, Element> Elements = new()
    {
        [16] = new(NpgsqlDbType.Boolean, typeof(bool?), bytes => bytes[0] != 0),
        [17] = new(NpgsqlDbType.Bytea, typeof(byte[]), bytes => bytes),
        [20] = new(NpgsqlDbType.Bigint, typeof(long?), bytes => BinaryPrimitives.ReadInt64BigEndian(bytes)),
        [23] = new(NpgsqlDbType.Integer, typeof(int?), bytes => BinaryPrimitives.ReadInt32BigEndian(bytes)),
        [25] = new(NpgsqlDbType.Text, typeof(string), Encoding.UTF8.GetString),
        [1184] = new(NpgsqlDbType.TimestampTz, typeof(DateTimeOffset?), bytes => Epoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(bytes) * TimeSpan.TicksPerMicrosecond)),
        [2950] = new(NpgsqlDbType.Uuid, typeof(Guid?), bytes => new Guid(bytes, bigEndian: true)),
    };

    /// <summary>Of arrays, those of their elements.</summary>
    private static readonly Dictionary<uint, uint> Arrays = new() { [1000] = 16, [1001] = 17, [1007] = 23, [1009] = 25, [1016] = 20, [1185] = 1184, [2951] = 2950 };

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Dimensions, whether there are nulls, the type, then length and first index of the one dimension, then lengths and values.</summary>
    private static Array ReadArray(byte[] bytes, Element element)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(bytes) == 0 ? 0 : BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(12));
        var values = Array.CreateInstance(element.Clr, count);
        for (var (index, at) = (0, 20); index < count; index++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            at += 4;
            if (length < 0) continue;
            values.SetValue(element.Read(bytes[at..(at + length)]), index);
            at += length;
        }
        return values;
    }
}
