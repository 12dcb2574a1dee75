using Cms.Api.PortableText;

namespace Cms.UnitTests.PortableText.Output;

internal static class Contexts
{
    /// <summary>Shows what <see cref="Bodies.EveryType"/> refers to.</summary>
    public static readonly BodyContext Everything = new()
    {
        Language = "en",
        Direction = "ltr",
        Place = null,
        Images = new Dictionary<Guid, ShownImage>
        {
            [Guid.Parse(Bodies.Image1)] = new("https://images.example/one.jpg", 1200, 675, "Asha Rao/AP"),
            [Guid.Parse(Bodies.Image2)] = new("https://images.example/two.jpg", 800, 600, null, "Two cranes"),
        },
        Links = new Dictionary<Guid, ShownLink>
        {
            [Guid.Parse(Bodies.Link)] = new("read", "READ", "A port & its town", "https://news.example/news/a-port"),
        },
        Corrections = new Dictionary<Guid, ShownCorrection>
        {
            [Guid.Parse(Bodies.Correction)] = new("clarification", "Clarification", "The port is *one* of <two>.\nNot three."),
        },
    };

    public static readonly BodyContext Nothing = Everything with
    {
        Images = new Dictionary<Guid, ShownImage>(),
        Links = new Dictionary<Guid, ShownLink>(),
        Corrections = new Dictionary<Guid, ShownCorrection>(),
    };
}
