using System.IO.Pipelines;
using System.Text;
using Cms.Api.Delivery;

namespace Cms.UnitTests.Delivery;

public sealed class AnswerBodyTests
{
    [Theory]
    [InlineData("""{"id":1}""", "[2]", """{"id":1,"body":[2]}""")]
    [InlineData("""{"id":1}""", null, """{"id":1}""")]
    [InlineData("{}", "[2]", """{"body":[2]}""")]
    public async Task Body_is_the_last_member(string card, string? body, string expected)
    {
        var answer = new AnswerBody().AddDocument(Bytes(card), body is null ? null : Bytes(body), fields: null);

        Assert.Equal(expected, await TextAsync(answer));
        Assert.Equal(expected.Length, answer.Length);
    }

    [Fact]
    public void Hash_is_of_the_bytes_however_they_were_put_together()
    {
        var whole = new AnswerBody().Add(Bytes("abc")).Hash();

        Assert.Equal(whole, new AnswerBody().Add(Bytes("a")).Add(Bytes("")).Add(Bytes("bc")).Hash());
        Assert.NotEqual(whole, new AnswerBody().Add(Bytes("abd")).Hash());
        Assert.Matches("^[0-9a-f]{32}$", whole);
    }

    [Fact]
    public async Task Joined_it_is_the_same()
    {
        var answer = new AnswerBody().Add(Bytes("a")).Add(Bytes("")).Add(Bytes("bc"));

        Assert.Equal("abc", await TextAsync(answer.Join()));
        Assert.Equal(answer.Hash(), answer.Join().Hash());
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<string> TextAsync(AnswerBody answer)
    {
        using var stream = new MemoryStream();
        var writer = PipeWriter.Create(stream);
        await answer.WriteAsync(writer, TestContext.Current.CancellationToken);
        await writer.CompleteAsync();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
