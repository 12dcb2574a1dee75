using Cms.Api.Agencies;
using Cms.Api.Authors;
using Cms.Api.Images;
using Cms.Api.Keys;
using Cms.Api.Publishing;
using Cms.Api.Sections;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Site;
using Cms.Api.Tags;

namespace Cms.Api.Commands;

/// <summary>The service, put together: a table of contents of the house.</summary>
internal static class Service
{
    public static WebApplicationBuilder CreateBuilder(string[] args, string connectionString)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddData(connectionString)
            .AddHttpConventions()
            .AddKeys()
            .AddPublishing()
            .AddTags()
            .AddAuthors()
            .AddAgencies()
            .AddImages()
            .AddSections()
            .AddSite();
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseHttpConventions();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapTags();
        app.MapAuthors();
        app.MapAgencies();
        app.MapImages();
        app.MapSections();
        app.MapSite();
        app.MapKeys();
        return app;
    }
}
