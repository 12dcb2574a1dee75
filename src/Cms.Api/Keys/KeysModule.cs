namespace Cms.Api.Keys;

internal static class KeysModule
{
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<KeyRepository>()
        .AddKeyAuthentication();
}
