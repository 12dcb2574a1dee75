using System.Globalization;
using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Articles;

/// <summary>
/// Joins the related links that a text names with those that are listed. <c>[read](cms:some-story)</c> is the listed inline link of
/// that kind to that story, or else the one the working copy had, or else a new one.
/// </summary>
/// <param name="self">The story whose text it is, which cannot be related to itself.</param>
/// <param name="bodyBefore">A block of it may name a link that is not there, as blocks of a draft may: its line in a file is taken back as it is.</param>
internal sealed class InlineLinks(
    Guid self, IReadOnlyList<RelatedLink> listed, IReadOnlyList<RelatedLink> before, Body bodyBefore, NaturalKeys keys, DateTimeOffset now)
{
    private readonly List<RelatedLink> _links = [.. listed];
    private readonly HashSet<Guid> _held = [];
    private readonly HashSet<Guid> _heldBefore = [.. BodyReferences.Of(bodyBefore).RelatedLinks.Select(link => link.Id)];

    /// <summary>
    /// The links listed, in that order. One that only the text names stands behind the link it stood behind in the working copy, so
    /// that a file read and put back keeps the order of all; a new one stands last.
    /// </summary>
    public IReadOnlyList<RelatedLink> Links => _links;

    /// <summary>The body with every block holding the id of its link. A name that stands for nothing is a fault.</summary>
    public Body Settle(SentBody sent, List<Fault> faults)
    {
        var names = new Queue<NamedLink>(sent.Links);
        return new Body([.. sent.Body.Blocks.Select(block =>
            block is RelatedLinkBlock link && names.TryDequeue(out var name) ? link with { RelatedLinkId = Settle(name, sent.Pointer, faults) } : block)]);
    }

    /// <summary>
    /// Without the inline links that a block of the body before held and none holds now: whoever took the line out of a text
    /// has taken the link out.
    /// </summary>
    public IReadOnlyList<BodyWarning> DropLetGo(string pointer)
    {
        var letGo = _heldBefore.Except(_held).ToHashSet();
        var dropped = _links.Where(link => link.Position == RelatedLink.Inline && letGo.Contains(link.Id)).ToList();
        _links.RemoveAll(dropped.Contains);
        return [.. dropped.Select(link => new BodyWarning(
            pointer, WarningCodes.DroppedLink, $"The inline related link {link.Id} ({link.Kind}) is gone, for the text no longer names it."))];
    }

    private Guid Settle(NamedLink name, string pointer, List<Fault> faults)
    {
        var id = Find(link => link.Id == name.Id) ?? (!_heldBefore.Contains(name.Id) && FindStory(name, pointer, faults) is { } story ? FindOrAdd(name.Kind, story) : name.Id);
        _held.Add(id);
        return id;
    }

    private Guid FindOrAdd(string kind, Guid story)
    {
        if (Find(link => link.Article == story && link.Kind == kind && link.Position == RelatedLink.Inline && !_held.Contains(link.Id)) is { } found) return found;
        var added = new RelatedLink
        {
            Id = Ids.New(now),
            Kind = kind,
            Position = RelatedLink.Inline,
            Article = story,
            Url = null,
            Title = null,
            Label = null,
        };
        _links.Add(added);
        return added.Id;
    }

    private Guid? Find(Func<RelatedLink, bool> isIt)
    {
        if (_links.Find(link => isIt(link)) is { } here) return here.Id;
        if (before.FirstOrDefault(link => isIt(link) && !IsThere(link)) is not { } old) return null;
        var behind = before.TakeWhile(link => link.Id != old.Id).LastOrDefault(IsThere);
        _links.Insert(behind is null ? 0 : _links.FindIndex(link => link.Id == behind.Id) + 1, old);
        return old.Id;
    }

    private bool IsThere(RelatedLink link) => _links.Exists(there => there.Id == link.Id);

    private Guid? FindStory(NamedLink name, string pointer, List<Fault> faults)
    {
        var story = keys.Find(Article.Kind, name.Target);
        if (story is null) keys.Miss(Article.Kind, name.Target, FaultOf(FaultCodes.NotFound, $"there is no story or related link \"{name.Target}\"."), faults);
        else if (story == self) faults.Add(FaultOf(FaultCodes.InvalidValue, "a story cannot be related to itself."));
        return story;

        Fault FaultOf(string code, string detail) => new(pointer, code, string.Create(CultureInfo.InvariantCulture, $"Line {name.Line}: {detail}"));
    }
}
