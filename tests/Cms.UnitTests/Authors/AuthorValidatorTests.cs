using Cms.Api.Authors;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Authors;

public sealed class AuthorValidatorTests
{
    private static readonly AuthorRequest Valid = new()
    {
        Kind = "person",
        Name = "Mira Solberg",
        JobTitle = "World editor",
        Bio = "Has reported\nfrom four continents.",
        Profiles = [new AuthorProfile { Network = "x", Handle = "@mira" }, new AuthorProfile { Network = "mastodon", Url = "https://social.example/@mira" }],
    };

    [Fact]
    public void Valid_author_passes() => Assert.Empty(Faults.Of(new AuthorValidator(), Valid));

    [Fact]
    public void Kind_and_name_are_required() =>
        Assert.Equal(["/kind required", "/name required"], Faults.Of(new AuthorValidator(), new AuthorRequest()));

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(
            ["/bio too_long", "/jobTitle too_long", "/kind invalid_value", "/name too_long", "/profiles too_many", "/slug invalid_format"],
            Faults.Of(new AuthorValidator(), new AuthorRequest
            {
                Kind = "robot",
                Name = new string('a', Author.MaxName + 1),
                Slug = "Mira Solberg",
                JobTitle = new string('a', Author.MaxJobTitle + 1),
                Bio = new string('a', Author.MaxBio + 1),
                Profiles = [.. Enumerable.Repeat(Valid.Profiles[0], Author.MaxProfiles + 1)],
            }));

    [Theory]
    [InlineData(null, "mira", null, "/profiles/0/network required")]
    [InlineData("X!", "mira", null, "/profiles/0/network invalid_format")]
    [InlineData("x", null, null, "/profiles/0/handle required")]
    [InlineData("x", "@", null, "/profiles/0/handle required")]
    [InlineData("x", "mira", "mailto:mira@ledger.example", "/profiles/0/url invalid_format")]
    public void Unusable_profile_is_refused(string? network, string? handle, string? url, string fault) =>
        Assert.Equal(
            [fault],
            Faults.Of(new AuthorValidator(), Valid with { Profiles = [new AuthorProfile { Network = network, Handle = handle, Url = url }] }));

    [Fact]
    public void Profile_that_is_null_is_refused() =>
        Assert.Equal(["/profiles/0 required"], Faults.Of(new AuthorValidator(), Valid with { Profiles = [null!] }));

    [Theory]
    [InlineData("@mira", "mira")]
    [InlineData("mira", "mira")]
    [InlineData("mira@social.example", "mira@social.example")]
    [InlineData("@", null)]
    [InlineData(null, null)]
    public void Handle_is_kept_without_its_sign(string? sent, string? kept) => Assert.Equal(kept, Author.BareHandle(sent));
}
