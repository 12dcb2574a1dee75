namespace Cms.Api.Articles;

/// <summary>The words and limits of the news model's heart.</summary>
internal static class Article
{
    public const string Kind = "article";

    public const int MaxHeadline = 200;
    public const int MaxKicker = 60;
    public const int MaxStandfirst = 500;
    public const int MaxSummary = 300;
    public const int MaxSlugline = 60;
    public const int MaxEdNote = 2_000;
    public const int MaxPlace = 80;
    public const int MaxLabel = 40;
    public const int MaxName = 120;
    public const int MaxAttribution = 160;
    public const int MaxBylines = 25;
    public const int MaxSources = 10;
    public const int MaxTags = 50;
    public const int MaxOtherSections = 10;
    public const int MaxRelatedLinks = 30;

    public const string Draft = "draft";
    public const string InReview = "inReview";
    public const string Approved = "approved";

    public static readonly string[] Workflows = [Draft, InReview, Approved];
    public static readonly string[] Types = ["article", "liveblog", "gallery", "video", "audio"];
    public static readonly string[] Genres = ["news", "analysis", "opinion", "review", "interview", "factCheck", "explainer", "advertorial", "pressRelease"];
    public static readonly string[] SourceRoles = ["full", "inputs", "quote", "data"];
    public static readonly string[] SourceDisplays = ["named", "generic", "hidden"];
    public static readonly string[] Accesses = ["free", "metered", "subscriber"];
    public static readonly string[] Sensitivities = ["violence", "death", "minors", "sexual", "legal"];
    public static readonly string[] AdPolicies = ["allowed", "noInline", "none"];

    /// <summary>Roles whose people wrote the story: only they are its authors to a search engine.</summary>
    public static readonly string[] WritingRoles = ["writer", "reporter", "contributor"];

    public static string PathOf(string sectionPath, string slug) => $"/{sectionPath}/{slug}";
}

/// <summary>What has become of a story in public; kept apart from its workflow.</summary>
internal static class Publication
{
    public const string Never = "never";
    public const string Published = "published";
    public const string Unpublished = "unpublished";
    public const string TakenDown = "takenDown";
    public const string Killed = "killed";

    public static readonly string[] All = [Never, Published, Unpublished, TakenDown, Killed];

    /// <summary>Why a story is taken down or killed; readers get the code.</summary>
    public static readonly string[] Reasons = ["legal", "court", "privacy", "rights", "factual", "other"];
}
