using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Delivery;

internal static class DeliveryModule
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<LiveReader>()
        .Configure<SwaggerGenOptions>(options => options.OperationFilter<DeliveryOperations>());
}
