using System.Globalization;
using Cms.Api.Delivery.Cache;
using Cms.Api.Keys;
using Cms.Api.Publishing;
using Cms.Api.Shared;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http.Limits;
using Npgsql;

namespace Cms.Api.Commands;

/// <summary>How this process was told to run.</summary>
/// <param name="ConnectionString">Null for the embedded Postgres.</param>
/// <param name="DataDirectory">Where the embedded server and its admin key live.</param>
/// <param name="AdminKey">A secret that is to be an admin key, or null.</param>
internal sealed record Settings(string? ConnectionString, string DataDirectory, string? AdminKey)
{
    private const int ShortestSecret = 24;
    private const int LongestDrain = 300;
    private const int DefaultKeepSavesDays = 30;
    private const int MostDays = 36_500;
    private const int LongestStale = 3_600;
    private const int LongestLag = 60;
    private const int MostOfAnything = 1_000_000;

    /// <summary>Of bytes: the library gives up with less.</summary>
    private const int LeastBuffer = 4_096;

    private static readonly string[] Names =
        ["AdminKey", "CacheMegabytes", "ChangesDays", "DataDirectory", "DrainSeconds", "Embedded", "HistoryDays", "KeepSavesDays", "MaxConcurrentRequests", "MaxFollowers", "MetricsPort", "ReplicaLagSeconds", "StaleSeconds", "Surfaces", "SurrogateKeys", "WriteBurst", "WritesPerSecond"];

    private const string Primary = "Cms";
    private const string Replica = "Delivery";

    public bool IsEmbedded => ConnectionString is null;

    /// <summary>Of what readers are answered from first, or null.</summary>
    public string? ReplicaConnectionString { get; init; }

    public Surfaces Surfaces { get; init; } = new(HasEditorial: true);

    public ReplicaSettings ReplicaLimits { get; init; } = new(TimeSpan.FromSeconds(1));

    /// <summary>How long the service goes on serving after it was told to stop.</summary>
    public TimeSpan Drain { get; init; }

    public LimitSettings Limits { get; init; } = new();

    /// <summary>How long every working copy is kept.</summary>
    public TimeSpan KeepSaves { get; init; } = TimeSpan.FromDays(DefaultKeepSavesDays);
    public HistorySettings History { get; init; } = new();
    public CacheSettings Cache { get; init; } = new();
    public LogSettings Log { get; init; } = new();

    /// <summary>Where /metrics is answered; 0: nowhere.</summary>
    public int MetricsPort { get; init; }

