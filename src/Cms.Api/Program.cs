using Cms.Api.Agencies;
using Cms.Api.Articles;
using Cms.Api.Audit;
using Cms.Api.Authors;
using Cms.Api.Commands;
using Cms.Api.Delivery;
using Cms.Api.Images;
using Cms.Api.Keys;
using Cms.Api.Pages;
using Cms.Api.Publishing;
using Cms.Api.RelatedLinks;
using Cms.Api.Sections;
using Cms.Api.Shared.Http;
using Cms.Api.Site;
using Cms.Api.Tags;

namespace Cms.Api;

/// <summary>The service, put together: a table of contents of the house.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args);

    public static void AddServices(WebApplicationBuilder builder, Settings settings, Database database) => builder.Services
        .AddCommands(settings, database)
        .AddHttpConventions().AddContract()
        .AddPublishing().AddDelivery()
        .AddPages()
        .AddArticles()
        .AddAuthors()
        .AddTags()
        .AddAgencies()
        .AddImages()
        .AddSections()
        .AddSite()
        .AddKeys();

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseDeliveryCache();
        app.UseHttpConventions();
        app.UseHealth();
        app.UseAuthorization();
        app.MapArticles();
        app.MapRelatedLinks();
        app.MapAuthors();
        app.MapTags();
        app.MapAgencies();
        app.MapImages();
        app.MapSections();
        app.MapSite();
        app.MapKeys();
        app.MapAudit();
        app.MapPages();
        app.MapChanges();
        app.MapContract();
        return app;
    }
}
