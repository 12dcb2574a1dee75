using Cms.Api.PortableText;
using Cms.Api.PortableText.Output;
using static Cms.UnitTests.PortableText.Bodies;

namespace Cms.UnitTests.PortableText.Output;

public sealed class PlainBodyTests
{
    private const string Heading = """{"_type":"block","_key":"h","style":"h2","children":[{"_type":"span","text":"Heading"}]}""";
    private const string Item = """{"_type":"block","_key":"i","listItem":"bullet","children":[{"_type":"span","text":"Item"}]}""";
    private const string Box = """{"_type":"factBox","_key":"f","title":"Box","content":[{"_type":"block","_key":"c","children":[{"_type":"span","text":"In it"}]}]}""";
    private const string First = """{"_type":"block","_key":"p","children":[{"_type":"span","text":"First"}]}""";
    private const string Second = """{"_type":"block","_key":"q","children":[{"_type":"span","text":"Second"}]}""";

    private static string Text(string json, string? place = null) => PlainBody.Write(Read(json), Contexts.Everything with { Place = place });

    [Fact]
    public void Every_type_has_its_text() => Assert.Equal(
        """
        Islamabad: The port opened in گوادر

        'AS TYPED'

        a point

        A quay
        Asha Rao/AP

        Asha Rao/AP
        Two

        A video of the port

        We opened it.
        The minister

        The port

        Built in a year.

        Ships
        Year	Ships
        2023	4
        2024	

        READ: A port & its town

        Clarification: The port is *one* of <two>.
        Not three.
        """,
        Text(EveryType, "Islamabad"));

    [Theory]
    [InlineData($"[{First},{Second}]", "Quetta: First\n\nSecond")]
    [InlineData($"[{Heading},{Item},{Box},{First},{Second}]", "Heading\n\nItem\n\nBox\n\nIn it\n\nQuetta: First\n\nSecond")]
    [InlineData($"[{Heading},{Item},{Box}]", "Quetta:\n\nHeading\n\nItem\n\nBox\n\nIn it")]
    public void Dateline_stands_before_the_first_paragraph(string json, string text) => Assert.Equal(text, Text(json, "Quetta"));

    [Fact]
    public void Items_of_a_list_are_lines() => Assert.Equal(
        "a\nb\nc\n\nFirst\n\nd",
        Text($$"""
            [{"_type":"block","listItem":"bullet","children":[{"_type":"span","text":"a"}]},
             {"_type":"block","listItem":"number","level":2,"children":[{"_type":"span","text":"b"}]},
             {"_type":"block","listItem":"bullet","children":[{"_type":"span","text":"c"}]},
             {{First}},
             {"_type":"block","listItem":"number","children":[{"_type":"span","text":"d"}]}]
            """));

    [Fact]
    public void What_is_not_shown_leaves_nothing()
    {
        Assert.Equal("", PlainBody.Write(Body.Empty, Contexts.Everything));
        var text = PlainBody.Write(Read(EveryType), Contexts.Nothing);
        Assert.DoesNotContain("A quay", text);
        Assert.DoesNotContain("READ", text);
        Assert.DoesNotContain("\n\n\n", text);
    }

    [Fact]
    public void Title_of_an_embed_stands_above_its_text() => Assert.Equal(
        "Post\nOne\nTwo", Text("""[{"_type":"embed","url":"https://x.com/someone/status/1","title":"Post","text":"One\nTwo"}]"""));
}
