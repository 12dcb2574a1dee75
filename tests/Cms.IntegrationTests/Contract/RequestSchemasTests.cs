using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Http.Contract;

namespace Cms.IntegrationTests.Contract;

/// <summary>What the contract lets editors send is what the service takes from them.</summary>
public sealed class RequestSchemasTests
{
    [Fact]
    public void What_GET_answers_may_be_put_back_and_merged_as_it_is()
    {
        var changes = ContractOperations.All.Where(operation => operation.IsEditorial && (operation.Method == HttpMethod.Put || operation.Method == HttpMethod.Patch)).ToList();
        var faults =
            from change in changes
            from read in ContractOperations.All
            where read.Method == HttpMethod.Get && read.Path == change.Path
            from fault in FaultsOf(change, ExampleOf(read.Id))
            select $"{change}: {fault}";

        Assert.Empty(faults);
        Assert.Contains(changes, change => change.Id == "ReplaceArticle");
    }

    [Fact]
    public void Spans_may_have_keys_which_no_answer_has()
    {
        var story = ExampleOf("GetEditorialArticle").AsObject();
        var span = story["body"]!.AsArray().First(block => (string)block!["_type"]! == "block")!["children"]![0]!;
        Assert.False(span.AsObject().ContainsKey("_key"));
        span["_key"] = "a span of its own";

        Assert.Empty(FaultsOf(Operation("ReplaceArticle"), story));
        Assert.NotEmpty(AnswerSchemas.Faults(
            AnswerSchemas.Whole.Of(Operation("GetEditorialArticle").Responses["200"]["content"]!["application/json"]!["schema"]!), JsonSerializer.SerializeToElement(story)));
    }

    [Fact]
    public void A_code_is_required_of_a_new_agency_alone()
    {
        var agency = new JsonObject { ["name"] = "Northern Press", ["kind"] = "wire" };

        Assert.NotEmpty(FaultsOf(Operation("CreateAgency"), agency));
        Assert.Empty(FaultsOf(Operation("ReplaceAgency"), agency));
        Assert.Empty(FaultsOf(Operation("PatchAgency"), agency));
    }

    private static ContractOperation Operation(string id) => ContractOperations.All.Single(operation => operation.Id == id);

    private static JsonNode ExampleOf(string id) => Examples.All.First(example => example.Operation == id).Response!.DeepClone();

    private static IEnumerable<string> FaultsOf(ContractOperation operation, JsonNode body) =>
        operation.Bodies.Where(content => content.Key.EndsWith("json", StringComparison.Ordinal))
            .SelectMany(content => AnswerSchemas.Faults(AnswerSchemas.Whole.Of(content.Value!["schema"]!), JsonSerializer.SerializeToElement(body)));
}
