using System.Text.Json;
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
    private static readonly NewSectionValidator NewValidator = new();

    public static Task<Created<SectionDetail>> CreateSection(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync<SectionRequest, SectionDetail>(
            http,
            SectionDetail.Creation,
            NewValidator,
            async (change, request, id, stamp) =>
            {
                var parent = await FindParentAsync(change.Connection, request.Parent, cancellationToken);
                var under = parent is null ? "" : parent.Path + "/";
                var path = await Slugs.TakeUnderAsync(change.Connection, Section.Kind, under, request.Slug, request.Name!, id, cancellationToken);
                await SectionRepository.InsertAsync(change.Connection, Write(id, parent?.Id, path, request, stamp), cancellationToken);
                TouchWithTree(change, id);
                if (parent is not null) change.CheckUnderLock(() => RefuseAddressOfStoryAsync(change.Connection, parent, Section.SlugOf(path), cancellationToken));
                return SectionDetail.From((await SectionRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!);
            },
            cancellationToken,
            async (change, request) => FaultsOf(request.Parent, await FindParentAsync(change.Connection, request.Parent, cancellationToken)));

    public static async Task<Ok<Page<SectionDetail>>> ListSections(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Read(http.Request);
        await using var connection = await source.OpenAsync(cancellationToken);
        var rows = await SectionRepository.ListAsync(connection, page.After, page.Limit + 1, cancellationToken);
        return page.Answer(http, rows, SectionDetail.From, row => row.Id);
    }

    public static async Task<Ok<SectionDetail>> GetSection(string path, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        var row = await SectionRepository.FindAsync(connection, Section.ParseRef(path), cancellationToken) ?? throw RefusedException.NotFound(Section.Kind);
        return Editing.Answer(http, SectionDetail.From(row));
    }

    public static Task<Ok<SectionDetail>> ReplaceSection(string path, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(path, SectionDetail.Edit.Replace<SectionRequest>, http, editing, cancellationToken);

    public static Task<Ok<SectionDetail>> PatchSection(string path, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(path, SectionDetail.Edit.Patch<SectionRequest>, http, editing, cancellationToken);

    public static Task<NoContent> DeleteSection(string path, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.DeleteAsync<SectionRow>(
            http,
            Section.Kind,
            change => SectionRepository.FindForUpdateAsync(change.Connection, Section.ParseRef(path), cancellationToken),
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

    private static Task<Ok<SectionDetail>> EditAsync(
        string path, ReadEdit<SectionRequest> read, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.EditAsync<SectionRequest, SectionRow, SectionDetail>(
            http,
            Section.Kind,
            change => SectionRepository.FindForUpdateAsync(change.Connection, Section.ParseRef(path), cancellationToken),
            (_, row) => Task.FromResult(SectionDetail.From(row)),
            read,
            Validator,
            async (change, row, request, stamp) =>
            {
                await SectionRepository.UpdateAsync(change.Connection, Write(row.Id, row.ParentId, row.Path, request, stamp), cancellationToken);
                TouchWithTree(change, row.Id);
            },
            cancellationToken);

    private static async Task<SectionRow?> FindParentAsync(NpgsqlConnection connection, string? parent, CancellationToken cancellationToken) =>
        parent is null ? null : await SectionRepository.FindAsync(connection, Section.ParseRef(parent), cancellationToken);

    private static IReadOnlyList<Fault> FaultsOf(string? wanted, SectionRow? parent) => (wanted, parent) switch
    {
        (null, _) => [],
        (_, null) => [new Fault("/parent", FaultCodes.NotFound, $"There is no section {wanted}.")],
        _ when Section.DepthOf(parent.Path) >= Section.MaxDepth =>
            [new Fault("/parent", FaultCodes.OutOfRange, $"{parent.Path} is at depth {Section.MaxDepth}; sections go no deeper.")],
        _ => [],
    };

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
