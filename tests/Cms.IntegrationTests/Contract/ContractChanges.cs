using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Cms.IntegrationTests.Contract;

/// <summary>Tells what became different between two contracts, operation by operation. What only describes is not compared.</summary>
internal sealed partial class ContractChanges
{
    private readonly List<ContractChange> _found = [];
    private readonly SchemaChanges _schemas;

    private ContractChanges() => _schemas = new SchemaChanges(_found);

    /// <summary>What breaks clients comes first.</summary>
    public static IReadOnlyList<ContractChange> Between(OpenApiDocument before, OpenApiDocument after)
    {
        var changes = new ContractChanges();
        Match(OperationsOf(before), OperationsOf(after), StringComparer.Ordinal, changes.Gone, changes.IsNew, changes.Compare);
        Match(before.Components?.SecuritySchemes, after.Components?.SecuritySchemes, StringComparer.Ordinal, changes.Gone, changes.IsNew, changes.Compare);
        return [.. changes._found.OrderByDescending(change => change.BreaksClients)];
    }

    /// <summary>Pairs what has the same key, and hands over what has no counterpart.</summary>
    public static void Match<T>(
        IEnumerable<KeyValuePair<string, T>>? before,
        IEnumerable<KeyValuePair<string, T>>? after,
        StringComparer comparer,
        Action<string, T> gone,
        Action<string, T> isNew,
        Action<string, T, T> compare)
    {
        var old = (before ?? []).ToDictionary(comparer);
        var now = (after ?? []).ToDictionary(comparer);
        foreach (var (key, value) in old)
        {
            if (now.TryGetValue(key, out var counterpart)) compare(key, value, counterpart);
            else gone(key, value);
        }
        foreach (var (key, value) in now.Where(pair => !old.ContainsKey(pair.Key))) isNew(key, value);
    }

    /// <summary>By method and path; what a parameter of a path is called makes no other address.</summary>
    private static IEnumerable<KeyValuePair<string, OpenApiOperation>> OperationsOf(OpenApiDocument contract) =>
        contract.Paths.SelectMany(path => path.Value.Operations ?? [], (path, operation) => KeyValuePair.Create($"{operation.Key} {PathParameter().Replace(path.Key, "{}")}", operation.Value));

    private void Tell(bool breaks, string where, string what) => _found.Add(new ContractChange(breaks, where, what));

    private void Gone(string address, OpenApiOperation operation) => Tell(true, $"{operation.OperationId} ({address})", "is gone");

    private void IsNew(string address, OpenApiOperation operation) => Tell(false, $"{operation.OperationId} ({address})", "is new");

    private void Gone(string name, IOpenApiSecurityScheme scheme) => Tell(true, $"Security scheme {name}", "is gone");

    private void IsNew(string name, IOpenApiSecurityScheme scheme) => Tell(false, $"Security scheme {name}", "is new");

    private void Compare(string name, IOpenApiSecurityScheme before, IOpenApiSecurityScheme after)
    {
        if ((before.Type, before.Scheme, before.In, before.Name) != (after.Type, after.Scheme, after.In, after.Name)) Tell(true, $"Security scheme {name}", "is another");
    }

    private void Compare(string address, OpenApiOperation before, OpenApiOperation after)
    {
        var name = after.OperationId!;
        if (before.OperationId != name) Tell(true, before.OperationId!, $"is called {name} now");
        CompareSecurity(name, SchemesOf(before), SchemesOf(after));
        Match(
            ParametersOf(before),
            ParametersOf(after),
            StringComparer.OrdinalIgnoreCase,
            (key, _) => Tell(true, name, $"has no parameter in {key} any more"),
            (key, parameter) => Tell(parameter.Required, name, $"has a new {(parameter.Required ? "required " : "")}parameter in {key}"),
            (key, old, now) => CompareParameter($"{name}, parameter in {key},", old, now));
        CompareBody(name, before.RequestBody, after.RequestBody);
        Match(
            before.Responses,
            after.Responses,
            StringComparer.Ordinal,
            (status, _) => Tell(true, name, $"answers no {status} any more"),
            // Clients handle refusals by their class; a success they have never heard of they take for another.
            (status, _) => Tell(status[0] is '1' or '2' or '3', name, $"may answer {status} now"),
            (status, old, now) => CompareAnswer($"{name} {status}", old, now));
    }

    private void CompareSecurity(string name, HashSet<string> before, HashSet<string> after)
    {
        if (before.SetEquals(after)) return;
        if (after.Count == 0) Tell(false, name, "needs no key any more");
        else Tell(true, name, before.Count == 0 ? "needs a key now" : "needs another key now");
    }

    private void CompareParameter(string where, IOpenApiParameter before, IOpenApiParameter after)
    {
        if (before.Required != after.Required) Tell(after.Required, where, after.Required ? "is required now" : "may be left out now");
        if ((before.Style, before.Explode) != (after.Style, after.Explode)) Tell(true, where, "is written in another way now");
        _schemas.Compare(before.Schema, after.Schema, Way.Request, where);
    }

    private void CompareBody(string name, IOpenApiRequestBody? before, IOpenApiRequestBody? after)
    {
        if (before is not null && after is null) Tell(true, name, "takes no body any more");
        else if (before is null && after is not null) Tell(after.Required, name, after.Required ? "needs a body now" : "may have a body now");
        else if (before?.Required != after?.Required) Tell(after!.Required, name, after.Required ? "needs a body now" : "may go without a body now");
        if (before is not null && after is not null) CompareContent($"{name}, body", before.Content, after.Content, Way.Request);
    }

    private void CompareAnswer(string where, IOpenApiResponse before, IOpenApiResponse after)
    {
        CompareContent(where, before.Content, after.Content, Way.Answer);
        Match(
            before.Headers,
            after.Headers,
            StringComparer.OrdinalIgnoreCase,
            (header, _) => Tell(true, where, $"has no header {header} any more"),
            (header, _) => Tell(false, where, $"has a new header {header}"),
            (header, old, now) =>
            {
                if (old.Required && !now.Required) Tell(true, where, $"has not always a header {header} any more");
                _schemas.Compare(old.Schema, now.Schema, Way.Answer, $"{where}, header {header},");
            });
    }

    private void CompareContent(string where, IDictionary<string, IOpenApiMediaType>? before, IDictionary<string, IOpenApiMediaType>? after, Way way) => Match(
        before,
        after,
        StringComparer.OrdinalIgnoreCase,
        (type, _) => Tell(true, where, $"is no longer {type}"),
        (type, _) => Tell(false, where, $"may be {type} now"),
        (type, old, now) => _schemas.Compare(old.Schema, now.Schema, way, where));

    private static HashSet<string> SchemesOf(OpenApiOperation operation) =>
        [.. (operation.Security ?? []).SelectMany(requirement => requirement.Keys).Select(scheme => scheme.Reference.Id!)];

    /// <summary>By place and name; those of a path by their order, for their names are not sent.</summary>
    private static IEnumerable<KeyValuePair<string, IOpenApiParameter>> ParametersOf(OpenApiOperation operation)
    {
        var inPath = 0;
        foreach (var parameter in operation.Parameters ?? [])
            yield return KeyValuePair.Create(parameter.In == ParameterLocation.Path ? $"path, number {++inPath}" : $"{parameter.In} {parameter.Name}".ToLowerInvariant(), parameter);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathParameter();
}
