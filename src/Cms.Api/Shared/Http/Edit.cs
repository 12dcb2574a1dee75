using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Api.Shared.Http;

/// <summary>
/// Turns what a client sent into the new state of a resource. What GET answers can be sent back as it is, so members that are
/// not the client's to set are taken when unchanged and refused when changed; those computed from elsewhere are ignored.
/// </summary>
/// <param name="ReadOnly">Members that the service sets.</param>
/// <param name="Computed">Members that other resources or the clock determine.</param>
internal sealed record Edit(IReadOnlyList<string> ReadOnly, IReadOnlyList<string> Computed)
{
    /// <exception cref="RefusedException">400: a member is unknown or of a wrong type.</exception>
    public Edited<T> Create<T>(JsonObject sent) => Read<T>(sent, []);

    /// <summary>PUT: members left out return to their defaults.</summary>
    public Edited<T> Replace<T>(JsonObject sent, JsonNode current) => Read<T>(sent, current.AsObject());

    /// <summary>PATCH, by JSON Merge Patch (RFC 7396) over what GET answers now.</summary>
    public Edited<T> Patch<T>(JsonObject sent, JsonNode current) => Read<T>(MergePatch.Apply(current, sent).AsObject(), current.AsObject());

    /// <summary>The members that are the client's to change.</summary>
    public IEnumerable<string> Changeable(JsonObject detail) => detail.Select(member => member.Key).Except(ReadOnly).Except(Computed);

    private Edited<T> Read<T>(JsonObject sent, JsonObject current)
    {
        var faults = ReadOnly
            .Where(name => sent.ContainsKey(name) && !JsonNode.DeepEquals(sent[name], current[name]))
            .Select(name => new Fault("/" + name, FaultCodes.ReadOnly, $"{name} cannot be changed here; leave it out or send it as it is."))
            .ToList();

        var input = sent.DeepClone().AsObject();
        foreach (var name in ReadOnly.Concat(Computed)) input.Remove(name);
        return new Edited<T>(Deserialize<T>(input), faults);
    }

    public static T Deserialize<T>(JsonObject input)
    {
        try
        {
            return input.Deserialize<T>(InputJson.Options) ?? throw new RefusedException(Problems.Malformed, "The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            var fault = JsonPaths.Explain(exception, input, typeof(T));
            throw new RefusedException(Problems.Malformed, fault.Detail, [fault]);
        }
    }
}

/// <summary>A request as it was understood, and what is wrong with it so far; whoever judges the rest tells all of it together.</summary>
internal sealed record Edited<T>(T Request, IReadOnlyList<Fault> Faults);
