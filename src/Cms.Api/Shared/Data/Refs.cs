using System.Globalization;

namespace Cms.Api.Shared.Data;

/// <summary>What stands for <c>{ref}</c> in a path or in a natural key: an id in canonical lower-case form, or else a slug.</summary>
internal readonly record struct Ref(Guid? Id, string? Slug)
{
    public static Ref Parse(string text) =>
        Guid.TryParseExact(text, "D", out var id) && string.Equals(text, id.ToString("D", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? new Ref(id, null)
            : new Ref(null, text.Normalize());
}
