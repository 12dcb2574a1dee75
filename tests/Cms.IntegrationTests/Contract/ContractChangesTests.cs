using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Cms.IntegrationTests.Contract;

/// <summary>Each kind of change, made in a small contract.</summary>
public sealed class ContractChangesTests
{
    private const string Contract = """
        {
          "openapi": "3.1.2", "info": { "title": "Small", "version": "v1" },
          "paths": {
            "/things/{ref}": {
              "get": {
                "operationId": "GetThing",
                "parameters": [
                  { "name": "ref", "in": "path", "required": true, "schema": { "type": "string" } },
                  { "name": "sort", "in": "query", "schema": { "type": "string", "enum": [ "name", "-name" ] } }
                ],
                "responses": {
                  "200": {
                    "description": "A thing", "headers": { "ETag": { "schema": { "type": "string" } } },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } }, "text/markdown": { "schema": { "type": "string" } } }
                  },
                  "404": { "description": "Nothing" }
                }
              },
              "put": {
                "operationId": "PutThing", "security": [ { "bearer": [] } ],
                "parameters": [ { "name": "ref", "in": "path", "required": true, "schema": { "type": "string" } } ],
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ThingRequest" } } } },
                "responses": { "204": { "description": "Done" } }
              }
            }
          },
          "components": {
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
            "schemas": {
              "Thing": {
                "type": "object", "required": [ "name", "kind", "blocks" ],
                "properties": {
                  "name": { "type": "string" }, "kind": { "type": "string", "enum": [ "small", "large" ] }, "note": { "type": [ "null", "string" ] },
                  "parent": { "oneOf": [ { "type": "null" }, { "$ref": "#/components/schemas/Thing" } ] },
                  "blocks": { "type": "array", "items": { "oneOf": [ { "$ref": "#/components/schemas/Text" }, { "$ref": "#/components/schemas/Box" } ] } }
                }
              },
              "Text": { "type": "object", "required": [ "_type" ], "properties": { "_type": { "const": "text" }, "words": { "type": "integer" } } },
              "Box": { "type": "object", "required": [ "_type" ], "properties": { "_type": { "const": "box" }, "thing": { "$ref": "#/components/schemas/Thing" } } },
              "ThingRequest": {
                "type": "object", "required": [ "name" ], "additionalProperties": false,
                "properties": {
                  "name": { "type": "string", "maxLength": 80, "pattern": "^[a-z]+$" }, "kind": { "type": "string", "enum": [ "small", "large" ] },
                  "size": { "type": "number", "maximum": 10 }, "tags": { "type": "array", "maxItems": 5, "items": { "type": [ "null", "string" ] } }
                }
              }
            }
          }
        }
        """;

    private const string Get = "/paths/~1things~1{ref}/get";
    private const string Put = "/paths/~1things~1{ref}/put";
    private const string Thing = "/components/schemas/Thing";
    private const string Request = "/components/schemas/ThingRequest";
    private const string Body = Put + "/requestBody";

    [Fact]
    public void The_same_contract_has_no_changes() => Assert.Empty(ContractChanges.Between(Read(Contract), Read(Contract)));

