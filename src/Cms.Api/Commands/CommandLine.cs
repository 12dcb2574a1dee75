namespace Cms.Api.Commands;

internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Cms")!;
        Shared.Data.Migrator.Migrate(connectionString);
        await Service.Build(Service.CreateBuilder(args, connectionString)).RunAsync();
        return 0;
    }
}
