using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cms.Api.Articles.Previews;

/// <summary>
/// The secret part of a preview link's address: its id, and a signature of that. It begins as keys do, so that whatever hides
/// keys, in this service's log and elsewhere, hides it.
/// </summary>
internal static class PreviewToken
{
    public const string Prefix = "cms_preview_";

    /// <summary>What is not so is none.</summary>
    public const string Pattern = $"^{Prefix}[A-Za-z0-9_-]{{64}}$";

    private const int IdLength = 16;

    public static string Of(Guid id, byte[] secret)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        return Prefix + Base64Url.EncodeToString([.. bytes, .. HMACSHA256.HashData(secret, bytes)]);
    }

    /// <summary>Null for what was not signed with the secret.</summary>
    public static Guid? Read(string token, byte[] secret)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(token.AsSpan(Prefix.Length))) return null;
        var bytes = Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length));
        if (bytes.Length != IdLength + HMACSHA256.HashSizeInBytes) return null;
        var id = new Guid(bytes.AsSpan(0, IdLength), bigEndian: true);
        // One token has one spelling: no padding, no space.
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(id, secret)), Encoding.UTF8.GetBytes(token)) ? id : null;
    }
}
