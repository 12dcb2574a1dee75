using System.Text;
using System.Text.Json;
using Cms.Api.PortableText;
using Cms.Api.Shared.Http;

namespace Cms.UnitTests.PortableText;

internal static class Bodies
{
    public const string Image1 = "0192f0c4-7d1e-7a33-9c5b-000000000001";
    public const string Image2 = "0192f0c4-7d1e-7a33-9c5b-000000000002";
    public const string Link = "0192f0c4-7d1e-7a33-9c5b-000000000003";
    public const string Correction = "0192f0c4-7d1e-7a33-9c5b-000000000004";

    /// <summary>A block of every type, in canonical form.</summary>
    public const string EveryType = $$$"""
        [
          {"_type":"block","_key":"p1","style":"normal","children":[
            {"_type":"span","text":"The port ","marks":[]},
            {"_type":"span","text":"opened","marks":["strong","em","l1"]},
            {"_type":"span","text":" in ","marks":[]},
            {"_type":"span","text":"گوادر","marks":["u1"]}],
           "markDefs":[{"_key":"l1","_type":"link","href":"https://example.org/port"},{"_key":"u1","_type":"lang","lang":"ur","dir":"rtl"}]},
          {"_type":"block","_key":"h1","style":"h2","children":[{"_type":"span","text":"'AS TYPED'","marks":[]}],"markDefs":[]},
          {"_type":"block","_key":"li","style":"normal","listItem":"bullet","level":2,"children":[{"_type":"span","text":"a point","marks":[]}],"markDefs":[]},
          {"_type":"image","_key":"im","image":"{{{Image1}}}","caption":"A quay","alt":null,"layout":"wide"},
          {"_type":"gallery","_key":"ga","items":[{"image":"{{{Image1}}}","caption":null},{"image":"{{{Image2}}}","caption":"Two"}]},
          {"_type":"embed","_key":"em","provider":"youtube","url":"https://youtu.be/abcdefghijk","title":null,"text":"A video of the port"},
          {"_type":"pullQuote","_key":"pq","text":"We opened it.","attribution":"The minister"},
          {"_type":"factBox","_key":"fb","title":"The port","content":[
            {"_type":"block","_key":"fp","style":"normal","children":[{"_type":"span","text":"Built in a year.","marks":[]}],"markDefs":[]},
            {"_type":"image","_key":"fi","image":"{{{Image2}}}","caption":null,"alt":"A crane","layout":"inline"}]},
          {"_type":"table","_key":"ta","caption":"Ships","header":["Year","Ships"],"rows":[["2023","4"],["2024",""]]},
          {"_type":"relatedLink","_key":"rl","relatedLinkId":"{{{Link}}}"},
          {"_type":"divider","_key":"dv"},
          {"_type":"correction","_key":"co","correctionId":"{{{Correction}}}"}
        ]
        """;

    public static Body? Read(string json, List<Fault> faults)
    {
        using var document = JsonDocument.Parse(json);
        return BodyReader.Read(document.RootElement, "/body", faults);
    }

    public static Body Read(string json)
    {
        var faults = new List<Fault>();
        var body = Read(json, faults);
        Assert.Empty(faults);
        Assert.NotNull(body);
        return body;
    }

    public static string Canonical(string json) => Encoding.UTF8.GetString(BodyWriter.ToBytes(Read(json)));

    /// <summary>A body of one paragraph with these spans and definitions.</summary>
    public static string Paragraph(string spans, string markDefs = "") =>
        $$"""[{"_type":"block","_key":"p","children":[{{spans}}],"markDefs":[{{markDefs}}]}]""";

    /// <summary>The only fault of a body, as (pointer, code).</summary>
    public static (string Pointer, string Code) OnlyFault(string json)
    {
        var faults = new List<Fault>();
        Assert.Null(Read(json, faults));
        var fault = Assert.Single(faults);
        return (fault.Pointer, fault.Code);
    }
}