    [Theory]
    [InlineData(Put, null, "breaks clients: PutThing (PUT /things/{}) is gone")]
    [InlineData(Get + "/operationId", "\"ReadThing\"", "breaks clients: GetThing is called ReadThing now")]
    [InlineData(Get + "/security", """[ { "bearer": [] } ]""", "breaks clients: GetThing needs a key now")]
    [InlineData(Put + "/security", "[]", "safe: PutThing needs no key any more")]
    [InlineData("/components/securitySchemes/bearer/scheme", "\"basic\"", "breaks clients: Security scheme bearer is another")]
    [InlineData(Get + "/parameters/1", null, "breaks clients: GetThing has no parameter in query sort any more")]
    [InlineData(Get + "/parameters/2", """{ "name": "q", "in": "query", "schema": {} }""", "safe: GetThing has a new parameter in query q")]
    [InlineData(Get + "/parameters/2", """{ "name": "q", "in": "query", "required": true, "schema": {} }""", "breaks clients: GetThing has a new required parameter in query q")]
    [InlineData(Get + "/parameters/1/required", "true", "breaks clients: GetThing, parameter in query sort, is required now")]
    [InlineData(Get + "/parameters/1/explode", "false", "breaks clients: GetThing, parameter in query sort, is written in another way now")]
    [InlineData(Get + "/parameters/1/schema/enum/1", null, "breaks clients: GetThing, parameter in query sort, in requests may not be -name any more")]
    [InlineData(Get + "/parameters/1/schema/enum/2", "\"size\"", "safe: GetThing, parameter in query sort, in requests may be size now")]
    [InlineData(Get + "/responses/404", null, "breaks clients: GetThing answers no 404 any more")]
    [InlineData(Get + "/responses/410", """{ "description": "Gone" }""", "safe: GetThing may answer 410 now")]
    [InlineData(Get + "/responses/301", """{ "description": "Moved" }""", "breaks clients: GetThing may answer 301 now")]
    [InlineData(Get + "/responses/200/content/text~1markdown", null, "breaks clients: GetThing 200 is no longer text/markdown")]
    [InlineData(Get + "/responses/200/content/text~1html", "{}", "safe: GetThing 200 may be text/html now")]
    [InlineData(Get + "/responses/200/headers/ETag", null, "breaks clients: GetThing 200 has no header ETag any more")]
    [InlineData(Thing + "/properties/note", null, "breaks clients: Thing.note in answers is gone")]
    [InlineData(Thing + "/properties/size", """{ "type": "integer" }""", "safe: Thing.size in answers is new")]
    [InlineData(Thing + "/required/0", null, "breaks clients: Thing.name in answers may be missing now")]
    [InlineData(Thing + "/required/3", "\"note\"", "safe: Thing.note in answers is required now")]
    [InlineData(Thing + "/properties/name/type", """[ "null", "string" ]""", "breaks clients: Thing.name in answers may be null now")]
    [InlineData(Thing + "/properties/note/type", "\"string\"", "safe: Thing.note in answers may not be null any more")]
    [InlineData(Thing + "/properties/parent/oneOf/0", null, "safe: Thing.parent in answers may not be null any more")]
    [InlineData(Thing + "/properties/name/type", "\"integer\"", "breaks clients: Thing.name in answers may be of type integer now", "safe: Thing.name in answers may not be of type string any more")]
    [InlineData(Thing + "/properties/kind/enum/2", "\"huge\"", "breaks clients: Thing.kind in answers may be huge now")]
    [InlineData(Thing + "/properties/kind/enum/1", null, "safe: Thing.kind in answers may not be large any more")]
    [InlineData(Thing + "/properties/kind/type", null, "breaks clients: Thing.kind in answers may be anything now")]
    [InlineData(Request + "/properties/tags/items/enum", """[ "a", "b" ]""", "breaks clients: ThingRequest.tags[] in requests must be a or b now")]
    [InlineData(Thing + "/properties/kind/enum", null, "breaks clients: Thing.kind in answers may be anything now")]
    [InlineData(Thing + "/properties/name/maxLength", "9", "safe: Thing.name in answers has maxLength 9, not none")]
    [InlineData(Thing + "/properties/name/format", "\"uri\"", "safe: Thing.name in answers has the format uri now")]
    [InlineData(Thing + "/properties/blocks/items/oneOf/1", null, "safe: Thing.blocks[] in answers may not be box any more")]
    [InlineData(Thing + "/properties/blocks/items/oneOf/2", """{ "type": "object", "properties": { "_type": { "const": "map" } } }""", "breaks clients: Thing.blocks[] in answers may be map now")]
    [InlineData("/components/schemas/Box/properties/thing", null, "breaks clients: Box.thing in answers is gone")]
    [InlineData("/components/schemas/Text/properties/words/multipleOf", "2", "breaks clients: Text.words in answers has other rules: {\"multipleOf\":2}, not {}")]
    [InlineData(Body, null, "breaks clients: PutThing takes no body any more")]
    [InlineData(Body + "/required", "true", "breaks clients: PutThing needs a body now")]
    [InlineData(Body + "/content/application~1json", null, "breaks clients: PutThing, body is no longer application/json")]
    [InlineData(Request + "/required/1", "\"kind\"", "breaks clients: ThingRequest.kind in requests is required now")]
    [InlineData(Request + "/required", "[]", "safe: ThingRequest.name in requests may be missing now")]
    [InlineData(Request + "/properties/size", null, "breaks clients: ThingRequest.size in requests is gone")]
    [InlineData(Request + "/properties/note", """{ "type": "string" }""", "safe: ThingRequest.note in requests is new")]
    [InlineData(Request + "/properties/kind/enum/1", null, "breaks clients: ThingRequest.kind in requests may not be large any more")]
    [InlineData(Request + "/properties/kind/enum/2", "\"huge\"", "safe: ThingRequest.kind in requests may be huge now")]
    [InlineData(Request + "/properties/name/maxLength", "40", "breaks clients: ThingRequest.name in requests has maxLength 40, not 80")]
    [InlineData(Request + "/properties/name/maxLength", "90", "safe: ThingRequest.name in requests has maxLength 90, not 80")]
    [InlineData(Request + "/properties/name/minLength", "1", "breaks clients: ThingRequest.name in requests has minLength 1, not none")]
    [InlineData(Request + "/properties/name/pattern", "\"^[a-f]+$\"", "breaks clients: ThingRequest.name in requests has the pattern ^[a-f]+$ now")]
    [InlineData(Request + "/properties/name/pattern", null, "safe: ThingRequest.name in requests has the pattern of any text now")]
    [InlineData(Request + "/properties/size/maximum", "9.5", "breaks clients: ThingRequest.size in requests has maximum 9.5, not 10")]
    [InlineData(Request + "/properties/tags/maxItems", "3", "breaks clients: ThingRequest.tags in requests has maxItems 3, not 5")]
    [InlineData(Request + "/properties/tags/items/type", "\"string\"", "breaks clients: ThingRequest.tags[] in requests may not be null any more")]
    [InlineData(Request + "/additionalProperties", null, "safe: ThingRequest in requests may have other members now")]
    [InlineData(Get + "/summary", "\"Reads\"")]
    [InlineData(Thing + "/description", "\"Words\"")]
    public void A_change_is_told(string place, string? value, params string[] told) =>
        Assert.Equal(told, ContractChanges.Between(Read(Contract), Read(With(place, value))).Select(change => change.ToString()));

