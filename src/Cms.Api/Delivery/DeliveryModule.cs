using Cms.Api.Delivery.Cache;
using Cms.Api.Delivery.Changes;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Delivery;

internal static class DeliveryModule
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<LiveReader>()
        .AddSingleton<KeptAnswers>()
        .AddSingleton<CacheMetrics>()
        .AddSingleton<DeliveryCache>()
        .AddSingleton<ChangeReader>()
        .Configure<SwaggerGenOptions>(options => options.OperationFilter<DeliveryOperations>());
}
