using Cms.Api.Shared.Data;

namespace Cms.Api.Delivery;

internal static class Refs
{
    /// <summary>False for what is no Unicode text (half a surrogate pair, U+FFFE): nothing has such a name, and it must not fail either.</summary>
    public static bool TryParse(string text, out Ref reference)
    {
        reference = default;
        try
        {
            reference = Ref.Parse(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
