namespace Cms.Api.Delivery;

internal static class DeliveryModule
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services.AddSingleton<LiveReader>();
}
