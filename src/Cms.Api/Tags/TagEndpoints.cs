using System.Text.Json.Nodes;
using Cms.Api.Publishing;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Paging;
using Cms.Api.Shared.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cms.Api.Tags;

internal static class TagEndpoints
{
    private static readonly TagValidator Validator = new();

    public static async Task<Created<TagDetail>> CreateTag(HttpContext http, Publisher publisher, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = TagDetail.Edit.Create<TagRequest>(await RequestBody.ReadAsync(http.Request, cancellationToken));
        Validator.ThrowIfInvalid(request);
        var detail = await publisher.ChangeAsync(
            async change =>
            {
                var moment = time.Moment();
                var id = Guid.CreateVersion7(moment);
                var slug = request.Slug ?? await Slugs.GenerateAsync(change.Connection, Tag.Kind, request.Name!, id, cancellationToken);
                if (request.Slug is not null) await Slugs.ClaimAsync(change.Connection, Tag.Kind, slug, id, cancellationToken);
                await TagRepository.InsertAsync(change.Connection, Write(request, id, slug, moment, http), cancellationToken);
                return TagDetail.From((await TagRepository.FindAsync(change.Connection, new Ref(id, null), cancellationToken))!);
            },
            cancellationToken);
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Created($"/v1/editorial/tags/{detail.Id}", detail);
    }

    public static async Task<Ok<Page<TagDetail>>> ListTags(HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        var page = IdPage.Read(http.Request);
        await using var connection = await source.OpenAsync(cancellationToken);
        var rows = await TagRepository.ListAsync(connection, page.After, page.Limit + 1, cancellationToken);
        return page.Answer(http, rows, TagDetail.From, row => row.Id);
    }

    public static async Task<Ok<TagDetail>> GetTag(string @ref, HttpContext http, EditorialDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenAsync(cancellationToken);
        var row = await TagRepository.FindAsync(connection, Ref.Parse(@ref), cancellationToken) ?? throw RefusedException.NotFound("tag");
        return Answer(http, TagDetail.From(row));
    }

    public static Task<Ok<TagDetail>> ReplaceTag(string @ref, HttpContext http, Publisher publisher, TimeProvider time, CancellationToken cancellationToken) =>
        EditAsync(@ref, TagDetail.Edit.Replace<TagRequest>, http, publisher, time, cancellationToken);

    public static Task<Ok<TagDetail>> PatchTag(string @ref, HttpContext http, Publisher publisher, TimeProvider time, CancellationToken cancellationToken) =>
        EditAsync(@ref, TagDetail.Edit.Patch<TagRequest>, http, publisher, time, cancellationToken);

    public static async Task<NoContent> DeleteTag(string @ref, HttpContext http, Publisher publisher, CancellationToken cancellationToken)
    {
        await publisher.ChangeAsync(
            async change =>
            {
                var row = await TagRepository.FindForUpdateAsync(change.Connection, Ref.Parse(@ref), cancellationToken) ?? throw RefusedException.NotFound("tag");
                Preconditions.Require(http.Request, row.Version);
                await InUse.GuardAsync(change.Connection, Tag.Kind, row.Id, () => TagRepository.DeleteAsync(change.Connection, row.Id, cancellationToken), cancellationToken);
                change.Touch(Tag.Kind, row.Id);
                return true;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<TagDetail>> EditAsync(
        string @ref, Func<JsonObject, JsonNode, TagRequest> read, HttpContext http, Publisher publisher, TimeProvider time, CancellationToken cancellationToken)
    {
        var sent = await RequestBody.ReadAsync(http.Request, cancellationToken);
        var detail = await publisher.ChangeAsync(
            async change =>
            {
                var row = await TagRepository.FindForUpdateAsync(change.Connection, Ref.Parse(@ref), cancellationToken) ?? throw RefusedException.NotFound("tag");
                Preconditions.Require(http.Request, row.Version);
                var request = read(sent, Json.ToNode(TagDetail.From(row)));
                Validator.ThrowIfInvalid(request);
                var slug = request.Slug ?? row.Slug;
                if (slug != row.Slug) await Slugs.ClaimAsync(change.Connection, Tag.Kind, slug, row.Id, cancellationToken);
                await TagRepository.UpdateAsync(change.Connection, Write(request, row.Id, slug, time.Moment(), http), cancellationToken);
                change.Touch(Tag.Kind, row.Id);
                return TagDetail.From((await TagRepository.FindAsync(change.Connection, new Ref(row.Id, null), cancellationToken))!);
            },
            cancellationToken);
        return Answer(http, detail);
    }

    private static TagWrite Write(TagRequest request, Guid id, string slug, DateTimeOffset moment, HttpContext http) => new()
    {
        Id = id,
        Slug = slug,
        Type = request.Type!,
        Name = request.Name!,
        Synonyms = [.. request.Synonyms.OfType<string>()],
        Moment = moment,
        By = http.User.KeyName(),
    };

    private static Ok<TagDetail> Answer(HttpContext http, TagDetail detail)
    {
        http.Response.Headers.ETag = detail.Etag;
        return TypedResults.Ok(detail);
    }
}
