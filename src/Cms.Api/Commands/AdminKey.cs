using Cms.Api.Keys;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Security;

namespace Cms.Api.Commands;

/// <summary>The first key: from the configuration, or, for an embedded database, from a file beside it.</summary>
internal static class AdminKey
{
    public static string FileOf(Settings settings) => Path.Combine(settings.DataDirectory, "admin.key");

    /// <summary>Sees to it that the key works, and answers its secret where there is one to tell.</summary>
    public static async Task<string?> EnsureAsync(Settings settings, KeyRepository keys, TimeProvider time, CancellationToken cancellationToken)
    {
        var secret = settings.AdminKey ?? (settings.IsEmbedded ? await FromFileAsync(settings, cancellationToken) : null);
        if (secret is null) return null;

        var moment = time.Moment();
        await keys.InsertIfNewAsync(
            new NewKey
            {
                Id = Ids.New(moment),
                Name = "admin",
                Role = Roles.Admin,
                Hash = Key.Hash(secret),
                ExpiresAt = null,
                CreatedAt = moment,
                CreatedBy = "configuration",
            },
            cancellationToken);
        return secret;
    }

    private static async Task<string> FromFileAsync(Settings settings, CancellationToken cancellationToken)
    {
        var file = FileOf(settings);
        if (File.Exists(file)) return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();

        var secret = Key.NewSecret();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, options);
        await writer.WriteLineAsync(secret.AsMemory(), cancellationToken);
        return secret;
    }
}
