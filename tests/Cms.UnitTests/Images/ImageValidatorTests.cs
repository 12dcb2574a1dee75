using Cms.Api.Images;
using Cms.UnitTests.Shared.Http;

namespace Cms.UnitTests.Images;

public sealed class ImageValidatorTests
{
    private static readonly ImageRequest Valid = new() { Url = "https://images.example/harbour.jpg", Width = 1200, Height = 675 };

    [Fact]
    public void Image_is_saved_without_alternative_text_and_credit() => Assert.Empty(Faults.Of(new ImageValidator(), Valid));

    [Fact]
    public void Url_and_size_are_required() =>
        Assert.Equal(["/height required", "/url required", "/width required"], Faults.Of(new ImageValidator(), new ImageRequest()));

    [Fact]
    public void Everything_wrong_is_told_at_once() =>
        Assert.Equal(
            ["/alt too_long", "/caption too_long", "/credit/line too_long", "/height out_of_range", "/url invalid_format", "/width out_of_range"],
            Faults.Of(new ImageValidator(), new ImageRequest
            {
                Url = "//images.example/a.jpg",
                Width = Image.MinPixels - 1,
                Height = Image.MaxPixels + 1,
                Alt = new string('a', Image.MaxAlt + 1),
                Caption = new string('a', Image.MaxCaption + 1),
                Credit = new ImageCredit { Line = new string('a', Image.MaxCreditLine + 1) },
            }));

    [Fact]
    public void Limits_themselves_are_allowed() =>
        Assert.Empty(Faults.Of(new ImageValidator(), Valid with { Width = Image.MinPixels, Height = Image.MaxPixels, Alt = new string('a', Image.MaxAlt) }));

    [Fact]
    public void Decorative_image_has_no_alternative_text()
    {
        Assert.Empty(Faults.Of(new ImageValidator(), Valid with { Decorative = true }));
        Assert.Equal(["/decorative conflict"], Faults.Of(new ImageValidator(), Valid with { Decorative = true, Alt = "A harbour" }));
    }

    [Theory]
    [InlineData(0d, 1d)]
    [InlineData(0.5, 0.25)]
    public void Focal_point_lies_in_the_picture(double x, double y) =>
        Assert.Empty(Faults.Of(new ImageValidator(), Valid with { FocalPoint = new FocalPoint { X = x, Y = y } }));

    [Theory]
    [InlineData(-0.1, 0.5, "/focalPoint/x out_of_range")]
    [InlineData(0.5, 1.1, "/focalPoint/y out_of_range")]
    [InlineData(0.5, double.PositiveInfinity, "/focalPoint/y out_of_range")]
    [InlineData(double.NaN, 0.5, "/focalPoint/x out_of_range")]
    [InlineData(0.5, null, "/focalPoint/y required")]
    public void Focal_point_elsewhere_is_refused(double? x, double? y, string fault) =>
        Assert.Equal([fault], Faults.Of(new ImageValidator(), Valid with { FocalPoint = new FocalPoint { X = x, Y = y } }));
}
