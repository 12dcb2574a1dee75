using System.Security.Cryptography;
using System.Text;

namespace Cms.Api.Shared.Http.Repeats;

/// <summary>By what a client names a request of its own, so that it can send it again without its being done again.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 255;

    /// <summary>Null where none is sent.</summary>
    /// <exception cref="RefusedException">400: there are several, or it is not 1 to 255 visible ASCII characters.</exception>
    public static string? Read(HttpRequest request) => request.Headers[Header] switch
    {
        [] => null,
        [{ Length: > 0 and <= MaxLength } key] when key.All(character => character is > ' ' and <= '~') => key,
        _ => throw new RefusedException(Problems.Malformed, $"{Header} is sent once, and has 1 to {MaxLength} visible ASCII characters."),
    };

    /// <summary>What makes a request the same: its method, address, media type and every byte of its body; not the version it was made for.</summary>
    public static byte[] Fingerprint(HttpRequest request, byte[] body)
    {
        // None of the lines can hold a line break itself.
        var head = $"{request.Method}\n{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}\n{request.ContentType}\n";
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(head), .. body]);
    }
}
