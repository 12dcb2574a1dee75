using System.Text.Json.Nodes;

namespace Cms.Api.Publishing;

/// <summary>Puts together what two made of a list; null where they overlap.</summary>
internal delegate JsonArray? MergeLists(JsonArray before, JsonArray theirs, JsonArray yours);

/// <summary>The members of a resource that two have changed, compared as GET answers them.</summary>
internal sealed class Comparison
{
    private readonly JsonObject _merged;
    private readonly IReadOnlyDictionary<string, MergeLists> _lists;
    private readonly IReadOnlyList<string> _objects;

    /// <param name="members">Those that editors may change.</param>
    /// <param name="before">What the client had read. A member that it lacks may have been anything.</param>
    /// <param name="theirs">What it is now.</param>
    /// <param name="yours">What the client made of <paramref name="before"/>; null where that cannot be told.</param>
    /// <param name="lists">Members whose items can be merged one by one.</param>
    /// <param name="objects">Members whose own members are compared one by one.</param>
    public Comparison(
        IEnumerable<string> members, JsonObject before, JsonObject theirs, JsonObject? yours, IReadOnlyDictionary<string, MergeLists> lists, IReadOnlyList<string>? objects = null)
    {
        _lists = lists;
        _objects = objects ?? [];
        _merged = theirs.DeepClone().AsObject();
        foreach (var name in members) Compare("", name, before, theirs, yours, _merged);
    }

    /// <summary>Each member that differs, by its JSON pointer: <c>{pointer, base, theirs, yours, conflict}</c>, without base where that is unknown and without yours where the client left it.</summary>
    public JsonArray Changes { get; } = [];

    /// <summary>Whether a member was changed by both.</summary>
    public bool HasConflict { get; private set; }

    /// <summary>What it is now, with what the client changed.</summary>
    public JsonObject Merged => _merged;

    private void Compare(string parent, string name, JsonObject before, JsonObject theirs, JsonObject? yours, JsonObject into)
    {
        var pointer = $"{parent}/{name}";
        if (_objects.Contains(pointer[1..]))
        {
            foreach (var (inner, _) in theirs[name]!.AsObject())
                Compare(pointer, inner, before[name]?.AsObject() ?? [], theirs[name]!.AsObject(), yours?[name]!.AsObject(), into[name]!.AsObject());
            return;
        }
        var (isKnown, was, their) = (before.ContainsKey(name), before[name], theirs[name]);
        var your = yours is null ? was : yours[name];
        var isTheirs = !isKnown || !JsonNode.DeepEquals(was, their);
        var isYours = yours is not null && !JsonNode.DeepEquals(isKnown ? was : their, your);
        if (!(isKnown && isTheirs) && !isYours) return;

        var merged = !isYours || JsonNode.DeepEquals(their, your) ? their
            : !isTheirs ? your
            : isKnown && _lists.TryGetValue(name, out var merge) ? merge(was!.AsArray(), their!.AsArray(), your!.AsArray())
            : null;
        // Null is a value, too; but one that is nobody's where both changed it to something else.
        var isConflict = isTheirs && isYours && merged is null && !JsonNode.DeepEquals(their, your);
        if (isConflict) HasConflict = true;
        else into[name] = merged?.DeepClone();

        var change = new JsonObject { ["pointer"] = pointer };
        if (isKnown) change["base"] = was?.DeepClone();
        change["theirs"] = their?.DeepClone();
        if (isYours) change["yours"] = your?.DeepClone();
        change["conflict"] = isConflict;
        Changes.Add(change);
    }
}
