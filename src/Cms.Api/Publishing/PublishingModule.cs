namespace Cms.Api.Publishing;

internal static class PublishingModule
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<Projector>()
        .AddSingleton<Publisher>()
        .AddSingleton<ProjectionQueue>()
        .AddSingleton<LiveMaintenance>()
        .AddHostedService<QueueWorker>();
}
