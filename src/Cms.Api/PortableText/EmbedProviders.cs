using System.Text.RegularExpressions;

namespace Cms.Api.PortableText;

/// <summary>Whose players and posts a body may embed, by the addresses these have.</summary>
internal static partial class EmbedProviders
{
    public static readonly string[] All =
        ["youtube", "x", "instagram", "vimeo", "spotify", "soundcloud", "facebook", "tiktok", "datawrapper"];

    /// <summary>The provider of an address, or null when it is not one that may be embedded.</summary>
    public static string? Of(string url)
    {
        if (url.Length > BodyRules.MaxUrl || !url.All(char.IsAscii) || !Hrefs.IsAllowed(url)) return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || !uri.IsDefaultPort) return null;

        var address = uri.Host + uri.PathAndQuery;
        return Array.Find(Patterns, pattern => pattern.Address.IsMatch(address)).Provider;
    }

    private static readonly (string Provider, Regex Address)[] Patterns =
    [
        ("youtube", YouTube()), ("x", X()), ("instagram", Instagram()), ("vimeo", Vimeo()), ("spotify", Spotify()),
        ("soundcloud", SoundCloud()), ("facebook", Facebook()), ("tiktok", TikTok()), ("datawrapper", Datawrapper()),
    ];

    [GeneratedRegex(@"^(((www|m)\.)?youtube(-nocookie)?\.com/(watch\?(.*&)?v=|shorts/|live/|embed/)|youtu\.be/)[\w-]{6,}", RegexOptions.ECMAScript)]
    private static partial Regex YouTube();

    [GeneratedRegex(@"^((www|mobile)\.)?(x|twitter)\.com/\w+/status/[0-9]+", RegexOptions.ECMAScript)]
    private static partial Regex X();

    [GeneratedRegex(@"^(www\.)?instagram\.com/([\w.]+/)?(p|reel|tv)/[\w-]+", RegexOptions.ECMAScript)]
    private static partial Regex Instagram();

    [GeneratedRegex(@"^((www\.)?vimeo\.com/(channels/[\w-]+/)?|player\.vimeo\.com/video/)[0-9]+", RegexOptions.ECMAScript)]
    private static partial Regex Vimeo();

    [GeneratedRegex(@"^open\.spotify\.com/(intl-[a-z]+/)?(embed/)?(track|album|playlist|episode|show|artist)/\w+", RegexOptions.ECMAScript)]
    private static partial Regex Spotify();

    [GeneratedRegex(@"^((www\.|m\.)?soundcloud\.com/[\w-]+/[\w-]+|on\.soundcloud\.com/\w+)", RegexOptions.ECMAScript)]
    private static partial Regex SoundCloud();

    [GeneratedRegex(@"^(((www|m|web)\.)?facebook\.com/([\w.-]+/(posts|videos|photos)/|reel/|share/|watch/?\?|photo(\.php|/)?\?|story\.php\?|permalink\.php\?)|fb\.watch/)[\w.=&%-]+", RegexOptions.ECMAScript)]
    private static partial Regex Facebook();

    [GeneratedRegex(@"^((www|m)\.)?tiktok\.com/@[\w.-]+/(video|photo)/[0-9]+|^v[mt]\.tiktok\.com/\w+", RegexOptions.ECMAScript)]
    private static partial Regex TikTok();

    [GeneratedRegex(@"^(datawrapper\.dwcdn\.net|www\.datawrapper\.de/_)/\w{5}(/|$)", RegexOptions.ECMAScript)]
    private static partial Regex Datawrapper();
}
