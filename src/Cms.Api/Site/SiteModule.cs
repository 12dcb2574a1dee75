using Cms.Api.Publishing;

namespace Cms.Api.Site;

internal static class SiteModule
{
    public static IServiceCollection AddSite(this IServiceCollection services) =>
        services.AddSingleton<IProjection, SiteProjection>();
}
