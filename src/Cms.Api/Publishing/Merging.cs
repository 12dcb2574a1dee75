using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using FluentValidation;

namespace Cms.Api.Publishing;

internal sealed record MergeRequest
{
    /// <summary>The id or slug of the one that goes on.</summary>
    public string? Into { get; init; }
}

internal sealed class MergeValidator : AbstractValidator<MergeRequest>
{
    public MergeValidator()
    {
        RuleFor(request => request.Into).IsRequired();
        RuleFor(request => request.Into).ReadWithin(Slug.MaxLength);
    }
}

/// <summary>How one resource is merged; the course of it is the same for all.</summary>
internal sealed record Merging<TRow, TDetail>
    where TRow : class, IMergeable
    where TDetail : IDetail
{
    public required string Kind { get; init; }

    public required Func<Change, Ref, Task<TRow?>> Find { get; init; }

    /// <summary>Locks both, and whatever was merged into the first before, in the order of their ids.</summary>
    public required Func<Change, Guid, Guid, Task> Lock { get; init; }

    /// <summary>What stands in the way of merging the first into the second.</summary>
    public required Func<TRow, TRow, string?> Objection { get; init; }

    public required Func<Change, TRow, TRow, Stamp, Task> Write { get; init; }

    public required Func<TRow, TDetail> ToDetail { get; init; }

    public required Edit Edit { get; init; }

    /// <summary>Merges what <paramref name="ref"/> names, whose version If-Match has to name, and answers the one that goes on.</summary>
    /// <exception cref="RefusedException">404; 409 <c>merged</c>; 412; 422 for a target that is none; 428.</exception>
    public async Task<TDetail> RunAsync(Change change, HttpContext http, string @ref, string into, Stamp stamp, CancellationToken cancellationToken)
    {
        var from = (await Find(change, Ref.Parse(@ref)) ?? throw RefusedException.NotFound(Kind)).Id;
        RequestLog.About(http, from);
        var to = (await Find(change, Ref.Parse(into)))?.Id;
        await Lock(change, from, to ?? from);

        var merged = await Find(change, new Ref(from, null)) ?? throw RefusedException.NotFound(Kind);
        await StaleDetail.RequireAsync(change.Connection, http.Request, merged, Json.ToNode(ToDetail(merged)).AsObject(), Edit, cancellationToken);
        if (merged.MergedInto is { } already) throw RefusedException.Merged(Kind, already);
        var target = to is { } id && await Find(change, new Ref(id, null)) is { } found
            ? found
            : throw Refused(FaultCodes.NotFound, $"There is no {Kind} \"{into}\".{await Slugs.HintAsync(change.Connection, Kind, into, cancellationToken)}");
        if (target.MergedInto is { } end)
            throw Refused(FaultCodes.InvalidValue, $"This {Kind} was itself merged into {end}{(end == @ref ? "" : "; name that one")}.");
        if (target.Id == merged.Id) throw Refused(FaultCodes.InvalidValue, $"Both are the same {Kind}, or were merged before.");
        if (Objection(merged, target) is { } objection) throw Refused(FaultCodes.InvalidValue, objection);

        await StaleDetail.KeepAsync(change.Connection, target, Json.ToNode(ToDetail(target)).AsObject(), cancellationToken);
        await Write(change, merged, target, stamp);
        change.Merge(Kind, merged.Id, target.Id);
        await NameWords.FoldAsync(change.Connection, target.Id, cancellationToken);
        var after = (await Find(change, new Ref(target.Id, null)))!;
        change.Record(Kind, merged.Id, merged.Version, merged.Version + 1, $"Merged into {target.Id}.");
        change.Record(Kind, target.Id, target.Version, after.Version, $"{merged.Id} was merged into it.");
        return ToDetail(after);
    }

    private static RefusedException Refused(string code, string detail) => RefusedException.Invalid([new Fault("/into", code, detail)]);
}
