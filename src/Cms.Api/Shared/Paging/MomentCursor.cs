using System.Globalization;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Shared.Paging;

/// <summary>A place in an editorial list that runs by a moment: the moment and the id of the last row seen.</summary>
internal readonly record struct MomentCursor(DateTimeOffset At, Guid Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}_{Id:D}");

    /// <exception cref="RefusedException">400 <c>invalid_cursor</c>.</exception>
    public static MomentCursor Parse(string text) =>
        text.Split('_') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.UtcTicks
        && Ref.Parse(id).Id is { } parsed
            ? new MomentCursor(new DateTimeOffset(at, TimeSpan.Zero), parsed)
            : throw new RefusedException(Problems.InvalidCursor, "The cursor is not one this list gave.");
}
