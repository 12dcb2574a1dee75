using System.Text;
using Cms.Api.Delivery;

namespace Cms.UnitTests.Delivery;

public sealed class JsonSlicesTests
{
    private const string Card = """{"id":"1","name":"पुल \"}","inner":{"id":"2","list":[1,{"id":3}]},"empty":[],"none":null,"last":12.50}""";

    [Theory]
    [InlineData("id", "\"1\"")]
    [InlineData("name", """
        "पुल \"}"
        """)]
    [InlineData("inner", """{"id":"2","list":[1,{"id":3}]}""")]
    [InlineData("empty", "[]")]
    [InlineData("none", "null")]
    [InlineData("last", "12.50")]
    [InlineData("list", "absent")]
    [InlineData("", "absent")]
    public void Member_is_its_bytes(string name, string expected) =>
        Assert.Equal(expected, Text(JsonSlices.Member(Bytes(Card), Bytes(name), Bytes("absent"))));

    [Fact]
    public void Member_of_an_empty_object_is_absent() =>
        Assert.Equal("[]", Text(JsonSlices.Member(Bytes("{}"), "items"u8, Bytes("[]"))));

    [Theory]
    [InlineData("id", """{"id":"1"}""")]
    [InlineData("last,inner", """{"inner":{"id":"2","list":[1,{"id":3}]},"last":12.50}""")]
    [InlineData("list", "{}")]
    [InlineData("id,name,inner,empty,none,last", Card)]
    public void Pick_keeps_members_in_their_order(string names, string expected) =>
        Assert.Equal(expected, Text(JsonSlices.Pick(Bytes(Card), [.. names.Split(',').Select(Bytes)])));

    [Fact]
    public void Pick_finds_an_escaped_name() =>
        Assert.Equal("""{"\u0069d":1}""", Text(JsonSlices.Pick(Bytes("""{"\u0069d":1,"x":2}"""), [Bytes("id")])));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
