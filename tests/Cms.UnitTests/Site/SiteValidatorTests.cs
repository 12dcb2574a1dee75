using Cms.Api.Site;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Site;

public sealed class SiteValidatorTests
{
    private static readonly SiteRequest Valid = new()
    {
        Name = "The Ledger",
        BaseUrl = "https://ledger.example/",
        TimeZone = "Asia/Kolkata",
        Locale = "en-in",
        Languages = ["EN", "zh-hans"],
    };

    [Fact]
    public void Valid_site_passes() => Assert.Empty(Faults.Of(new SiteValidator(), Valid));

    [Fact]
    public void Tags_are_stored_in_their_usual_case_and_the_address_without_its_slash()
    {
        var site = Valid.ToContent();
        Assert.Equal("https://ledger.example", site.BaseUrl);
        Assert.Equal("en-IN", site.Locale);
        Assert.Equal(["en", "zh-Hans"], site.Languages);
        Assert.Equal("required", site.BylinePolicy);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(
            [
                "/bylinePolicy invalid_value", "/description too_long", "/languages/0 required", "/languages/1 invalid_format",
                "/layout/slots/0/key required", "/locale invalid_format", "/logoUrl invalid_format", "/name too_long",
                "/policies/ethicsPolicy invalid_format", "/timeZone invalid_value",
            ],
            Faults.Of(new SiteValidator(), Valid with
            {
                Name = new string('a', TheSite.MaxName + 1),
                TimeZone = "IST",
                Locale = "english_",
                Description = new string('a', TheSite.MaxDescription + 1),
                LogoUrl = "/logo.png",
                Languages = [null, "e"],
                BylinePolicy = "sometimes",
                Policies = new SitePolicies { EthicsPolicy = "ethics" },
                Layout = new Layout { Slots = [new LayoutSlot(null, "pageEnd")] },
            }));

    [Fact]
    public void Nothing_at_all_lacks_four_members() =>
        Assert.Equal(["/baseUrl required", "/locale required", "/name required", "/timeZone required"], Faults.Of(new SiteValidator(), new SiteRequest()));

    [Theory]
    [InlineData("ledger.example")]
    [InlineData("ftp://ledger.example")]
    [InlineData("https://ledger.example/?a=b")]
    [InlineData("https://ledger.example/#top")]
    public void Address_that_no_path_can_follow_is_refused(string url) =>
        Assert.Equal(["/baseUrl invalid_format"], Faults.Of(new SiteValidator(), Valid with { BaseUrl = url }));
}
