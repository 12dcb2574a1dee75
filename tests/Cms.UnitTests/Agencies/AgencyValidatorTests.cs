using Cms.Api.Agencies;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Agencies;

public sealed class AgencyValidatorTests
{
    private static readonly NewAgencyRequest Valid = new() { Code = "NPA", Name = "Northern Press", Kind = "wire" };

    [Theory]
    [InlineData("AP")]
    [InlineData("24SEVEN")]
    [InlineData("ABCDEFGHIJ123456")]
    public void Code_of_capitals_and_digits_passes(string code) => Assert.Empty(Faults.Of(new NewAgencyValidator(), Valid with { Code = code }));

    [Theory]
    [InlineData("A")]
    [InlineData("ABCDEFGHIJ1234567")]
    [InlineData("npa")]
    [InlineData("N-PA")]
    [InlineData("NPA\n")]
    [InlineData("ÉPA")]
    public void Other_code_is_refused(string code) =>
        Assert.Equal(["/code invalid_format"], Faults.Of(new NewAgencyValidator(), Valid with { Code = code }));

    [Fact]
    public void Every_member_is_required_of_a_new_agency() =>
        Assert.Equal(["/code required", "/kind required", "/name required"], Faults.Of(new NewAgencyValidator(), new NewAgencyRequest()));

    [Fact]
    public void Name_and_kind_have_limits() =>
        Assert.Equal(
            ["/kind invalid_value", "/name too_long"],
            Faults.Of(new AgencyValidator(), Valid with { Kind = "rumour", Name = new string('a', Agency.MaxName + 1) }));
}
