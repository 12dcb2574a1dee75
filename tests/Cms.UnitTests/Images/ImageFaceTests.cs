using Cms.Api.Images;
using Cms.Api.Shared.Http;

namespace Cms.UnitTests.Images;

public sealed class ImageFaceTests
{
    private static readonly ImageRow Row = new()
    {
        Id = new Guid("0192f0c4-7d1e-7a33-9c5b-0123456789ab"),
        Version = 1,
        Url = "https://images.example/harbour.jpg",
        Width = 1200,
        Height = 675,
        Alt = "A harbour at dusk",
        Decorative = false,
        Caption = "The harbour",
        CreditLine = "NPA/Doe",
        AgencyId = new Guid("0192f0c4-7d1e-7a33-9c5b-0123456789ac"),
        AgencyCode = "NPA",
        AgencyName = "Northern Press",
        FocalPoint = """{"x": 0.5, "y": 0.25}""",
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = "test",
        ModifiedAt = DateTimeOffset.UnixEpoch,
        ModifiedBy = "test",
    };

    [Fact]
    public void Story_shows_the_whole_image() =>
        Assert.Equal(
            """
            {"id":"0192f0c4-7d1e-7a33-9c5b-0123456789ab","url":"https://images.example/harbour.jpg","alt":"A harbour at dusk","caption":"The harbour",
            "credit":{"line":"NPA/Doe","agency":{"code":"NPA","name":"Northern Press"}},"width":1200,"height":675,"focalPoint":{"x":0.5,"y":0.25}}
            """.ReplaceLineEndings(""),
            System.Text.Encoding.UTF8.GetString(Json.Write(ImageFace.From(Row).Write)));

    [Fact]
    public void Texts_of_a_place_go_before_the_images_own()
    {
        var face = ImageFace.From(Row, caption: "Last night", alt: "Boats");
        Assert.Equal(("Last night", "Boats"), (face.Caption, face.Alt));
    }

    [Fact]
    public void Decorative_image_has_an_empty_alternative_text_unless_a_place_gives_it_one()
    {
        var decorative = Row with { Decorative = true, Alt = null };
        Assert.Equal("", ImageFace.From(decorative).Alt);
        Assert.Equal("", ImagePublic.From(decorative).Alt);
        Assert.Equal("Boats", ImageFace.From(decorative, alt: "Boats").Alt);
    }

    [Fact]
    public void Credit_is_null_only_where_nothing_is_known()
    {
        var unknown = Row with { CreditLine = null, AgencyId = null, AgencyCode = null, AgencyName = null };
        Assert.Null(ImageFace.From(unknown).Credit);
        Assert.Null(ImageFace.From(unknown with { CreditLine = "Doe" }).Credit!.Agency);
        Assert.Equal("NPA", ImageFace.From(Row with { CreditLine = null }).Credit!.Agency!.Code);
    }
}
