using System.Globalization;
using Cms.Api.Delivery.Changes;
using Cms.Api.Shared.Following;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Http.Limits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Delivery;

/// <summary>Marks a route that anyone may call, and that is no part of what readers get: nothing of it may be kept.</summary>
internal sealed record NotDelivered;

/// <summary>What every operation for readers has in common, for the contract.</summary>
internal sealed class DeliveryOperations : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any() || metadata.OfType<NotDelivered>().Any()) return;

        var names = metadata.OfType<DeliveryParameters>().SelectMany(parameters => parameters.Names).ToList();
        operation.AddQuery(names, metadata);
        if (metadata.OfType<Followed>().Any())
        {
            // More at once than of a list: an entry is short.
            if (operation.Parameters!.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter.Name == ChangeEndpoints.Limit)?.Schema is OpenApiSchema limit)
                (limit.Maximum, limit.Default) = (ChangeReader.MaxLimit.ToString(CultureInfo.InvariantCulture), ChangeEndpoints.DefaultLimit);
            operation.AddProblems(Refusals.Unreadable(operation).Concat([Problems.ResyncNeeded, Problems.Unavailable]));
            // A stream begins before there is a last one.
            if (!names.Contains(ChangeEndpoints.Limit)) (operation.Responses!["200"] as OpenApiResponse)?.AddHeader("X-Accel-Buffering", "no: a proxy that understands it passes each event on at once.");
            if (names.Contains(ChangeEndpoints.Limit)) (operation.Responses!["200"] as OpenApiResponse)?.AddHeader(ReadersFollow.Sequence, "The last number of the log: where next is as great, that is all there is.", isAlways: false);
            return;
        }
        operation.AddHeader("If-None-Match", required: false, "The ETag of an answer that is there already.");
        operation.AddHeader(ReadersFollow.MinSequence, required: false, "A number of the change log: what is answered was read there or later. Where this instance has not come so far, 503.");
        if (operation.Responses?["200"] is OpenApiResponse answer) AddHeaders(answer, isList: names.Contains("cursor"));
        var known = new OpenApiResponse { Description = "The client has this answer already" };
        AddHeaders(known, isList: names.Contains("cursor"));
        operation.Responses!["304"] = known;
        if (FindsOne(operation))
        {
            var moved = new OpenApiResponse { Description = "Moved to another address" };
            AddHeaders(moved, isList: false);
            moved.AddHeader("Location", "The present address; the query string is kept.");
            operation.Responses["301"] = moved;
            operation.AddProblems(Problems.NotFound, Problems.Gone);
        }
        operation.AddProblems(Refusals.Unreadable(operation).Append(Problems.Unavailable));
    }

    private static void AddHeaders(OpenApiResponse answer, bool isList)
    {
        answer.AddHeader("ETag", "Names these very bytes.");
        answer.AddHeader("Cache-Control", "How long caches may keep the answer.");
        answer.AddHeader(AnswerHeaders.CacheTag, "What the answer shows, for caches to let go of it by.", isAlways: false);
        answer.AddHeader(ReadersFollow.Sequence, "The number of the change log that the answer was read at.");
        answer.AddHeader("Vary", "Accept-Encoding: Brotli and gzip are there for the asking.");
        answer.AddHeader(AnswerHeaders.Stale, "true while the database is away: what was last known is answered, for a minute.", isAlways: false);
        if (isList) answer.AddHeader("Link", "The next page, rel=\"next\".", isAlways: false);
    }

    /// <summary>By a part of its address, or, for a page, by the address of the page.</summary>
    private static bool FindsOne(OpenApiOperation operation) =>
        operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path || parameter.Name == "path") ?? false;
}
