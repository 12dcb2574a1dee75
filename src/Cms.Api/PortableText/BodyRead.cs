namespace Cms.Api.PortableText;

/// <summary>A body as it was read from Markdown or HTML.</summary>
/// <param name="Links">The related links that the text names: one for each of its blocks that holds one, in their order.</param>
internal sealed record BodyRead(Body Body, IReadOnlyList<NamedLink> Links, IReadOnlyList<BodyWarning> Warnings);

/// <summary>
/// A related link as the text names it: <c>[read](cms:some-slug)</c>. Its block holds <see cref="Id"/>, which is the target where that
/// is an id, and otherwise stands for kind and target until the caller has found the link.
/// </summary>
/// <param name="Kind">The link's text, in lower camel case where it is a known kind.</param>
/// <param name="Target">A slug, or an id of a link or story.</param>
internal sealed record NamedLink(Guid Id, string Kind, string Target, int Line);

/// <summary>Something that a body has no word for and that was changed or left out, or something that a write ended. The request is carried out all the same.</summary>
internal sealed record BodyWarning(string Pointer, string Code, string Detail);
