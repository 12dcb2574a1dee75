using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Tags;

internal static class TagEndpoints
{
    private static readonly TagValidator Validator = new();

    public static Task<Created<TagDetail>> CreateTag(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync<TagRequest, TagDetail>(
            http,
            Tag.Kind,
            TagDetail.Edit,
            Validator,
            async (change, request, id, stamp) =>
            {
                var slug = await Slugs.TakeAsync(change.Connection, Tag.Kind, request.Slug, request.Name!, id, cancellationToken);
                await TagRepository.InsertAsync(change.Connection, Write(id, slug, request, stamp), cancellationToken);
                return TagDetail.From((await TagRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!);
            },
            cancellationToken);

    public static async Task<Ok<Page<TagDetail>>> ListTags(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Search(http.Request);
        var rows = await source.ReadAsync((connection, stop) => TagRepository.ListAsync(connection, page, stop), cancellationToken);
        return page.Answer(http, rows, TagDetail.From, row => row.Id);
    }

    public static async Task<Ok<TagDetail>> GetTag(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var row = await source.ReadAsync((connection, stop) => TagRepository.FindAsync(connection, Ref.Parse(@ref), stop), cancellationToken) ?? throw RefusedException.NotFound(Tag.Kind);
        return Editing.Answer(http, TagDetail.From(row));
    }

    public static Task<Ok<TagDetail>> ReplaceTag(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(@ref, TagDetail.Edit.Replace<TagRequest>, http, editing, cancellationToken);

    public static Task<Ok<TagDetail>> PatchTag(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(@ref, TagDetail.Edit.Patch<TagRequest>, http, editing, cancellationToken);

    public static Task<NoContent> DeleteTag(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.DeleteAsync<TagRow, TagDetail>(
            http,
            Tag.Kind,
            TagDetail.Edit,
            change => FindForDeleteAsync(change, @ref, cancellationToken),
            TagDetail.From,
            (change, row) => InUse.GuardAsync(
                change.Connection, row.Id, () => TagRepository.DeleteAsync(change.Connection, row.Id, cancellationToken), TagSql.ListUsers, cancellationToken),
            cancellationToken);

    public static Task<Ok<TagDetail>> MergeTag(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.MergeAsync(
            @ref,
            http,
            new Merging<TagRow, TagDetail>
            {
                Kind = Tag.Kind,
                Find = (change, tag) => TagRepository.FindAsync(change.Connection, tag, cancellationToken),
                Lock = (change, from, into) => TagRepository.LockForMergeAsync(change.Connection, from, into, cancellationToken),
                Objection = TagMerge.Objection,
                Write = (change, merged, target, stamp) => TagMerge.WriteAsync(change.Connection, merged, target, stamp, cancellationToken),
                ToDetail = TagDetail.From,
                Edit = TagDetail.Edit,
            },
            cancellationToken);

    /// <summary>Whatever was merged into it goes with it, so all of them are locked, in the order that merges lock them.</summary>
    private static async Task<TagRow?> FindForDeleteAsync(Change change, string @ref, CancellationToken cancellationToken)
    {
        if (await TagRepository.FindAsync(change.Connection, Ref.Parse(@ref), cancellationToken) is { } found)
            await TagRepository.LockForMergeAsync(change.Connection, found.Id, found.Id, cancellationToken);
        return await FindForEditAsync(change, @ref, cancellationToken);
    }

    private static async Task<TagRow?> FindForEditAsync(Change change, string @ref, CancellationToken cancellationToken)
    {
        var row = await TagRepository.FindForUpdateAsync(change.Connection, Ref.Parse(@ref), cancellationToken);
        return row?.MergedInto is { } into ? throw RefusedException.Merged(Tag.Kind, into) : row;
    }

    private static Task<Ok<TagDetail>> EditAsync(string @ref, ReadEdit<TagRequest> read, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.EditAsync<TagRequest, TagRow, TagDetail>(
            http,
            Tag.Kind,
            TagDetail.Edit,
            change => FindForEditAsync(change, @ref, cancellationToken),
            (_, row) => Task.FromResult(TagDetail.From(row)),
            read,
            Validator,
            async (change, row, request, stamp) =>
            {
                var slug = await Slugs.ChangePublicAsync(
                    change.Connection,
                    Tag.Kind,
                    row.Slug,
                    request.Slug,
                    row.Id,
                    () => TagRepository.WasShownAsync(change.Connection, row.Id, cancellationToken),
                    cancellationToken);
                await TagRepository.UpdateAsync(change.Connection, Write(row.Id, slug, request, stamp), cancellationToken);
                change.Touch(Tag.Kind, row.Id);
            },
            cancellationToken);

    private static TagWrite Write(Guid id, string slug, TagRequest request, Stamp stamp) => new()
    {
        Id = id,
        Slug = slug,
        Type = request.Type!,
        Name = request.Name!,
        Synonyms = [.. request.Synonyms.OfType<string>()],
        Moment = stamp.Moment,
        By = stamp.By,
    };
}
