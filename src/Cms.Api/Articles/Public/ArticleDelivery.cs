using System.Text.Json;
using Cms.Api.Agencies;
using Cms.Api.Authors;
using Cms.Api.Delivery;
using Cms.Api.Sections;
using Cms.Api.Tags;

namespace Cms.Api.Articles.Public;

/// <summary>What readers may ask of stories.</summary>
internal static class ArticleDelivery
{
    private static readonly IReadOnlyList<string> Fields =
        [.. typeof(ArticlePublic).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)), "body"];

    public static readonly DocumentRoute One = new() { Kind = Article.Kind, Fields = Fields, HasBody = true, BodyForms = StoryForms.All };

    public static readonly ListRoute List = new()
    {
        Kind = Article.Kind,
        All = "latest",
        Filters =
        [
            new ListFilter("section", "section:", Section.Kind),
            new ListFilter("tag", "tag:", Tag.Kind, AllOf: true),
            new ListFilter("author", "author:", Author.Kind, AllOf: true),
            new ListFilter("agency", "agency:", Agency.Kind),
            new ListFilter("genre", "genre:", Values: Article.Genres),
            new ListFilter("type", "type:", Values: Article.Types),
            new ListFilter("language", "language:", LowerCase: true),
            new ListFilter("linksTo", "linksTo:", Article.Kind),
        ],
        Orders = [ListOrder.PublishedDescending, ListOrder.Published, ListOrder.UpdatedDescending],
        DateRange = ("publishedFrom", "publishedTo"),
        Fields = Fields,
        HasBody = true,
    };
}
