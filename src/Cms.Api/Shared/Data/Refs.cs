using System.Globalization;
using Cms.Api.Shared.Text;

namespace Cms.Api.Shared.Data;

/// <summary>What stands for <c>{ref}</c> in a path or in a natural key: an id in canonical lower-case form, or else a slug.</summary>
internal readonly record struct Ref(Guid? Id, string? Slug)
{
    /// <summary>An id, in a regular expression.</summary>
    public const string IdPattern = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    public static Ref Parse(string text) =>
        Guid.TryParseExact(text, "D", out var id) && string.Equals(text, id.ToString("D", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            ? new Ref(id, null)
            // What is no text is no slug either, and could neither be normalised nor sent to the database.
            : new Ref(null, PlainText.Flaw(text, multiline: false) is null ? text.Normalize() : "");
}
