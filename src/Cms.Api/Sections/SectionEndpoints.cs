using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Cms.Api.Site;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Cms.Api.Sections;

internal static class SectionEndpoints
{
    private static readonly SectionValidator Validator = new();

    public static Task<Created<SectionDetail>> CreateSection(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync<SectionRequest, SectionDetail>(
            http,
            Section.Kind,
            SectionDetail.Edit,
            Validator,
            async (change, request, id, stamp) =>
            {
                var parent = await FindParentAsync(change.Connection, request.Parent, cancellationToken);
                var under = parent is null ? "" : parent.Path + "/";
                var path = await Slugs.TakeUnderAsync(change.Connection, Section.Kind, under, request.Slug, request.Name!, id, cancellationToken);
                await SectionRepository.InsertAsync(change.Connection, Write(id, parent?.Id, path, request, stamp), cancellationToken);
                TouchWithTree(change, id);
                if (parent is not null) change.CheckUnderLock(() => RefuseAddressOfStoryAsync(change.Connection, parent, Section.SlugOf(path), cancellationToken));
                return SectionDetail.From((await SectionRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!) with { StoriesToMove = 0 };
            },
            cancellationToken,
            async (change, request) =>
            {
                await SectionRepository.LockTreeAsync(change.Connection, cancellationToken);
                return await FaultsOfParentAsync(change.Connection, request.Parent, [], cancellationToken);
            });

    public static async Task<Ok<Page<SectionDetail>>> ListSections(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Search(http.Request);
        var rows = await source.ReadAsync((connection, stop) => SectionRepository.ListAsync(connection, page, stop), cancellationToken);
        return page.Answer(http, rows, SectionDetail.From, row => row.Id);
    }

    public static async Task<Ok<SectionDetail>> GetSection(string path, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var row = await source.ReadAsync((connection, stop) => SectionRepository.FindAsync(connection, Section.ParseRef(path), stop), cancellationToken)
            ?? throw RefusedException.NotFound(Section.Kind);
        return Editing.Answer(http, await WithProgressAsync(SectionDetail.From(row), source, cancellationToken));
    }

    public static Task<Ok<SectionDetail>> ReplaceSection(string path, HttpContext http, Editing editing, EditorialDataSource source, CancellationToken cancellationToken) =>
        EditAsync(path, SectionDetail.Edit.Replace<SectionRequest>, http, editing, source, cancellationToken);

    public static Task<Ok<SectionDetail>> PatchSection(string path, HttpContext http, Editing editing, EditorialDataSource source, CancellationToken cancellationToken) =>
        EditAsync(path, SectionDetail.Edit.Patch<SectionRequest>, http, editing, source, cancellationToken);

    public static Task<NoContent> DeleteSection(string path, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.DeleteAsync<SectionRow, SectionDetail>(
            http,
            Section.Kind,
            SectionDetail.Edit,
            change => SectionRepository.FindForUpdateAsync(change.Connection, Section.ParseRef(path), cancellationToken),
            SectionDetail.From,
            async (change, row) =>
            {
                await InUse.GuardAsync(
                    change.Connection,
                    row.Id,
                    () => SectionRepository.DeleteAsync(change.Connection, row.Id, cancellationToken),
                    SectionSql.ListUsers,
                    cancellationToken);
                TouchWithTree(change, row.Id);
            },
            cancellationToken);

    private static async Task<Ok<SectionDetail>> EditAsync(
        string path, ReadEdit<SectionRequest> read, HttpContext http, Editing editing, EditorialDataSource source, CancellationToken cancellationToken)
    {
        IReadOnlyList<SectionRow> branch = [];
        var edited = await editing.EditAsync<SectionRequest, SectionRow, SectionDetail>(
            http,
            Section.Kind,
            SectionDetail.Edit,
            async change =>
            {
                await SectionRepository.LockTreeAsync(change.Connection, cancellationToken);
                var row = await SectionRepository.FindForUpdateAsync(change.Connection, Section.ParseRef(path), cancellationToken);
                branch = row is null ? [] : await SectionRepository.ListBranchAsync(change.Connection, row.Path, cancellationToken);
                return row;
            },
            (_, row) => Task.FromResult(SectionDetail.From(row)),
            (sent, current) => KeepSlug(read(sent, current), current),
            Validator,
            async (change, row, request, stamp) =>
            {
                var parent = await FindParentAsync(change.Connection, request.Parent, cancellationToken);
                var place = parent is null ? request.Slug! : $"{parent.Path}/{request.Slug}";
                if (place != row.Path) await MoveAsync(change, branch, row, parent, place, stamp, cancellationToken);
                await SectionRepository.UpdateAsync(change.Connection, Write(row.Id, parent?.Id, place, request, stamp), cancellationToken);
                TouchWithTree(change, row.Id);
            },
            cancellationToken,
            (change, request) => FaultsOfParentAsync(change.Connection, request.Parent, branch, cancellationToken));
        // After the commit: what is projected with the edit itself waits no more.
        return Editing.Answer(http, await WithProgressAsync(edited.Value!, source, cancellationToken));
    }

    /// <summary>To count tens of thousands may take too long on a busy machine: then the number is left out, for the section is known, and what was done is done.</summary>
    private static async Task<SectionDetail> WithProgressAsync(SectionDetail detail, EditorialDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return detail with { StoriesToMove = await source.ReadAsync((connection, stop) => SectionRepository.CountStoriesToMoveAsync(connection, detail.Path, stop), cancellationToken) };
        }
        catch (Exception exception) when (Unavailability.Is(exception))
        {
            return detail;
        }
    }

    /// <summary>Everything below goes along at once; stories follow as they do when a section is renamed.</summary>
    private static async Task MoveAsync(
        Change change, IReadOnlyList<SectionRow> branch, SectionRow row, SectionRow? parent, string place, Stamp stamp, CancellationToken cancellationToken)
    {
        if (change.Act.Rehearsal is { } rehearsal) await NoteListsAsync(change, rehearsal, row, parent, cancellationToken);
        foreach (var section in branch)
        {
            var path = place + section.Path[row.Path.Length..];
            await Slugs.ChangePublicAsync(change.Connection, Section.Kind, section.Path, path, section.Id, () => Task.FromResult(true), cancellationToken);
            change.Touch(Section.Kind, section.Id);
            if (section.Id == row.Id) continue;
            await StaleDetail.KeepAsync(change.Connection, section, Json.ToNode(SectionDetail.From(section)).AsObject(), cancellationToken);
            change.Record(Section.Kind, section.Id, section.Version, section.Version + 1, $"Moved with {row.Path}, which is {place} now.");
        }
        await SectionRepository.MoveBelowAsync(change.Connection, row.Path, place, stamp, cancellationToken);
        if (parent is not null) change.CheckUnderLock(() => RefuseAddressOfStoryAsync(change.Connection, parent, Section.SlugOf(place), cancellationToken));
    }

    /// <summary>Stories follow later, so it is told here which lists all of them leave and enter.</summary>
    private static async Task NoteListsAsync(Change change, Rehearsal rehearsal, SectionRow row, SectionRow? parent, CancellationToken cancellationToken)
    {
        if (await Shown.AmongAsync(change.Connection, Section.Kind, [row.Id], cancellationToken) is []) return;
        var former = await SectionRepository.ListAboveAsync(change.Connection, row.Path, cancellationToken);
        IReadOnlyList<Guid> now = parent is null ? [] : [.. await SectionRepository.ListAboveAsync(change.Connection, parent.Path, cancellationToken), parent.Id];
        rehearsal.NoteLists(Section.Kind, entered: now.Except(former), left: former.Except(now));
    }

    /// <summary>Renaming never changes a slug, so one that is left out stays.</summary>
    private static Edited<SectionRequest> KeepSlug(Edited<SectionRequest> edited, JsonNode current) =>
        edited.Request.Slug is null ? edited with { Request = edited.Request with { Slug = (string?)current["slug"] } } : edited;

    private static async Task<SectionRow?> FindParentAsync(NpgsqlConnection connection, string? parent, CancellationToken cancellationToken) =>
        parent is null ? null : await SectionRepository.FindAsync(connection, Section.ParseRef(parent), cancellationToken);

    private static async Task<IReadOnlyList<Fault>> FaultsOfParentAsync(
        NpgsqlConnection connection, string? wanted, IReadOnlyList<SectionRow> branch, CancellationToken cancellationToken)
    {
        var parent = await FindParentAsync(connection, wanted, cancellationToken);
        var hint = wanted is not null && parent is null ? await Slugs.HintAsync(connection, Section.Kind, wanted, cancellationToken) : "";
        return SectionPlace.FaultsOf(wanted, hint, parent, branch);
    }

    /// <summary>An address that led to a story is never given to something else.</summary>
    private static async Task RefuseAddressOfStoryAsync(NpgsqlConnection connection, SectionRow parent, string slug, CancellationToken cancellationToken)
    {
        if (await SectionRepository.FindStoryAtPathAsync(connection, parent.Id, slug, cancellationToken) is { } story)
            throw new RefusedException(Problems.PathTaken, $"/{parent.Path}/{slug} is, or was, the address of article {story}; choose another slug.");
    }

    /// <summary>The tree of sections, by name and path, is part of what the site shows.</summary>
    private static void TouchWithTree(Change change, Guid id)
    {
        change.Touch(Section.Kind, id);
        change.Touch(TheSite.Kind, TheSite.Id);
    }

    private static SectionWrite Write(Guid id, Guid? parent, string path, SectionRequest request, Stamp stamp) => new()
    {
        Id = id,
        ParentId = parent,
        Slug = Section.SlugOf(path),
        Path = path,
        Name = request.Name!,
        Description = request.Description,
        FooterLinks = JsonSerializer.Serialize(request.FooterLinks, Json.Options),
        Layout = request.Layout is null ? null : JsonSerializer.Serialize(request.Layout, Json.Options),
        Moment = stamp.Moment,
        By = stamp.By,
    };
}
