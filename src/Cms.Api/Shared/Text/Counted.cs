using System.Globalization;

namespace Cms.Api.Shared.Text;

/// <summary>How many there are of something, for people.</summary>
internal static class Counted
{
    /// <summary>Such as "1 subject" and "2 subjects".</summary>
    public static string Of(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
}