    /// <exception cref="SettingsException">The configuration cannot be meant so.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        RefuseUnknown(configuration);
        var connectionString = configuration.GetConnectionString(Primary);
        var surfaces = SurfacesOf(configuration);
        var root = SourceTree.Find(AppContext.BaseDirectory);
        var embedded = FlagOf(configuration, "Embedded") ?? root is not null;
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            if (!surfaces.HasEditorial)
                throw new SettingsException("Cms__Surfaces=delivery reads what another instance writes: set ConnectionStrings__Cms to its database.");
            if (!embedded)
                throw new SettingsException("Set ConnectionStrings__Cms to a Postgres connection string, or Cms__Embedded=true for a server of this program's own.");
            connectionString = null;
        }
        else
        {
            RefuseUnusable(Primary, connectionString);
        }
        var replica = configuration.GetConnectionString(Replica) is { Length: > 0 } given ? given : null;
        if (replica is not null) RefuseUnusable(Replica, replica);
        return new Settings(connectionString, DataDirectoryOf(configuration, root), AdminKeyOf(configuration))
        {
            Drain = DrainOf(configuration),
            ReplicaConnectionString = replica,
            Surfaces = surfaces,
            ReplicaLimits = new ReplicaSettings(TimeSpan.FromSeconds(NumberOf(configuration, "ReplicaLagSeconds", 1, 0, LongestLag))),
            Limits = LimitsOf(configuration),
            KeepSaves = TimeSpan.FromDays(NumberOf(configuration, "KeepSavesDays", DefaultKeepSavesDays, 1, MostDays)),
            History = new HistorySettings { Days = NumberOf(configuration, "HistoryDays", new HistorySettings().Days, 0, MostDays) },
            Cache = CacheOf(configuration),
            MetricsPort = NumberOf(configuration, "MetricsPort", 0, 0, ushort.MaxValue),
            Log = new LogSettings { Days = NumberOf(configuration, "ChangesDays", new LogSettings().Days, 1, MostDays) },
        };
    }

    /// <summary>What is in effect, for the log: no secret is in it.</summary>
    public string Describe()
    {
        var key = AdminKey is null ? "no admin key configured" : "an admin key configured";
        if (IsEmbedded) return $"its own database in {DataDirectory}, {key}";
        var readers = ReplicaConnectionString is null ? "" : $", readers from {PlaceOf(ReplicaConnectionString)}";
        return Surfaces.HasEditorial ? $"{PlaceOf(ConnectionString!)}{readers}, {key}" : $"for readers only, {PlaceOf(ConnectionString!)}{readers}";
    }

    private static string PlaceOf(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        return $"database {given.Database ?? given.Username} at {given.Host}:{given.Port} as {given.Username}";
    }

    /// <summary>A name that was mistyped must not end in a new, empty database.</summary>
    private static void RefuseUnknown(IConfiguration configuration)
    {
        var given = configuration.GetSection("Cms").GetChildren().SelectMany(setting => setting.GetChildren().Select(part => $"{setting.Key}__{part.Key}").DefaultIfEmpty(setting.Key));
        if (given.Except(Names, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
            throw new SettingsException($"Cms__{unknown} is no setting; there are {string.Join(", ", Names.Select(name => $"Cms__{name}"))}.");

        var named = configuration.GetSection("ConnectionStrings").GetChildren().Select(database => database.Key).ToList();
        if (named.Count == 0 || named.Contains(Primary, StringComparer.OrdinalIgnoreCase)) return;
        throw named.Find(other => !other.Equals(Replica, StringComparison.OrdinalIgnoreCase)) is not { } other
            ? new SettingsException($"ConnectionStrings__{Replica} names replicas of the database; ConnectionStrings__{Primary}, which names the database itself, is missing.")
            : new SettingsException($"ConnectionStrings__{other} is not used; the database is named by ConnectionStrings__{Primary}, replicas of it by ConnectionStrings__{Replica}.");
    }

    private static void RefuseUnusable(string name, string connectionString)
    {
        var given = Parse(name, connectionString);
        if (string.IsNullOrWhiteSpace(given.Host)) throw new SettingsException($"ConnectionStrings__{name} names no Host.");
        if (given.Port is < 1 or > ushort.MaxValue) throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"ConnectionStrings__{name} has Port={given.Port}; ports are 1 to {ushort.MaxValue}."));
        // A session here has a transaction, a role and deadlines of its own.
        if (given.Multiplexing) throw new SettingsException($"ConnectionStrings__{name} has Multiplexing=true, which this service does not do; leave it out.");
        // Every statement names the schema it means; one that migrations find first would be taken for theirs. And all text is UTF-8: in another encoding
        // it would be kept as something else.
        (string Setting, string? Value)[] foreign = [("Search Path", given.SearchPath), ("Client Encoding", given.ClientEncoding), ("Encoding", Pool.Says(connectionString, "Encoding") ? given.Encoding : null)];
        if (Array.Find(foreign, setting => !string.IsNullOrEmpty(setting.Value) && !setting.Value.Equals("UTF8", StringComparison.OrdinalIgnoreCase)) is { Setting: not null } odd)
            throw new SettingsException($"ConnectionStrings__{name} has {odd.Setting}={odd.Value}, which this service does not use; leave it out.");
        (string Setting, int Value, int Least)[] sizes = [("Maximum Pool Size", given.MaxPoolSize, 1), ("Read Buffer Size", given.ReadBufferSize, LeastBuffer), ("Write Buffer Size", given.WriteBufferSize, LeastBuffer)];
        if (Array.Find(sizes, size => size.Value < size.Least) is { Setting: not null } small)
            throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"ConnectionStrings__{name} has {small.Setting}={small.Value}; it must be {small.Least} at least."));
        try
        {
            NpgsqlDataSource.Create(Pool.Bounded(connectionString)).Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new SettingsException($"ConnectionStrings__{name} cannot be used: {exception.Message}");
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string name, string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            // What is wrong with it is not repeated: a part that is taken for a name may be half of a password.
            throw new SettingsException($"ConnectionStrings__{name} is no connection string such as Host=…;Database=…;Username=…;Password='…'; quote a value that holds ; or =.");
        }
    }

    private static string DataDirectoryOf(IConfiguration configuration, string? root) =>
        Path.GetFullPath(configuration["Cms:DataDirectory"] is { Length: > 0 } configured ? configured : Path.Combine(root ?? Environment.CurrentDirectory, ".cms"));

    private static bool? FlagOf(IConfiguration configuration, string name)
    {
        if (configuration[$"Cms:{name}"] is not { Length: > 0 } text) return null;
        return bool.TryParse(text, out var flag) ? flag : throw new SettingsException($"Cms__{name} must be true or false.");
    }

    private static Surfaces SurfacesOf(IConfiguration configuration) => configuration["Cms:Surfaces"] switch
    {
        null or "" or Surfaces.All => new Surfaces(HasEditorial: true),
        Surfaces.Delivery => new Surfaces(HasEditorial: false),
        _ => throw new SettingsException($"Cms__Surfaces must be {Surfaces.All} or {Surfaces.Delivery}."),
    };

    private static TimeSpan DrainOf(IConfiguration configuration) => TimeSpan.FromSeconds(NumberOf(configuration, "DrainSeconds", 0, 0, LongestDrain));

    private static LimitSettings LimitsOf(IConfiguration configuration)
    {
        var defaults = new LimitSettings();
        return new LimitSettings
        {
            ConcurrentRequests = NumberOf(configuration, "MaxConcurrentRequests", defaults.ConcurrentRequests, 1, MostOfAnything),
            Followers = NumberOf(configuration, "MaxFollowers", defaults.Followers, 1, MostOfAnything),
            WritesPerSecond = NumberOf(configuration, "WritesPerSecond", defaults.WritesPerSecond, 1, MostOfAnything),
            WriteBurst = NumberOf(configuration, "WriteBurst", defaults.WriteBurst, 1, MostOfAnything),
        };
    }

    private static CacheSettings CacheOf(IConfiguration configuration)
    {
        var defaults = new CacheSettings();
        return new CacheSettings
        {
            Megabytes = NumberOf(configuration, "CacheMegabytes", defaults.Megabytes, 0, MostOfAnything),
            Stale = TimeSpan.FromSeconds(NumberOf(configuration, "StaleSeconds", (int)defaults.Stale.TotalSeconds, 0, LongestStale)),
            SurrogateKeys = FlagOf(configuration, "SurrogateKeys") ?? defaults.SurrogateKeys,
        };
    }

    private static int NumberOf(IConfiguration configuration, string name, int fallback, int least, int most)
    {
        if (configuration[$"Cms:{name}"] is not { Length: > 0 } text) return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"Cms__{name} must be a whole number from {least} to {most}."));
    }

    private static string? AdminKeyOf(IConfiguration configuration)
    {
        if (configuration["Cms:AdminKey"] is not { Length: > 0 } secret) return null;
        return secret.StartsWith(Key.Prefix, StringComparison.Ordinal) && secret.Length >= ShortestSecret && secret.All(letter => letter is > ' ' and <= '~')
            ? secret
            : throw new SettingsException($"Cms__AdminKey must begin with {Key.Prefix} and have at least {ShortestSecret} characters, letters, digits and signs of ASCII.");
    }
}

/// <summary>A setting that ends the start; its message is the one line to print.</summary>
internal sealed class SettingsException(string message) : Exception(message);

internal static class SourceTree
{
    /// <summary>The folder of Cms.sln above <paramref name="start"/>, or null for a published build.</summary>
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cms.sln"))) return folder.FullName;
        }
        return null;
    }
}
