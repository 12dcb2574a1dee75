using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Cms.Api.Keys;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;
using Cms.Api.Shared.Text;
using Spectre.Console;

namespace Cms.Api.Commands;

internal static class KeysCommand
{
    private const int MostDays = 36_500;

    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Whose key it is.", Required = true, CustomParser = ReadName };
        var role = new Option<string>("--role") { Description = "writer, publisher or admin.", DefaultValueFactory = _ => Roles.Writer };
        role.AcceptOnlyFromAmong(Roles.All);
        var days = new Option<int?>("--days") { Description = "Expires after so many days; never when left out." };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MostDays)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--days must be from 1 to {MostDays:N0}."));
        });
        var create = new Command("create", "Make a key and print it, this once.") { name, role, days };
        create.SetAction((parsed, cancellationToken) => CommandLine.OnDatabaseAsync(
            async (_, services) =>
            {
                var lifetime = parsed.GetValue(days) is { } count ? TimeSpan.FromDays(count) : (TimeSpan?)null;
                var (_, secret) = await CreateAsync(
                    services.GetRequiredService<KeyRepository>(),
                    services.GetRequiredService<TimeProvider>(),
                    parsed.GetRequiredValue(name),
                    parsed.GetRequiredValue(role),
                    lifetime,
                    cancellationToken);
                Console.WriteLine(secret);
                return 0;
            },
            cancellationToken));

        var list = new Command("list", "List the keys; secrets are not kept.");
        list.SetAction((_, cancellationToken) => CommandLine.OnDatabaseAsync(
            (_, services) => ListAsync(services.GetRequiredService<KeyRepository>(), cancellationToken), cancellationToken));

        var id = new Argument<Guid>("id") { Description = "As keys list shows it.", CustomParser = ReadId };
        var revoke = new Command("revoke", "End a key at once.") { id };
        revoke.SetAction((parsed, cancellationToken) => CommandLine.OnDatabaseAsync(
            async (_, services) =>
            {
                var moment = services.GetRequiredService<TimeProvider>().Moment();
                var revoked = await services.GetRequiredService<KeyRepository>().RevokeAsync(parsed.GetRequiredValue(id), moment, cancellationToken);
                Console.WriteLine(revoked ? "Revoked." : "There is no such key, or it is revoked already.");
                return revoked ? 0 : 1;
            },
            cancellationToken));
        return new Command("keys", "Make, list and revoke API keys.") { create, list, revoke };
    }

    public static async Task<(Guid Id, string Secret)> CreateAsync(
        KeyRepository keys, TimeProvider time, string name, string role, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var moment = time.Moment();
        var secret = Key.NewSecret();
        var key = new NewKey
        {
            Id = Ids.New(moment),
            Name = name,
            Role = role,
            Hash = Key.Hash(secret),
            ExpiresAt = moment + lifetime,
            CreatedAt = moment,
            CreatedBy = "command line",
        };
        await keys.InsertAsync(key, cancellationToken);
        return (key.Id, secret);
    }

    private static string? ReadName(ArgumentResult result)
    {
        var faults = new List<Fault>();
        if (PlainText.Clean(result.Tokens.Single().Value, "", Key.MaxName, faults) is { } name) return name;
        result.AddError($"--name: {faults.FirstOrDefault()?.Detail ?? "Must not be blank."}");
        return null;
    }

    private static Guid ReadId(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Guid.TryParseExact(text, "D", out var id)) return id;
        result.AddError($"'{text}' is no id of a key; keys list shows them.");
        return Guid.Empty;
    }

    private static async Task<int> ListAsync(KeyRepository keys, CancellationToken cancellationToken)
    {
        // Whoever reads a pipe wants a key on one line.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 300;
        var table = new Table().AddColumns("id", "name", "role", "expires", "last used", "revoked");
        var after = Guid.Empty;
        while (await keys.ListAsync(after, 100, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var key in page)
                table.AddRow(key.Id.ToString(), Markup.Escape(key.Name), key.Role, Tell(key.ExpiresAt), Tell(key.LastUsedAt), Tell(key.RevokedAt));
            after = page[^1].Id;
        }
        AnsiConsole.Write(table);
        return 0;
    }

    private static string Tell(DateTimeOffset? moment) => moment?.ToString("u", CultureInfo.InvariantCulture) ?? "";
}
