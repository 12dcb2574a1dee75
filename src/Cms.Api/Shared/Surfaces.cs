using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Shared;

/// <summary>Whom this instance serves: readers always, and editors where it may write.</summary>
internal sealed record Surfaces(bool HasEditorial)
{
    /// <summary>Readers and editors.</summary>
    public const string All = "all";

    /// <summary>Readers only: nothing is written, and nothing read but what readers get.</summary>
    public const string Delivery = "delivery";
}

/// <param name="Task">Ends when the database has been found, and brought to the schema of this build.</param>
internal sealed record SchemaIsThere(Task Task);

internal static class SurfaceExtensions
{
    /// <summary>What an instance does by itself, where it may write. Every such instance does it, each what the others leave.</summary>
    public static IServiceCollection AddEditorialWork<T>(this IServiceCollection services)
        where T : RecurringWork => services
        .AddSingleton<T>()
        .AddSingleton<IHostedService>(provider =>
        {
            if (!provider.GetRequiredService<Surfaces>().HasEditorial) return new NoWork();
            var work = provider.GetRequiredService<T>();
            // A start that is refused says why, in one line: nobody speaks before it.
            work.Awaited = provider.GetRequiredService<SchemaIsThere>().Task;
            return work;
        });

    /// <summary>For the routes of editors: where they are not served, what is mapped here leads nowhere.</summary>
    public static IEndpointRouteBuilder EditorialSide(this IEndpointRouteBuilder routes) =>
        routes.ServiceProvider.GetRequiredService<Surfaces>().HasEditorial ? routes : new Nowhere(routes);

    /// <summary>Tells editors who have come to an instance for readers where they are.</summary>
    public static void MapAbsentSurface(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<Surfaces>().HasEditorial) return;
        routes.Map(EditorialRoutes.Address + "/{**rest}", http => ProblemWriter.WriteAsync(http, Problems.NotFound, "This instance serves readers only; another one of the same service is for editors.")).ExcludeFromDescription();
    }

    private sealed class NoWork : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class Nowhere(IEndpointRouteBuilder served) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => served.ServiceProvider;
        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => served.CreateApplicationBuilder();
    }
}
