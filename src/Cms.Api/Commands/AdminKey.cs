using Cms.Api.Keys;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Security;

namespace Cms.Api.Commands;

/// <summary>The first key: from the configuration, or, for an embedded database, from a file beside it.</summary>
internal static class AdminKey
{
    public static string FileOf(Settings settings) => Path.Combine(settings.DataDirectory, "admin.key");

    /// <summary>Whether the key is one that this program made, not one that it was told.</summary>
    public static bool IsInFile(Settings settings) => settings.IsEmbedded && settings.AdminKey is null;

    /// <summary>Whether the key in the file is an administrator's: it may have been revoked since it was made.</summary>
    public static async Task<bool> WorksAsync(Settings settings, KeyRepository keys, TimeProvider time, CancellationToken cancellationToken) =>
        await keys.FindByHashAsync(Key.Hash(await FromFileAsync(settings, cancellationToken)), cancellationToken) is { Role: Roles.Admin } key && key.IsValid(time.GetUtcNow());

    /// <summary>Sees to it that the key works, and answers its secret where there is one to tell.</summary>
    public static async Task<string?> EnsureAsync(Settings settings, KeyRepository keys, TimeProvider time, CancellationToken cancellationToken)
    {
        var secret = IsInFile(settings) ? await FromFileAsync(settings, cancellationToken) : settings.AdminKey;
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
