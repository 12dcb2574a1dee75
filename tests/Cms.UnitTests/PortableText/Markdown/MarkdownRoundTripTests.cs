using Cms.Api.PortableText;
using Cms.Api.PortableText.Markdown;
using Cms.Api.Shared.Http;
using CsCheck;

namespace Cms.UnitTests.PortableText.Markdown;

public sealed class MarkdownRoundTripTests
{
    [Fact]
    public void Body_written_as_markdown_is_read_back_as_it_was() =>
        MarkdownGen.Json.Sample(json =>
        {
            var body = Bodies.Read(json);
            var markdown = MarkdownWriter.Write(body);
            var faults = new List<Fault>();
            var read = BodyMarkdown.Read(markdown, "", faults);
            Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{markdown}");
            Assert.True(Outline.Of(body).SequenceEqual(Outline.Of(read!.Body)), $"{string.Join('\n', Outline.Of(body))}\n-- is --\n{string.Join('\n', Outline.Of(read.Body))}\n-- by --\n{markdown}");
            Assert.Empty(read.Warnings);
        }, iter: 4_000);
}
