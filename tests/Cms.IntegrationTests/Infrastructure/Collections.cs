using System.Globalization;
using System.Text.Json.Nodes;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>The collections of the editorial side, for rules that hold for all of them: a full example of each, and one change.</summary>
public static class Collections
{
    private static int _count;

    public static readonly TheoryData<string> ReferenceData = ["sections", "tags", "authors", "agencies", "images"];
    public static readonly TheoryData<string> All = ["sections", "tags", "authors", "agencies", "images", "keys", "articles"];

    /// <summary>Every member that an editor may set, none of them at its default.</summary>
    public static JsonObject Example(string collection)
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        return Parse(collection switch
        {
            "sections" => $$"""
                {
                  "name": "World {{number}}", "slug": "world-{{number}}", "parent": null, "description": "What happens\nelsewhere",
                  "footerLinks": [ { "labelTemplate": "More of {section.name}", "url": "/{section.path}" } ],
                  "layout": { "slots": [ { "key": "mid", "anchor": "afterBlock", "minWordsBefore": 150, "sizes": [ "300x250" ] } ] }
                }
                """,
            "tags" => $$"""{ "type": "place", "name": "Old Harbour {{number}}", "slug": "harbour-{{number}}", "synonyms": [ "The Harbour", "बंदरगाह" ] }""",
            "authors" => $$"""
                {
                  "kind": "person", "name": "Lena Haddad {{number}}", "slug": "lena-{{number}}", "jobTitle": "Reporter", "bio": "Writes.\nReads.",
                  "profiles": [ { "network": "mastodon", "handle": "lena", "url": "https://social.example/@lena" } ]
                }
                """,
            "agencies" => $$"""{ "code": "WIRE{{number}}", "name": "Wire {{number}}", "kind": "wire" }""",
            "images" => """
                {
                  "url": "https://images.example/a.jpg", "width": 1200, "height": 675, "alt": "A harbour", "decorative": false, "caption": "At dawn",
                  "credit": { "line": "Staff", "agency": null }, "focalPoint": { "x": 0.25, "y": 0.5 }
                }
                """,
            "keys" => $$"""{ "name": "Desk {{number}}", "role": "writer", "expiresAt": "2999-12-31T23:00:00Z" }""",
            _ => $$"""
                {
                  "slug": "story-{{number}}", "type": "gallery", "genre": "analysis", "language": "hi-IN", "headline": "बंदरगाह {{number}}", "kicker": "Kicker",
                  "standfirst": "Standfirst", "summary": "Summary", "slugline": "HARBOUR", "ednote": "For\nstaff", "timeZone": "Asia/Kolkata",
                  "publishedAt": "2024-11-12T13:03:00Z", "dateline": { "place": "Pune" }, "attributionOverride": "As told",
                  "body": [ { "_type": "divider", "_key": "d1" } ],
                  "seo": { "title": "T", "description": "D", "noindex": true }, "social": { "title": "S", "description": "D", "image": null },
                  "access": "metered", "sensitivity": [ "violence" ], "ads": { "policy": "none" }, "origin": { "system": "wire", "id": "{{number}}" }
                }
                """,
        });
    }

    /// <summary>A change that every reader of the resource would notice.</summary>
    public static JsonObject Change(string collection) => collection switch
    {
        "images" => new JsonObject { ["caption"] = "Changed" },
        "articles" => new JsonObject { ["headline"] = "Changed" },
        _ => new JsonObject { ["name"] = "Changed" },
    };

    /// <summary>A change of another member.</summary>
    public static JsonObject OtherChange(string collection) => collection switch
    {
        "sections" => new JsonObject { ["description"] = "Told anew" },
        "tags" => new JsonObject { ["synonyms"] = new JsonArray("Told anew") },
        "authors" => new JsonObject { ["bio"] = "Told anew" },
        "agencies" => new JsonObject { ["kind"] = "photo" },
        "images" => new JsonObject { ["alt"] = "Told anew" },
        "keys" => new JsonObject { ["role"] = "publisher" },
        _ => new JsonObject { ["kicker"] = "Told anew" },
    };

    /// <summary>Where one of a collection is.</summary>
    public static string PathOf(string collection, JsonObject resource) => $"{collection}/{resource["id"]}";

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
