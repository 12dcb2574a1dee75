using System.Text;
using Cms.Api.Delivery.Cache;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery;

/// <summary>Answers one document, or a member of it.</summary>
internal static class DocumentEndpoints
{
    /// <summary>The body as it is stored.</summary>
    private const string Blocks = "blocks";

    private const string BodyParameter = "body";
    private const string FieldsParameter = "fields";

    private static readonly byte[] Items = "{\"items\":"u8.ToArray();
    private static readonly byte[] NoItems = "[]"u8.ToArray();
    private static readonly byte[] NoNext = ",\"next\":null}"u8.ToArray();

    public static Task<IResult> GetDocument(HttpContext http, LiveReader live, DeliveryCache cache, DocumentRoute route)
    {
        var (fields, withBody, form) = ReadQuery(http.Request, route);
        var target = TargetOf(http).Add(http.Request, BodyParameter, Blocks).AddAlternatives(http.Request, FieldsParameter);
        return FindAsync(http, live, cache, target, route.Kind, withBody, row => new AnswerBody().AddDocument(row.Card, BodyOf(row), fields));

        byte[]? BodyOf(LookupRow row) => row is { Card: { } card, Body: { } body } && withBody ? form?.Make(card, body) ?? body : null;
    }

    /// <summary>A list that the document holds already.</summary>
    public static Task<IResult> GetMember(HttpContext http, LiveReader live, DeliveryCache cache, string kind, string member)
    {
        new Query(http.Request).ThrowIfFaulty();
        var name = Encoding.UTF8.GetBytes(member);
        return FindAsync(
            http, live, cache, TargetOf(http), kind, withBody: false, row => new AnswerBody().Add(Items).Add(JsonSlices.Member(row.Card, name, NoItems)).Add(NoNext));
    }

    /// <summary>The document of a kind that has one.</summary>
    public static Task<IResult> GetOnly(HttpContext http, LiveReader live, DeliveryCache cache, string kind)
    {
        new Query(http.Request).ThrowIfFaulty();
        return cache.AnswerAsync(http, http.Request.PathBase + http.Request.Path, async least =>
        {
            var row = await live.FindOnlyAsync(kind, least);
            return row.Id is { } id
                ? Answer.Found(new AnswerBody().Add(row.Card), row.Number, new CacheTags().AddDocument(kind, id))
                : Answer.NotPublic(row.Number, new CacheTags().AddOnly(kind));
        });
    }

    private static CanonicalTarget TargetOf(HttpContext http) => new(RouteRef.PathOf(http, RouteRef.Read(http)));

    private static Task<IResult> FindAsync(
        HttpContext http, LiveReader live, DeliveryCache cache, CanonicalTarget target, string kind, bool withBody, Func<LookupRow, AnswerBody> body)
    {
        var reference = Ref.Parse(RouteRef.Read(http));
        var route = RouteRef.PatternOf(http);
        var pathBase = http.Request.PathBase;
        return cache.AnswerAsync(http, target.ToString(), async least =>
        {
            var row = await live.FindAsync(kind, reference, withBody, least);
            var tags = new CacheTags();
            if ((row.Id ?? row.MovedId ?? row.GoneId ?? reference.Id) is { } id) tags.AddDocument(kind, id);
            tags.AddAddress(kind, reference.Slug ?? reference.Id!.Value.ToString());
            return row switch
            {
                { Id: not null } => Answer.Found(body(row), row.Number, tags),
                { MovedTo: { } to } => Answer.Moved(Locations.OfRoute(pathBase, route, to), keepsQuery: true, row.Number, tags),
                { GoneId: { } gone, Reason: { } reason } => Answer.Withdrawn(gone, reason, row.Number, tags),
                _ => Answer.NotPublic(row.Number, tags, reference.Slug is { } slug ? PublicNames.Meant(tags, kind, slug, (row.NearSlugs ?? []).Zip(row.NearIds ?? [])) : null),
            };
        });
    }

    private static (FieldSelection? Fields, bool WithBody, BodyForm? Form) ReadQuery(HttpRequest request, DocumentRoute route)
    {
        var query = new Query(request, [.. ParametersOf(route)]);
        var form = route.HasBody ? query.OneOf(BodyParameter, [Blocks, .. route.BodyForms.Select(form => form.Name)]) : null;
        var fields = route.Fields.Count > 0 ? FieldSelection.Read(query, route.Fields, withBody: route.HasBody) : null;
        query.ThrowIfFaulty();
        return (fields, route.HasBody && fields is not { HasBody: false }, route.BodyForms.FirstOrDefault(known => known.Name == form));
    }

    public static IEnumerable<string> ParametersOf(DocumentRoute route)
    {
        if (route.HasBody) yield return BodyParameter;
        if (route.Fields.Count > 0) yield return FieldsParameter;
    }
}
