using System.Text.Json;
using Cms.Api.Delivery;
using Cms.Api.PortableText;
using Cms.Api.PortableText.Markdown;
using Cms.Api.PortableText.Output;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles.Public;

/// <summary>What the body of a story can be read as besides its blocks: a string in its place.</summary>
internal static class StoryForms
{
    public static readonly IReadOnlyList<BodyForm> All =
    [
        new BodyForm("html", (story, body) => Make(story, body, HtmlWriter.Write)),
        new BodyForm("markdown", (story, body) => Make(story, body, MarkdownWriter.Write)),
        new BodyForm("text", (story, body) => Make(story, body, PlainBody.Write)),
    ];

    private static byte[] Make(byte[] story, byte[] body, Func<Body, BodyContext, string> write)
    {
        var delivered = DeliveredBody.Read(story, body);
        return JsonSerializer.SerializeToUtf8Bytes(write(delivered.Body, delivered.Context), Json.Options);
    }
}
