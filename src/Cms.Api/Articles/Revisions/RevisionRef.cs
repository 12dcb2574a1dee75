using System.Globalization;

namespace Cms.Api.Articles.Revisions;

/// <summary>Names a version of a story: <c>3</c> is a published revision, <c>v7</c> a working copy, <c>current</c> that of today.</summary>
/// <param name="Number">Of the revision, or the version of the working copy; null for that of today.</param>
internal sealed record RevisionRef(bool Published, long? Number)
{
    public const string Current = "current";

    /// <summary>For the contract.</summary>
    public const string Pattern = "^(v?[1-9][0-9]{0,17}|current)$";

    /// <summary>For whoever named one that is not there.</summary>
    public const string Names = " A published one is named by its number, such as 3; a saved one by its version, such as v7; what is there now by current.";

    public override string ToString() => Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{(Published ? "" : "v")}{number}") : Current;

    /// <summary>Null for what names nothing.</summary>
    public static RevisionRef? Parse(string text)
    {
        if (text == Current) return new RevisionRef(false, null);
        var published = !text.StartsWith('v');
        // One name each: 01 is not 1.
        return long.TryParse(published ? text : text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && new RevisionRef(published, number) is var named && named.ToString() == text
            ? named
            : null;
    }
}
