using System.Text.Json;
using Cms.IntegrationTests.Infrastructure;

namespace Cms.IntegrationTests.PortableText;

/// <summary>The libraries that front ends render Portable Text with.</summary>
internal static class NpmRenderers
{
    // Once for all classes of tests, which run at the same time.
    private static readonly NpmFolder Folder = new("PortableText", "npm");

    /// <summary>What a line of JavaScript prints.</summary>
    public static Task<string> EvaluateAsync(string script) => Folder.PrintAsync("node", ["--input-type=module", "--eval", script]);

    /// <summary>Renders stories as readers get them, one a line of JSON.</summary>
    public static async Task<IReadOnlyList<Rendered>> RenderAsync(IReadOnlyCollection<string> stories)
    {
        var output = await Folder.PrintAsync("node", ["render.mjs"], string.Concat(stories.Select(story => story + "\n")));
        IReadOnlyList<Rendered> rendered = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Rendered>(line, JsonSerializerOptions.Web)!)];
        Assert.Equal(stories.Count, rendered.Count);
        return rendered;
    }
}

/// <summary>A story as the libraries render it by themselves, and with the components of the README.</summary>
internal sealed record Rendered(Rendering BareHtml, Rendering Html, Rendering BareMarkdown, Rendering Markdown);

/// <param name="Unknown">Types, marks and styles that there was no component for.</param>
internal sealed record Rendering(string Output, IReadOnlyList<string> Unknown);
