namespace Cms.Api.Publishing;

/// <summary>The subjects still to be projected in this transaction: kinds in a fixed order, each subject once at a time.</summary>
internal sealed class WorkSet(IReadOnlyList<string> kinds)
{
    private readonly Dictionary<string, HashSet<Guid>> _waiting = kinds.ToDictionary(kind => kind, _ => new HashSet<Guid>());

    public void Add(IEnumerable<Subject> subjects)
    {
        foreach (var subject in subjects) _waiting[subject.Kind].Add(subject.Id);
    }

    public bool Contains(Subject subject) => _waiting[subject.Kind].Contains(subject.Id);

    /// <summary>Up to <paramref name="most"/> subjects of the first kind that has any; false when nothing is left.</summary>
    public bool TryTake(int most, out string kind, out Guid[] ids)
    {
        kind = kinds.FirstOrDefault(candidate => _waiting[candidate].Count > 0) ?? "";
        ids = kind.Length == 0 ? [] : [.. _waiting[kind].Order().Take(most)];
        if (ids.Length > 0) _waiting[kind].ExceptWith(ids);
        return ids.Length > 0;
    }
}
