using System.Globalization;

namespace Cms.Api.Shared.Following;

/// <summary>
/// Lets whoever wrote read what it wrote: this instance knows of the change before it answers, and the number that it tells may be sent to
/// any other with <see cref="MinSequence"/>.
/// </summary>
internal static class ReadersFollow
{
    /// <summary>The number of the log that an answer was read at, or that a write ended with.</summary>
    public const string Sequence = "Cms-Sequence";

    /// <summary>The number that an answer must have been read at, at least.</summary>
    public const string MinSequence = "Cms-Min-Sequence";

    private static readonly object Changed = new();

    /// <summary>Notes that a request changes what readers get.</summary>
    public static void Note(HttpContext? http) => http?.Items.TryAdd(Changed, null);

    public static async ValueTask<object?> LookAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (!http.Items.ContainsKey(Changed)) return result;
        var follower = http.RequestServices.GetRequiredService<LogFollower>();
        await follower.TryLookAsync();
        if (follower.Position is { } position) http.Response.Headers[Sequence] = position.Number.ToString(CultureInfo.InvariantCulture);
        return result;
    }
}
