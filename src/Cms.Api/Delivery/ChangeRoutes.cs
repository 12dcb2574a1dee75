using Cms.Api.Delivery.Changes;
using Cms.Api.Shared.Http.Contract;
using Cms.Api.Shared.Http.Limits;

namespace Cms.Api.Delivery;

internal static class ChangeRoutes
{
    private const string List = "/v1/changes";

    public static void MapChanges(this IEndpointRouteBuilder routes)
    {
        var readers = routes.MapGroup("").WithTag("Changes", "What changed for readers, for those who keep a copy: apply it in order, and the copy is what the service answers.");
        readers.MapDelivery(List, ChangeEndpoints.ListChanges)
            .WithMetadata(new Followed(ChangeEndpoints.Wait), new DeliveryParameters([ChangeEndpoints.After, ChangeEndpoints.Epoch, ChangeEndpoints.Types, ChangeEndpoints.Limit, ChangeEndpoints.Wait]))
            .WithValues(ChangeEndpoints.Types, ChangePublic.Types, many: true).Produces<ChangeList>()
            .Describe("ListChanges", "List what changed", "Entries of the change log after a number, in order. An upsert says that what has this id is to be read again, a delete that it is not public any more. Ask again with next as after. With wait the answer comes when there is one, or empty when the time is over. Answers 410 resync_needed where the log does not go back so far, or the database was restored: then everything is to be read again, and followed from the Cms-Sequence of the first answer.");
        readers.MapDelivery($"{List}/stream", ChangeEndpoints.StreamChanges)
            .WithMetadata(new Followed(), new DeliveryParameters([ChangeEndpoints.After, ChangeEndpoints.Epoch, ChangeEndpoints.Types]))
            .WithValues(ChangeEndpoints.Types, ChangePublic.Types, many: true).Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .Describe("StreamChanges", "Follow what changes", "The same as server-sent events: event change with the entry as its data and its number as its id, and an empty comment every 15 seconds. The first event, start, tells the epoch. A browser that was cut off goes on by Last-Event-ID. Event resync ends a stream that cannot go on. A client that does not read for ten seconds is cut off.");
    }
}
