using Cms.Api.Shared;

namespace Cms.Api.Publishing;

internal static class PublishingModule
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton(provider => new Projector(
            [.. provider.GetServices<IProjection>().OrderBy(projection => Order(projection.Kind))], provider.GetRequiredService<ILogger<Projector>>()))
        .AddSingleton<Publisher>()
        .AddSingleton<QueueMetrics>()
        .AddSingleton<ProjectionQueue>()
        .AddSingleton<LiveMaintenance>()
        .AddSingleton<Editing>()
        .AddSingleton<LiveHistory>()
        .AddEditorialWork<QueueWorker>()
        .AddEditorialWork<HistoryWorker>()
        .AddEditorialWork<TouchWorker>()
        .AddEditorialWork<LogWorker>();

    /// <summary>Articles first: their lists decide whether the others show.</summary>
    private static int Order(string kind) => kind == "article" ? 0 : 1;
}
