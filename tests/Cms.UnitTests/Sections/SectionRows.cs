using System.Text.Json;
using Cms.Api.Sections;
using Cms.Api.Shared.Http;
using Cms.Api.Site;

namespace Cms.UnitTests.Sections;

internal static class SectionRows
{
    public static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);

    public static SectionRow Row(int number, int? parent, string path, Layout? layout = null) => new()
    {
        Id = IdOf(number),
        Version = 1,
        ParentId = parent is { } above ? IdOf(above) : null,
        Slug = Section.SlugOf(path),
        Path = path,
        Name = Section.SlugOf(path).ToUpperInvariant(),
        Description = null,
        FooterLinks = "[]",
        Layout = layout is null ? null : JsonSerializer.Serialize(layout, Json.Options),
        CreatedAt = DateTimeOffset.UnixEpoch,
        CreatedBy = "test",
        ModifiedAt = DateTimeOffset.UnixEpoch,
        ModifiedBy = "test",
    };

    public static Layout LayoutWith(string key) => new() { Slots = [new LayoutSlot(key, "pageEnd")] };
}
