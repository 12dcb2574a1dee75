using System.Globalization;
using System.Text;
using System.Text.Json;
using Cms.Api.Shared.Http;

namespace Cms.Api.Delivery.Changes;

internal static class ServerSentEvent
{
    /// <summary>An event as it is sent; its data is one line of JSON.</summary>
    public static ReadOnlyMemory<byte> Write<T>(string name, long? id, T data)
    {
        var number = id is null ? "" : string.Create(CultureInfo.InvariantCulture, $"id: {id}\n");
        return Encoding.UTF8.GetBytes($"{number}event: {name}\ndata: {JsonSerializer.Serialize(data, Json.Options)}\n\n");
    }
}
