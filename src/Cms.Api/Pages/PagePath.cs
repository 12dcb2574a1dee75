using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.Pages;

/// <summary>The address of a page on the site, and whose slug its last segment would be if no page is there today.</summary>
internal sealed record PagePath(string Path, string SlugKind, string Slug)
{
    /// <summary>If it is one of a section.</summary>
    public string SectionPath => Path[1..];

    /// <summary>A story stands below a section, which may stand below another; most that stands there is a story.</summary>
    public bool MayBeStory => SlugKind == "article" && Path.LastIndexOf('/') > 0;

    /// <summary>A fault of the query where the parameter is no path of a page.</summary>
    public static PagePath Read(Query query, string parameter)
    {
        var text = query.Text(parameter);
        if (text is null) query.Fault(parameter, FaultCodes.Required, $"{parameter} is required: the path of a page, such as /news/world/a-story.");
        if (string.IsNullOrEmpty(text)) return new PagePath("/", "article", "");
        if (text[0] != '/' || text.AsSpan().ContainsAny('?', '#'))
            query.Fault(parameter, FaultCodes.InvalidFormat, $"{parameter} must begin with a slash and have no query or fragment.");
        if (PlainText.Flaw(text, multiline: false) is { } flaw)
        {
            query.Fault(parameter, FaultCodes.InvalidText, flaw);
            return new PagePath("/", "article", "");
        }
        return Of(text.Normalize());
    }

    /// <summary>As pages are addressed, however this was written.</summary>
    public PagePath InUsualCase() => Of(Path.ToLowerInvariant());

    public static PagePath Of(string path)
    {
        var slugKind = path.StartsWith("/authors/", StringComparison.Ordinal) ? "author" : path.StartsWith("/tags/", StringComparison.Ordinal) ? "tag" : "article";
        return new PagePath(path, slugKind, path[(path.LastIndexOf('/') + 1)..]);
    }
}
