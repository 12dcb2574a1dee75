using Cms.Api.Articles.Revisions;
using Cms.Api.Shared.Data;

namespace Cms.Api.Commands;

internal static class CommandsModule
{
    /// <summary>How this process runs: its settings, its clock, its database, and how far its start has come.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services, Settings settings, Database database)
    {
        services.AddHealthChecks().AddCheck<ReadyCheck>("ready");
        return services
            .AddSingleton(settings)
            .AddSingleton(settings.Surfaces)
            .AddSingleton(settings.ReplicaLimits)
            .AddSingleton(settings.Limits)
            .AddSingleton(new SaveSettings(settings.KeepSaves))
            .AddSingleton(settings.History)
            .AddSingleton(settings.Cache)
            .AddSingleton(settings.Log)
            .AddSingleton(database)
            .AddSingleton<Readiness>()
            .AddSingleton(services => services.GetRequiredService<Readiness>().SchemaIsThere)
            .AddSingleton(services => new DatabaseProbe(NeededOf(settings, database), services.GetRequiredService<TimeProvider>()))
            .AddSingleton(TimeProvider.System)
            .AddData(() => database.ConnectionString, settings.ReplicaConnectionString);
    }

    /// <summary>Who serves readers only can do without the primary.</summary>
    private static IEnumerable<Func<string>> NeededOf(Settings settings, Database database)
    {
        yield return () => database.ConnectionString;
        if (!settings.Surfaces.HasEditorial && settings.ReplicaConnectionString is { } replica) yield return () => replica;
    }
}
