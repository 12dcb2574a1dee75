using System.Text;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery;

/// <summary>Answers one document, or a member of it.</summary>
internal static class DocumentEndpoints
{
    /// <summary>The body as it is stored.</summary>
    private const string Blocks = "blocks";

    private static readonly byte[] Items = "{\"items\":"u8.ToArray();
    private static readonly byte[] NoItems = "[]"u8.ToArray();
    private static readonly byte[] NoNext = ",\"next\":null}"u8.ToArray();

    public static async Task<IResult> GetDocument(HttpContext http, LiveReader live, DocumentRoute route)
    {
        var (fields, withBody, form) = ReadQuery(http.Request, route);
        return await FindAsync(http, live, route.Kind, withBody, row => new AnswerBody().AddDocument(row.Card, BodyOf(row), fields));

        byte[]? BodyOf(LookupRow row) => row is { Card: { } card, Body: { } body } && withBody ? form?.Make(card, body) ?? body : null;
    }

    /// <summary>A list that the document holds already.</summary>
    public static async Task<IResult> GetMember(HttpContext http, LiveReader live, string kind, string member)
    {
        new Query(http.Request).ThrowIfFaulty();
        var name = Encoding.UTF8.GetBytes(member);
        return await FindAsync(
            http, live, kind, withBody: false, row => new AnswerBody().Add(Items).Add(JsonSlices.Member(row.Card, name, NoItems)).Add(NoNext));
    }

    /// <summary>The document of a kind that has one.</summary>
    public static async Task<IResult> GetOnly(HttpContext http, LiveReader live, string kind)
    {
        new Query(http.Request).ThrowIfFaulty();
        var row = await live.FindOnlyAsync(kind, http.RequestAborted);
        return row.Id is { } id
            ? new Answer(new AnswerBody().Add(row.Card), row.Number, new CacheTags().AddDocument(kind, id))
            : new NotPublic(row.Number, new CacheTags());
    }

    private static async Task<IResult> FindAsync(HttpContext http, LiveReader live, string kind, bool withBody, Func<LookupRow, AnswerBody> body)
    {
        var reference = Ref.Parse(RouteRef.Read(http));
        var row = await live.FindAsync(kind, reference, withBody, http.RequestAborted);
        var tags = new CacheTags();
        if ((row.Id ?? row.MovedId ?? row.GoneId ?? reference.Id) is { } id) tags.AddDocument(kind, id);
        return row switch
        {
            { Id: not null } => new Answer(body(row), row.Number, tags),
            { MovedTo: { } slug } => new Moved(RouteRef.LocationOf(http, slug), row.Number, tags),
            { GoneId: { } gone, Reason: { } reason } => new Withdrawn(gone, reason, row.Number, tags),
            _ => new NotPublic(row.Number, tags),
        };
    }

    private static (FieldSelection? Fields, bool WithBody, BodyForm? Form) ReadQuery(HttpRequest request, DocumentRoute route)
    {
        var query = new Query(request, [.. ParametersOf(route)]);
        var form = route.HasBody ? query.OneOf("body", [Blocks, .. route.BodyForms.Select(form => form.Name)]) : null;
        var fields = route.Fields.Count > 0 ? FieldSelection.Read(query, route.Fields, withBody: route.HasBody) : null;
        query.ThrowIfFaulty();
        return (fields, route.HasBody && fields is not { HasBody: false }, route.BodyForms.FirstOrDefault(known => known.Name == form));
    }

    public static IEnumerable<string> ParametersOf(DocumentRoute route)
    {
        if (route.HasBody) yield return "body";
        if (route.Fields.Count > 0) yield return "fields";
    }
}
