using Cms.Api.Articles;
using Cms.Api.Articles.Corrections;

namespace Cms.UnitTests.Articles;

public sealed class LabelsTests
{
    [Theory]
    [InlineData("en-IN", "editor", "Edited By")]
    [InlineData("en", "writer", "By")]
    [InlineData("HI", "editor", "संपादन")]
    [InlineData("ur-PK", "translator", "ترجمہ")]
    [InlineData("zh-Hans-CN", "photographer", "摄影")]
    [InlineData("ta", "host", "தொகுத்து வழங்குபவர்")]
    [InlineData("fr", "editor", "Edited By")]
    [InlineData("hil", "editor", "Edited By")]
    public void Role_has_a_label_in_the_language(string language, string role, string label) =>
        Assert.Equal(label, Labels.Role(language, role));

    [Theory]
    [InlineData("en-IN", "read", "READ")]
    [InlineData("en-IN", "alsoRead", "ALSO READ")]
    [InlineData("hi", "alsoRead", "यह भी पढ़ें")]
    [InlineData("ta", "source", "ஆதாரம்")]
    [InlineData("sw", "moreOn", "MORE ON")]
    public void Link_kind_has_a_label_in_the_language(string language, string kind, string label) =>
        Assert.Equal(label, Labels.LinkKind(language, kind));

    [Theory]
    [InlineData("en")]
    [InlineData("hi")]
    [InlineData("ur")]
    [InlineData("zh")]
    [InlineData("ta")]
    public void Every_role_and_kind_has_a_label_of_its_own_in_composed_form(string language)
    {
        var roles = Labels.Roles.Select(role => Labels.Role(language, role)).ToList();
        var kinds = Labels.LinkKinds.Select(kind => Labels.LinkKind(language, kind)).ToList();
        var corrections = Correction.Kinds.Select(kind => Labels.CorrectionKind(language, kind)).ToList();
        Assert.Distinct(roles);
        Assert.Distinct(corrections);
        Assert.Distinct(kinds);
        Assert.All(roles.Concat(kinds).Concat(corrections), label => Assert.True(label.Length > 0 && label.IsNormalized() && !label.EndsWith(':')));
    }

    // role:display:agency, separated by spaces; "-" for no name.
    [Theory]
    [InlineData("en", "inputs:generic:-", "With inputs from agency")]
    [InlineData("en", "inputs:generic:Reuters inputs:generic:AP", "With inputs from agencies")]
    [InlineData("en", "inputs:generic:Reuters inputs:generic:Reuters", "With inputs from agency")]
    [InlineData("en", "inputs:named:Reuters", "With inputs from Reuters")]
    [InlineData("en", "inputs:named:Reuters inputs:named:Reuters inputs:named:AP", "With inputs from Reuters and AP")]
    [InlineData("en", "inputs:generic:X inputs:named:Reuters inputs:named:AP inputs:generic:Y", "With inputs from Reuters, AP and agencies")]
    [InlineData("en", "full:named:AP", "Source: AP")]
    [InlineData("en", "inputs:named:Reuters full:named:AP", "Source: Reuters and AP")]
    [InlineData("en", "full:generic:AP", "Source: agency")]
    [InlineData("en", "full:hidden:AP inputs:named:Reuters", "With inputs from Reuters")]
    [InlineData("en", "inputs:named:-", "With inputs from agency")]
    [InlineData("en", "quote:named:Reuters data:named:AP", null)]
    [InlineData("en", "quote:named:Reuters inputs:generic:AP", "With inputs from agency")]
    [InlineData("en", "inputs:hidden:AP full:hidden:X", null)]
    [InlineData("en", "", null)]
    [InlineData("sw", "inputs:named:AP", "With inputs from AP")]
    [InlineData("hi-IN", "inputs:named:AP inputs:generic:X", "इनपुट: AP और एजेंसी")]
    [InlineData("ur", "full:named:AP full:named:X full:named:Y", "ماخذ: AP، X اور Y")]
    [InlineData("zh", "inputs:named:美联社 inputs:named:路透社 inputs:generic:X inputs:generic:Y", "综合美联社、路透社和多家通讯社报道")]
    [InlineData("ta", "full:generic:X full:generic:Y", "ஆதாரம்: செய்தி முகமைகள்")]
    public void Attribution_follows_the_sources(string language, string sources, string? line) =>
        Assert.Equal(line, Labels.Attribution(language, [.. sources.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(source => source.Split(':')).Select(parts => (parts[0], parts[1], parts[2] == "-" ? null : parts[2]))]));
}
