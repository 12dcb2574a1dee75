using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http.Limits;
using Cms.Api.Shared.Http.Repeats;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>Marks a route that judges content which no body brings, so that it can answer 422.</summary>
internal sealed record JudgesContent;

/// <summary>Marks a write of what has no version: it takes no If-Match.</summary>
internal sealed record Unconditional;

/// <summary>Marks routes of what readers never see.</summary>
internal sealed record NeverPublic;

/// <summary>What a client may ask for with Prefer on a route.</summary>
internal sealed record HonouredPreference(string Name, string Description);

/// <summary>What every operation for editors has in common: the key, the version it changes, the ways it may refuse.</summary>
internal sealed class EditorialOperations : IOperationFilter
{
    public const string Scheme = "bearer";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any()) return;

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        var method = context.ApiDescription.HttpMethod;
        var reads = HttpMethods.IsGet(method!);
        var creates = operation.Responses?.ContainsKey("201") ?? false;
        // What answers 201 or 200 creates what is not there and changes what is: it goes without If-Match, and heeds it. So does what adds to a resource.
        var changes = !reads && !context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<Unconditional>().Any() && (!creates || operation.Responses!.ContainsKey("200") || operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true);
        if (changes) operation.AddHeader("If-Match", required: !creates, "The ETag that was read, or * to force.");
        var repeats = SafeRepeats.AreOf(method!, context.ApiDescription.ActionDescriptor.EndpointMetadata);
        if (repeats) operation.AddHeader(IdempotencyKey.Header, required: false, "Any name for this request, of up to 255 visible ASCII characters: sent again within 24 hours it is not done again, but answered as before.", ParameterDescriptions.Text(IdempotencyKey.MaxLength));
        var preferences = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<HonouredPreference>().ToList();
        if (preferences.Count > 0) operation.AddHeader(Preferences.Header, required: false, string.Join(" ", preferences.Select(preference => $"{preference.Name}: {preference.Description}")));
        operation.AddProblems(RefusalsOf(operation, changes, creates));
        operation.AddProblems(Refusals.Of(context));
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<JudgesContent>().Any()) operation.AddProblems(Problems.Invalid);
        // The whole of a body is read, also where the route itself has none.
        if (repeats) operation.AddProblems(Problems.Timeout, Problems.TooLarge, Problems.UnsupportedMediaType, Problems.Invalid, Problems.KeyReused, Problems.StillRunning);
        var isNeverPublic = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<NeverPublic>().Any();
        foreach (var (status, response) in operation.Responses!)
        {
            if (!reads && response is OpenApiResponse { } done)
            {
                done.AddHeader(LimitMiddleware.Policy, "How many writes a key may make, in how many seconds.");
                done.AddHeader(LimitMiddleware.Left, "How many are left now, and when all are again.");
                if (status is ['2', ..] && !isNeverPublic) done.AddHeader(ReadersFollow.Sequence, $"Where readers see the change: the number of the change log that it ended with, for {ReadersFollow.MinSequence}.", isAlways: false);
            }
            if (preferences.Count > 0 && status is ['2', ..] && response is OpenApiResponse applied) applied.AddHeader(Preferences.Applied, $"{string.Join(" or ", preferences.Select(preference => preference.Name))}, where it made a difference.", isAlways: false);
            // What is merged into a story is a part of it.
            if (response is OpenApiResponse part && status == "204" && preferences.Any(preference => preference.Name.StartsWith(Preferences.Merge, StringComparison.Ordinal)))
                part.AddHeader("ETag", "The version of the story.");
            if (response is not OpenApiResponse answer || status is not ("200" or "201")) continue;
            if (repeats) answer.AddHeader(KeptAnswer.Replayed, "true where the request was done before, under its Idempotency-Key.", isAlways: false);
            if (!IsList(context)) answer.AddHeader("ETag", "The version; If-Match wants it.");
            if (status == "201") answer.AddHeader("Location", "Where the new resource is.");
            if (IsList(context)) answer.AddHeader("Link", "The next page, rel=\"next\".", isAlways: false);
        }
    }

    private static IEnumerable<ProblemKind> RefusalsOf(OpenApiOperation operation, bool changes, bool creates)
    {
        // A parameter that a route does not know is refused everywhere.
        foreach (var kind in Refusals.Unreadable(operation)) yield return kind;
        yield return Problems.Unauthorized;
        yield return Problems.Forbidden;
        if (operation.RequestBody is not null)
        {
            yield return Problems.Timeout;
            yield return Problems.TooLarge;
            yield return Problems.UnsupportedMediaType;
            yield return Problems.Invalid;
        }
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) ?? false) yield return Problems.NotFound;
        yield return Problems.RateLimited;
        if (changes) yield return Problems.Stale;
        if (changes && !creates) yield return Problems.PreconditionRequired;
        yield return Problems.Unavailable;
    }

    private static bool IsList(OperationFilterContext context) =>
        HttpMethods.IsGet(context.ApiDescription.HttpMethod!) && context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<QueryParameters>().Any();
}
