using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Cms.Api.PortableText;
using Cms.Api.PortableText.Output;
using Cms.IntegrationTests.Articles.Public;
using Cms.IntegrationTests.Commands;
using Cms.UnitTests.PortableText;
using CsCheck;
using Markdig;
using ServiceJson = Cms.Api.Shared.Http.Json;

namespace Cms.IntegrationTests.PortableText;

/// <summary>
/// Front ends render bodies with libraries of others. Each must know all of a body but what no library can know, which the
/// README gives components for, and with these must lose no word.
/// </summary>
public sealed class RenderersTests(SampleTests.LoadedSample sample) : IClassFixture<SampleTests.LoadedSample>
{
    private const ulong Seed = 20_241_112;
    private const int Generated = 400;

    private static readonly string[] Custom = ["sub", "sup", "lang", .. BodyRules.Types.Where(type => type != "block")];

    [Fact]
    public async Task Sample_stories_are_rendered_whole()
    {
        var stories = (await sample.App.Client().ReadAsync("/v1/articles?include=body&limit=100"))["items"]!.AsArray();
        Assert.True(stories.Count > 10);

        await AssertRenderedAsync([.. stories.Select(story => story!.ToJsonString(ServiceJson.Options))]);
    }

    [Fact]
    public async Task Generated_bodies_are_rendered_whole() => await AssertRenderedAsync(GeneratedStories());

    [Fact]
    public async Task Nothing_but_custom_types_is_unknown()
    {
        var rendered = await NpmRenderers.RenderAsync(GeneratedStories());

        // Both ways: a name that no library fails to know has no place in the README.
        Assert.Equal(Custom.Order(), rendered.SelectMany(story => story.BareHtml.Unknown).Distinct().Order());
        Assert.Subset(Custom.ToHashSet(), rendered.SelectMany(story => story.BareMarkdown.Unknown).ToHashSet());
    }

    private static async Task AssertRenderedAsync(IReadOnlyList<string> stories)
    {
        var rendered = await NpmRenderers.RenderAsync(stories);
        for (var i = 0; i < stories.Count; i++)
        {
            var where = $"Story {i} of seed {Seed}: {stories[i]}";
            Assert.True(rendered[i].Html.Unknown.Count == 0, $"HTML does not know {string.Join(", ", rendered[i].Html.Unknown)}. {where}");
            Assert.True(rendered[i].Markdown.Unknown.Count == 0, $"Markdown does not know {string.Join(", ", rendered[i].Markdown.Unknown)}. {where}");
            var words = Words(TextOf(stories[i]));
            var html = Words(TextOfHtml(rendered[i].Html.Output));
            Assert.True(words == html, $"Rendered as HTML:\n{html}\nnot\n{words}\n{where}");
            // Signs may remain of marks that begin or end inside a word: Markdown has no way to write these.
            var markdown = Words(TextOfHtml(Markdown.ToHtml(rendered[i].Markdown.Output)));
            Assert.True(IsWithin(words, markdown), $"Rendered as Markdown:\n{markdown}\nwithout all of\n{words}\n{where}");
        }
    }

    /// <summary>As readers get them: cards of what a body can show, with the body.</summary>
    private static IReadOnlyList<string> GeneratedStories()
    {
        var random = new PCG(1, Seed);
        return [.. Enumerable.Range(0, Generated).Select(_ => Story(BlockGen.Body.Generate(random, null, out var _)))];
    }

    private static string Story(Body body) => Encoding.UTF8.GetString(ServiceJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("relatedLinks");
        writer.WriteRawValue($$"""[{"id":"{{Bodies.Link}}","kind":"read","label":"READ","title":"A port & its town","url":"https://news.example/a-port"}]""");
        writer.WritePropertyName("corrections");
        writer.WriteRawValue($$"""[{"id":"{{Bodies.Correction}}","kind":"clarification","label":"Clarification","text":"One of <two>.\nNot three."}]""");
        writer.WritePropertyName("body");
        BodyWriter.Write(writer, body, new BodyRendering { ShowsImage = _ => true, ShowsRelatedLink = _ => true, WriteImage = WriteImage });
        writer.WriteEndObject();
    }));

    private static void WriteImage(Utf8JsonWriter writer, Guid image, string? caption, string? alt) => JsonSerializer.Serialize(
        writer, new { id = image, url = "https://images.example/a.jpg?b&c", alt, caption, credit = new { line = "Asha Rao/AP" }, width = 12, height = 9 }, ServiceJson.Options);

    /// <summary>Every word of a delivered story's body.</summary>
    private static string TextOf(string story)
    {
        var card = JsonNode.Parse(story)!.AsObject();
        var delivered = DeliveredBody.Read(Encoding.UTF8.GetBytes(story), Encoding.UTF8.GetBytes(card["body"]!.ToJsonString(ServiceJson.Options)));
        return PlainBody.Write(delivered.Body, delivered.Context with { Place = null });
    }

    private static string TextOfHtml(string html) => new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}</body>").Body!.TextContent;

    /// <summary>Without white space: where words part at the edge of two elements is the style sheet's matter.</summary>
    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>All characters in their order, though others may stand between.</summary>
    private static bool IsWithin(string text, string whole)
    {
        var found = 0;
        foreach (var c in whole)
        {
            if (found < text.Length && text[found] == c) found++;
        }
        return found == text.Length;
    }
}
