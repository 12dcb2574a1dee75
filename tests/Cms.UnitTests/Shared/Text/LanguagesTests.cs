using Cms.Api.Shared.Text;

namespace Cms.UnitTests.Shared.Text;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("EN-in", "en-IN")]
    [InlineData("zh-hans-cn", "zh-Hans-CN")]
    [InlineData("UR", "ur")]
    [InlineData("de-de", "de-DE")]
    [InlineData("es-419", "es-419")]
    [InlineData("sl-ROZAJ-biske", "sl-rozaj-biske")]
    [InlineData("de-1996", "de-1996")]
    [InlineData("hi-in-u-nu-DEVA", "hi-IN-u-nu-deva")]
    [InlineData("en-x-US", "en-x-us")]
    public void Tag_has_one_canonical_case(string tag, string canonical)
    {
        Assert.Equal(canonical, Languages.Canonical(tag));
        Assert.True(Languages.IsValid(canonical));
        Assert.Equal(tag == canonical, Languages.IsValid(tag));
    }

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("english")]
    [InlineData("en_IN")]
    [InlineData("en-")]
    [InlineData("en-IN-US")]
    [InlineData("sl-rozaj-rozaj")]
    [InlineData("en-u")]
    [InlineData("en\n")]
    [InlineData("i-klingon")]
    [InlineData("en-x-12345678-12345678-12345678-1234")]
    public void Malformed_tag_is_invalid(string tag)
    {
        Assert.Null(Languages.Canonical(tag));
        Assert.False(Languages.IsValid(tag));
    }

    [Theory]
    [InlineData("ur", "rtl")]
    [InlineData("ar-EG", "rtl")]
    [InlineData("fa", "rtl")]
    [InlineData("he", "rtl")]
    [InlineData("ps", "rtl")]
    [InlineData("sd", "rtl")]
    [InlineData("ug-CN", "rtl")]
    [InlineData("yi", "rtl")]
    [InlineData("dv", "rtl")]
    [InlineData("ckb", "rtl")]
    [InlineData("pa-PK", "rtl")]
    [InlineData("pa-Arab", "rtl")]
    [InlineData("pa-IN", "ltr")]
    [InlineData("ur-Latn", "ltr")]
    [InlineData("ur-Deva-IN", "ltr")]
    [InlineData("sd-Deva", "ltr")]
    [InlineData("en-Arab", "rtl")]
    [InlineData("hi", "ltr")]
    [InlineData("zh-Hant", "ltr")]
    public void Direction_follows_the_script(string tag, string direction) => Assert.Equal(direction, Languages.Direction(tag));

    [Fact]
    public void Prefixes_run_from_the_tag_to_its_language()
    {
        Assert.Equal(["en-in", "en"], Languages.Prefixes("en-IN"));
        Assert.Equal(["zh-hans-cn", "zh-hans", "zh"], Languages.Prefixes("zh-Hans-CN"));
        Assert.Equal(["hi-u-nu-deva", "hi-u-nu", "hi"], Languages.Prefixes("hi-u-nu-deva"));
        Assert.Equal(["ur"], Languages.Prefixes("ur"));
    }
}
