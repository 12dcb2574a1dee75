using Cms.Api.Shared.Following;

namespace Cms.Api.Shared.Data;

internal static class DataModule
{
    /// <param name="connectionString">Of the primary, wherever it is now; Delivery reads through the same, in a role of its own.</param>
    public static IServiceCollection AddData(this IServiceCollection services, Func<string> connectionString) => services
        .AddSingleton(_ => new EditorialDataSource(connectionString))
        .AddSingleton(_ => new DeliveryDataSource(connectionString))
        .AddSingleton<LogFollower>()
        .AddHostedService(provider => provider.GetRequiredService<LogFollower>());
}
