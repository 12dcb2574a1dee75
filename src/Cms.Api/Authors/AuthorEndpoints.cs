using System.Text.Json;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Authors;

internal static class AuthorEndpoints
{
    public const string KeepCredits = "keepCredits";
    private static readonly AuthorValidator Validator = new();

    public static Task<Created<AuthorDetail>> CreateAuthor(HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.CreateAsync<AuthorRequest, AuthorDetail>(
            http,
            Author.Kind,
            AuthorDetail.Edit,
            Validator,
            async (change, request, id, stamp) =>
            {
                var slug = await Slugs.TakeAsync(change.Connection, Author.Kind, request.Slug, request.Name!, id, cancellationToken);
                await AuthorRepository.InsertAsync(change.Connection, Write(id, slug, request, stamp), cancellationToken);
                return AuthorDetail.From((await AuthorRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!);
            },
            cancellationToken);

    public static async Task<Ok<Page<AuthorDetail>>> ListAuthors(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Search(http.Request);
        var rows = await source.ReadAsync((connection, stop) => AuthorRepository.ListAsync(connection, page, stop), cancellationToken);
        return page.Answer(http, rows, AuthorDetail.From, row => row.Id);
    }

    public static async Task<Ok<AuthorDetail>> GetAuthor(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var row = await source.ReadAsync((connection, stop) => AuthorRepository.FindAsync(connection, Ref.Parse(@ref), stop), cancellationToken) ?? throw RefusedException.NotFound(Author.Kind);
        return Editing.Answer(http, AuthorDetail.From(row));
    }

    public static Task<Ok<AuthorDetail>> ReplaceAuthor(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(@ref, AuthorDetail.Edit.Replace<AuthorRequest>, http, editing, cancellationToken);

    public static Task<Ok<AuthorDetail>> PatchAuthor(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        EditAsync(@ref, AuthorDetail.Edit.Patch<AuthorRequest>, http, editing, cancellationToken);

    public static Task<NoContent> DeleteAuthor(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.DeleteAsync<AuthorRow, AuthorDetail>(
            http,
            Author.Kind,
            AuthorDetail.Edit,
            change => FindForDeleteAsync(change, @ref, cancellationToken),
            AuthorDetail.From,
            (change, row) => InUse.GuardAsync(
                change.Connection, row.Id, () => AuthorRepository.DeleteAsync(change.Connection, row.Id, cancellationToken), AuthorSql.ListUsers, cancellationToken),
            cancellationToken);

    public static Task<Ok<AuthorDetail>> MergeAuthor(string @ref, HttpContext http, Editing editing, CancellationToken cancellationToken) =>
        editing.MergeAsync(
            @ref,
            http,
            new Merging<AuthorRow, AuthorDetail>
            {
                Kind = Author.Kind,
                Find = (change, author) => AuthorRepository.FindAsync(change.Connection, author, cancellationToken),
                Lock = (change, from, into) => AuthorRepository.LockForMergeAsync(change.Connection, from, into, cancellationToken),
                Objection = (merged, target) => merged.Kind == target.Kind
                    ? null
                    : $"An author of kind {merged.Kind} is not merged into one of kind {target.Kind}; change the kind of one of them first.",
                Write = (change, merged, target, stamp) => AuthorRepository.MergeAsync(change.Connection, merged, target, stamp, cancellationToken),
                ToDetail = AuthorDetail.From,
                Edit = AuthorDetail.Edit,
            },
            cancellationToken);

    /// <summary>Whatever was merged into it goes with it, so all of them are locked, in the order that merges lock them.</summary>
    private static async Task<AuthorRow?> FindForDeleteAsync(Change change, string @ref, CancellationToken cancellationToken)
    {
        if (await AuthorRepository.FindAsync(change.Connection, Ref.Parse(@ref), cancellationToken) is { } found)
            await AuthorRepository.LockForMergeAsync(change.Connection, found.Id, found.Id, cancellationToken);
        return await FindForEditAsync(change, @ref, keepsCredits: false, cancellationToken);
    }

    private static async Task<AuthorRow?> FindForEditAsync(Change change, string @ref, bool keepsCredits, CancellationToken cancellationToken)
    {
        var author = Ref.Parse(@ref);
        if (keepsCredits && await AuthorRepository.FindAsync(change.Connection, author, cancellationToken) is { } found)
            await AuthorRepository.LockStoriesAsync(change.Connection, found.Id, cancellationToken);
        var row = await AuthorRepository.FindForUpdateAsync(change.Connection, author, cancellationToken);
        return row?.MergedInto is { } into ? throw RefusedException.Merged(Author.Kind, into) : row;
    }

    private static bool KeepsCredits(HttpRequest request)
    {
        var query = new Query(request, KeepCredits);
        var value = query.OneOf(KeepCredits, "true", "false");
        query.ThrowIfFaulty();
        return value == "true";
    }

    private static Task<Ok<AuthorDetail>> EditAsync(string @ref, ReadEdit<AuthorRequest> read, HttpContext http, Editing editing, CancellationToken cancellationToken)
    {
        var keepsCredits = KeepsCredits(http.Request);
        return editing.EditAsync<AuthorRequest, AuthorRow, AuthorDetail>(
            http,
            Author.Kind,
            AuthorDetail.Edit,
            change => FindForEditAsync(change, @ref, keepsCredits, cancellationToken),
            (_, row) => Task.FromResult(AuthorDetail.From(row)),
            read,
            Validator,
            async (change, row, request, stamp) =>
            {
                var slug = await Slugs.ChangePublicAsync(
                    change.Connection,
                    Author.Kind,
                    row.Slug,
                    request.Slug,
                    row.Id,
                    () => AuthorRepository.WasShownAsync(change.Connection, row.Id, cancellationToken),
                    cancellationToken);
                if (keepsCredits && request.Name != row.Name) await AuthorRepository.KeepCreditsAsync(change.Connection, row.Id, row.Name, cancellationToken);
                await AuthorRepository.UpdateAsync(change.Connection, Write(row.Id, slug, request, stamp), cancellationToken);
                change.Touch(Author.Kind, row.Id);
            },
            cancellationToken);
    }

    private static AuthorWrite Write(Guid id, string slug, AuthorRequest request, Stamp stamp) => new()
    {
        Id = id,
        Slug = slug,
        Kind = request.Kind!,
        Name = request.Name!,
        JobTitle = request.JobTitle,
        Bio = request.Bio,
        Profiles = JsonSerializer.Serialize(request.Profiles.Select(profile => profile with { Handle = Author.BareHandle(profile.Handle) }), Json.Options),
        Moment = stamp.Moment,
        By = stamp.By,
    };
}
