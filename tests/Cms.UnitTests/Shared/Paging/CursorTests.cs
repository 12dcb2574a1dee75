using System.Buffers.Text;
using Cms.Api.Shared.Paging;
using CsCheck;

namespace Cms.UnitTests.Shared.Paging;

public sealed class CursorTests
{
    private static readonly Gen<DateTimeOffset> Instants = Gen.DateTime.Select(time => new DateTimeOffset(time.Ticks, TimeSpan.Zero));

    private static readonly Gen<string> Names = Gen.OneOf(Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 40], Gen.OneOf<string>("", "पुल", "大桥", "a,b\n", "\U0001F309"));

    private static readonly Gen<Position> Positions = Gen.OneOf(
        Gen.Select(Instants, Gen.Guid, (at, id) => new Position(at, null, id)),
        Gen.Select(Names, Gen.Guid, (name, id) => new Position(null, name, id)));

    [Fact]
    public void Position_comes_back_as_it_went() =>
        Gen.Select(Positions, Gen.ULong).Sample((position, fingerprint) =>
            Cursor.TryDecode(Cursor.Encode(position, fingerprint), fingerprint, out var back) && back == position);

    [Fact]
    public void Cursor_stands_in_a_url_as_it_is() =>
        Gen.Select(Positions, Gen.ULong).Sample((position, fingerprint) =>
            Cursor.Encode(position, fingerprint) is var text && Uri.EscapeDataString(text) == text);

    [Fact]
    public void Another_fingerprint_is_refused() =>
        Gen.Select(Positions, Gen.ULong, Gen.ULong)
            .Where((_, given, wanted) => given != wanted)
            .Sample((position, given, wanted) => !Cursor.TryDecode(Cursor.Encode(position, given), wanted, out _));

    [Fact]
    public void Garbage_is_refused_and_does_no_harm() =>
        Gen.OneOf(Gen.String, Gen.Byte.Array[0, 60].Select(bytes => Base64Url.EncodeToString(bytes)))
            .Sample(text => !Cursor.TryDecode(text, 0x1234_5678_9ABC_DEF0, out _));

    [Theory]
    [InlineData(1, new byte[] { 0, 0, 0 })]
    [InlineData(1, new byte[] { 0x7F, 255, 255, 255, 255, 255, 255, 255 })]
    [InlineData(1, new byte[] { 0x80, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(2, new byte[] { 0xC3 })]
    [InlineData(2, new byte[] { 0 })]
    [InlineData(3, new byte[] { })]
    public void Key_that_no_list_orders_by_is_refused(byte form, byte[] key)
    {
        var text = Base64Url.EncodeToString([form, 0, 0, 0, 0, 0, 0, 0, 7, .. new byte[16], .. key]);

        Assert.False(Cursor.TryDecode(text, 7, out _));
    }

    [Fact]
    public void One_cursor_has_one_spelling()
    {
        var text = Cursor.Encode(new Position(null, "", Guid.Empty), 7);

        Assert.True(Cursor.TryDecode(text, 7, out _));
        Assert.False(Cursor.TryDecode(text + "=", 7, out _));
        Assert.False(Cursor.TryDecode(" " + text, 7, out _));
        // 25 bytes leave four bits of the last character unused.
        Assert.EndsWith("A", text, StringComparison.Ordinal);
        Assert.False(Cursor.TryDecode(text[..^1] + "B", 7, out _));
    }

    [Fact]
    public void Fingerprint_keeps_parts_apart() =>
        Gen.Select(Gen.String.Array[0, 4], Gen.String.Array[0, 4])
            .Sample((left, right) => Cursor.Fingerprint(left) == Cursor.Fingerprint(right) == left.SequenceEqual(right));

    [Fact]
    public void Fingerprint_keeps_parts_apart_where_their_letters_are_the_same() =>
        Assert.Equal(4, new[] { Cursor.Fingerprint(["a", "bc"]), Cursor.Fingerprint(["ab", "c"]), Cursor.Fingerprint(["abc"]), Cursor.Fingerprint(["abc", ""]) }.Distinct().Count());

    [Fact]
    public void Fingerprint_is_the_same_in_every_process_and_release() =>
        Assert.Equal(7_130_400_297_296_942_573UL, Cursor.Fingerprint(["article", "-publishedAt", "tag=cpec"]));
}
