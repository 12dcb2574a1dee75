using System.Text;
using Cms.Api.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.Shared.Text;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Ministers meet in Islamabad", "ministers-meet-in-islamabad")]
    [InlineData("  'Enough', she said — twice!  ", "enough-she-said-twice")]
    [InlineData("O'Hare’s new runway", "ohares-new-runway")]
    [InlineData("पाकिस्तान में चुनाव", "पाकिस्तान-में-चुनाव")]
    [InlineData("پاکستان میں انتخابات", "پاکستان-میں-انتخابات")]
    [InlineData("می\u200Cخواهم بدانم", "میخواهم-بدانم")]
    [InlineData("北京：新港口开放", "北京-新港口开放")]
    [InlineData("தமிழ்நாடு தேர்தல்", "தமிழ்நாடு-தேர்தல்")]
    [InlineData("צה״ל ג׳ירפה", "צהל-גירפה")]
    [InlineData("🚀 Launch 👩‍👩‍👧 day ❤️", "launch-day")]
    [InlineData("1️⃣ reason", "1\u20E3-reason")]
    [InlineData("İstanbul ve Iğdır, Diyarbakır", "istanbul-ve-iğdır-diyarbakır")]
    [InlineData("I\u0307stanbul", "istanbul")]
    [InlineData("J\u030C", "ǰ")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευσ")]
    [InlineData("\u202Eevil\u2066 soft\u00ADhyphen", "evil-softhyphen")]
    [InlineData("half \uD83D pair \uFFFE", "half-pair")]
    [InlineData("\u0301stray \u0301mark", "stray-mark")]
    [InlineData("!!! … 🎉", "")]
    [InlineData("", "")]
    public void Title_becomes_slug(string title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Fact]
    public void Decomposed_title_gives_the_slug_of_the_composed_one()
    {
        Assert.Equal("é", "e\u0301".Normalize(NormalizationForm.FormC));
        Assert.Equal(Slug.From("Éclair à Orléans"), Slug.From("Éclair à Orléans".Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("0192F0C4-7D1E-7A33-9C5B-0123456789AB")]
    [InlineData("0192f0c47d1e7a339c5b0123456789ab")]
    public void Slug_never_looks_like_an_id(string title)
    {
        Assert.Equal("slug-" + title.ToLowerInvariant(), Slug.From(title));
        Assert.False(Slug.IsValid(title.ToLowerInvariant()));
        Assert.True(Slug.IsValid(Slug.From(title)));
    }

    [Fact]
    public void Long_title_is_cut_at_a_hyphen()
    {
        var slug = Slug.From(string.Join(' ', Enumerable.Repeat("harbour", 20)));
        Assert.Equal(string.Join('-', Enumerable.Repeat("harbour", 10)), slug);
    }

    [Fact]
    public void Word_that_ends_at_the_limit_is_kept() =>
        Assert.Equal(new string('a', 39) + "-" + new string('b', 40), Slug.From(new string('a', 39) + " " + new string('b', 40) + " c"));

    [Fact]
    public void Cut_keeps_a_letter_and_its_marks_together()
    {
        var slug = Slug.From(string.Concat(Enumerable.Repeat("कि", 60)));
        Assert.Equal(string.Concat(Enumerable.Repeat("कि", 40)), slug);
        Assert.Equal(string.Concat(Enumerable.Repeat("x", 79)), Slug.From(new string('x', 79) + "कि"));
    }

    [Fact]
    public void Length_counts_code_points() =>
        Assert.Equal(160, Slug.From(string.Concat(Enumerable.Repeat("𠀀", 100))).Length);

    [Theory]
    [InlineData("cpec", true)]
    [InlineData("पाकिस्तान-2024", true)]
    [InlineData("Cpec", false)]
    [InlineData("a--b", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("e\u0301", false)]
    [InlineData("", false)]
    public void Valid_slug_is_a_canonical_one(string slug, bool valid) => Assert.Equal(valid, Slug.IsValid(slug));

    [Fact]
    public void Slug_over_the_limit_is_invalid() => Assert.False(Slug.IsValid(new string('a', 81)));

    [Fact]
    public void Suffix_fits_within_the_limit()
    {
        Assert.Equal("port-opens-2", Slug.WithSuffix("port-opens", 2));
        Assert.Equal(new string('a', 77) + "-12", Slug.WithSuffix(new string('a', 80), 12));
    }

    [Fact]
    public void Any_title_gives_a_valid_slug_that_is_its_own_slug() =>
        TextGen.Any.Sample(title =>
        {
            var slug = Slug.From(title);
            return slug.Length == 0 || (Slug.IsValid(slug) && Slug.IsValid(Slug.WithSuffix(slug, 17))
                && PlainText.CodePoints(slug) <= Slug.MaxLength && slug.IsNormalized());
        });
}
