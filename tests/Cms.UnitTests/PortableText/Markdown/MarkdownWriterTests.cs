using Cms.Api.PortableText;
using Cms.Api.PortableText.Markdown;
using Cms.Api.Shared.Http;
using Cms.UnitTests.PortableText.Output;
using CsCheck;

namespace Cms.UnitTests.PortableText.Markdown;

public sealed class MarkdownWriterTests
{
    [Fact]
    public void Every_type_reads_well_in_an_editor() =>
        Assert.Equal($"""
            The port ***[opened](https://example.org/port)*** in <span lang="ur" dir="rtl">گوادر</span>

            ## 'AS TYPED'

            - - a point

            ![](cms:{Bodies.Image1} "A quay") {"{wide}"}

            ::: gallery
            ![](cms:{Bodies.Image1})
            ![](cms:{Bodies.Image2} "Two")
            :::

            ::: embed https://youtu.be/abcdefghijk
            A video of the port
            :::

            ::: pullQuote The minister
            We opened it.
            :::

            ::: factBox The port
            Built in a year.

            ![A crane](cms:{Bodies.Image2})
            :::

            ::: table Ships
            | Year | Ships |
            |---|---|
            | 2023 | 4 |
            | 2024 |  |
            :::

            [read](cms:{Bodies.Link})

            ***

            [correction](cms:{Bodies.Correction})

            """.ReplaceLineEndings("\n"), MarkdownWriter.Write(Bodies.Read(Bodies.EveryType)));

    [Fact]
    public void Every_type_is_delivered_as_plain_markdown() =>
        Assert.Equal("""
            The port ***[opened](https://example.org/port)*** in گوادر

            ## 'AS TYPED'

            - - a point

            ![](https://images.example/one.jpg)\
            *A quay (Asha Rao/AP)*

            ![](https://images.example/one.jpg)\
            *Asha Rao/AP*

            ![Two cranes](https://images.example/two.jpg)\
            *Two*

            [A video of the port](https://youtu.be/abcdefghijk)

            > We opened it.
            >
            > — The minister

            > **The port**
            >
            > Built in a year.
            >
            > ![A crane](https://images.example/two.jpg)

            *Ships*

            | Year | Ships |
            |---|---|
            | 2023 | 4 |
            | 2024 |  |

            READ: [A port & its town](https://news.example/news/a-port)

            ***

            **Clarification**: The port is \*one\* of \<two>.\
            Not three.

            """.ReplaceLineEndings("\n"), MarkdownWriter.Write(Bodies.Read(Bodies.EveryType), Contexts.Everything));

    [Fact]
    public void What_is_not_shown_is_not_delivered()
    {
        var markdown = MarkdownWriter.Write(Bodies.Read(Bodies.EveryType), Contexts.Nothing);
        Assert.DoesNotContain("images.example", markdown);
        Assert.DoesNotContain("A quay", markdown);
        Assert.DoesNotContain("READ", markdown);
        Assert.DoesNotContain("cms:", markdown);
    }

    [Fact]
    public void Colons_in_a_box_of_code_do_not_end_it()
    {
        var box = Bodies.Read("""[{"_type":"factBox","title":"t","children":[{"_type":"block","children":[{"_type":"span","text":":::\n::::","marks":["code"]}]}]}]""");
        var markdown = MarkdownWriter.Write(box);
        Assert.Equal("::::: factBox t\n```\n:::\n::::\n```\n:::::\n", markdown);
        Assert.Equal(Outline.Of(box), Outline.Of(BodyMarkdown.Read(markdown, "", [])!.Body));
    }

    [Fact]
    public void Empty_body_is_empty() => Assert.Equal("", MarkdownWriter.Write(Body.Empty));

    [Fact]
    public void Related_link_is_named_as_the_caller_says() =>
        Assert.Contains("[also read](cms:a-port-opens)\n", MarkdownWriter.Write(Bodies.Read(Bodies.EveryType), _ => ("alsoRead", "a-port-opens")));

    [Theory]
    [InlineData("I don't know (really): 3.5 of 10-12, a_b, C# & AT&T, e.g. 5 < 6 > 4 = x+y!")]
    [InlineData("He said [sic] that it's #1 - or so. 100% \u2014 \"yes\"")]
    [InlineData("-5 degrees")]
    [InlineData("#tag and @name, https://example.org/a?b=c&d=e")]
    public void Ordinary_text_stays_as_typed(string text) => Assert.Equal(text, MarkdownText.Of(text));

    [Theory]
    [InlineData("*a*", "\\*a\\*")]
    [InlineData("1. a", "1\\. a")]
    [InlineData("# a", "\\# a")]
    [InlineData("- a\n--", "\\- a\\\n\\--")]
    [InlineData("a\n:::", "a\\\n\\:::")]
    [InlineData("[a](b)", "\\[a\\](b)")]
    [InlineData("<b> &amp;", "\\<b> \\&amp;")]
    [InlineData("a \n\u00A0b", "a&#32;\\\n&nbsp;b")]
    public void Text_that_would_mean_something_is_escaped(string text, string markdown) => Assert.Equal(markdown, MarkdownText.Of(text));

    [Theory]
    [InlineData("""{"_type":"span","text":"a "},{"_type":"span","text":"b","marks":["strong"]},{"_type":"span","text":"c"}""", "a **b**c\n")]
    [InlineData("""{"_type":"span","text":"a"},{"_type":"span","text":"(b)","marks":["strong"]},{"_type":"span","text":"c"}""", "a<strong>(b)</strong>c\n")]
    [InlineData("""{"_type":"span","text":"a ","marks":["em"]},{"_type":"span","text":"c"}""", "<em>a </em>c\n")]
    [InlineData("""{"_type":"span","text":"a","marks":["strong"]},{"_type":"span","text":" b","marks":["em","strong"]}""", "**a<em> b</em>**\n")]
    [InlineData("""{"_type":"span","text":"a`b","marks":["code"]}""", "``a`b``\n")]
    public void Marks_are_written_by_the_shortest_that_is_read(string spans, string markdown) =>
        Assert.Equal(markdown, MarkdownWriter.Write(Bodies.Read(Bodies.Paragraph(spans))));

    [Fact]
    public void Delivered_markdown_is_read_back_with_all_its_words() =>
        MarkdownGen.Json.Sample(json =>
        {
            var body = new Body([.. Bodies.Read(json).Blocks.Where(block => block is TextBlock)]);
            var faults = new List<Fault>();
            var read = BodyMarkdown.Read(MarkdownWriter.Write(body, Contexts.Nothing), "", faults);
            Assert.Empty(faults);
            Assert.Equal(Words(body), Words(read!.Body));
        }, iter: 1_000);

    // Composed: a letter and its mark that stood in two spans come back in one, where the mark that parted them is not delivered.
    private static string Words(Body body) =>
        string.Join(' ', BodyText.Of(body).Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
