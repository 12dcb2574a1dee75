using Cms.Api.Shared.Following;

namespace Cms.Api.Shared.Data;

internal static class DataModule
{
    /// <param name="connectionString">Of the primary, wherever it is now; Delivery reads through the same, in a role of its own.</param>
    /// <param name="replica">Of what Delivery reads from first, or null.</param>
    public static IServiceCollection AddData(this IServiceCollection services, Func<string> connectionString, string? replica) => services
        .AddSingleton(provider => new EditorialDataSource(connectionString, () => provider.GetRequiredService<LogFollower>().IsAway))
        .AddSingleton(provider => new DeliveryDataSource(connectionString, replica, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DeliveryDataSource>>()))
        .AddSingleton<LogFollower>()
        .AddSingleton<ReplicaMetrics>()
        .AddSingleton<LiveSource>()
        .AddHostedService(provider => provider.GetRequiredService<LogFollower>());
}
