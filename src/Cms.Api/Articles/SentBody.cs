using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles;

/// <summary>The body as a request brings it, in whichever form.</summary>
/// <param name="Pointer">The member that holds it.</param>
/// <param name="Links">The related links that its text names; blocks refer to theirs by id.</param>
internal sealed record SentBody(string Pointer, Body Body, IReadOnlyList<NamedLink> Links, IReadOnlyList<BodyWarning> Warnings)
{
    private const string Blocks = "/body";

    /// <summary>A text has no keys of its own, and names related links instead of listing them.</summary>
    public bool IsText => Pointer != Blocks;

    public static SentBody Read(ArticleRequest request, List<Fault> faults) => request switch
    {
        { BodyMarkdown: { } markdown } => Of("/bodyMarkdown", BodyMarkdown.Read(markdown, "/bodyMarkdown", faults)),
        { BodyHtml: { } html } => Of("/bodyHtml", BodyHtml.Read(html, "/bodyHtml", faults)),
        { Body: { ValueKind: not JsonValueKind.Null } blocks } => new(Blocks, BodyReader.Read(blocks, Blocks, faults) ?? Body.Empty, [], []),
        _ => new(Blocks, Body.Empty, [], []),
    };

    private static SentBody Of(string pointer, BodyRead? read) =>
        read is null ? new(pointer, Body.Empty, [], []) : new(pointer, read.Body, read.Links, read.Warnings);
}