    [Fact]
    public void A_new_operation_is_safe() =>
        Assert.Equal(["safe: PutThing (PUT /things/{}) is new"], ContractChanges.Between(Read(With(Put, null)), Read(Contract)).Select(change => change.ToString()));

    [Fact]
    public void A_new_member_that_must_be_sent_breaks_clients()
    {
        var after = With(Request + "/properties/note", """{ "type": "string" }""", With(Request + "/required/1", "\"note\""));

        Assert.Equal(["breaks clients: ThingRequest.note in requests is new, and always there"], ContractChanges.Between(Read(Contract), Read(after)).Select(change => change.ToString()));
    }

    [Fact]
    public void Another_name_of_a_path_parameter_is_no_change() =>
        Assert.Empty(ContractChanges.Between(Read(Contract), Read(Contract.Replace("{ref}", "{id}", StringComparison.Ordinal).Replace("\"ref\"", "\"id\"", StringComparison.Ordinal))));

    private static OpenApiDocument Read(string contract)
    {
        var read = OpenApiDocument.Parse(contract, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        return read.Document!;
    }

    /// <summary>The contract with another value at a JSON Pointer, or without what is there.</summary>
    private static string With(string place, string? value, string contract = Contract)
    {
        var root = JsonNode.Parse(contract)!;
        var names = place.Split('/').Skip(1).Select(name => name.Replace("~1", "/", StringComparison.Ordinal)).ToList();
        var parent = names.SkipLast(1).Aggregate(root, (node, name) => node is JsonArray items ? items[int.Parse(name, null)]! : node[name]!);
        var node = value is null ? null : JsonNode.Parse(value);
        if (parent is JsonArray list)
        {
            if (node is null) list.RemoveAt(int.Parse(names[^1], null));
            else list.Insert(int.Parse(names[^1], null), node);
        }
        else if (node is null)
        {
            Assert.True(parent.AsObject().Remove(names[^1]));
        }
        else
        {
            parent[names[^1]] = node;
        }
        return root.ToJsonString();
    }
}
