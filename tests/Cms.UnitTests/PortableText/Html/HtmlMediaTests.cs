using Cms.Api.PortableText;
using static Cms.UnitTests.PortableText.Html.HtmlBodies;

namespace Cms.UnitTests.PortableText.Html;

public sealed class HtmlMediaTests
{
    private const string Id = "0192f0c4-7d1e-7a33-9c5b-000000000001";

    [Theory]
    [InlineData($"a <img src=cms:{Id} alt=' A  quay ' title='Ships'> b", "normal: a", "image: A quay | Ships", "normal: b")]
    [InlineData($"<img src=' CMS:{Id} ' alt='' title>", "image: - | -")]
    [InlineData($"<figure><img src=cms:{Id}><figcaption>A <b>quay</b></figcaption></figure>a", "image: - | A quay", "normal: a")]
    [InlineData($"<figure><img src=cms:{Id} title=own><figcaption>A quay</figcaption></figure>", "image: - | own", "normal: A quay")]
    [InlineData($"<h2>a<img src=cms:{Id}>b</h2>", "h2: a", "image: - | -", "h2: b")]
    [InlineData("so <img src=https://e.example/1f600.png alt=😀> it is", "normal: so 😀 it is")]
    public void Image_of_ours_is_a_block(string html, params string[] outline)
    {
        Assert.Equal(outline, Outline(html));
        Assert.Empty(Read(html).Warnings);
    }

    [Theory]
    [InlineData("a<img src=https://e.example/p/quay%201.jpg?w=2>b", "normal: a", "normal: <https://e.example/p/quay%201.jpg?w=2>quay 1.jpg</>", "normal: b")]
    [InlineData("<img src=//e.example/ alt='A quay'>", "normal: <https://e.example/>A quay</>")]
    [InlineData("<img src=https://e.example/>", "normal: <https://e.example/>image</>")]
    [InlineData("<a href=/story><img src=https://e.example/q.jpg alt='A quay'></a>", "normal: </story>A quay</>")]
    [InlineData("<img src=data:image/png;base64,AAAA alt='A quay'>a", "normal: A quay", "normal: a")]
    [InlineData("<img src='file:///C:/clip_image001.png'>a", "normal: a")]
    [InlineData("<img src='javascript:alert(1)' alt=x>", "normal: x")]
    [InlineData("<img>a", "normal: a")]
    [InlineData("a<img src=https://t.example/o.gif width=1 height=1>b", "normal: ab")]
    [InlineData("a<img src=https://t.example/o.gif style='width:0px;height:2px'>b", "normal: ab")]
    [InlineData("a<img src=https://t.example/o.gif style='display:none'>b", "normal: ab")]
    public void Any_other_image_is_a_link_or_its_text_and_told(string html, params string[] outline)
    {
        Assert.Equal(outline, Outline(html));
        Assert.Equal(["dropped_image"], WarningCodes(html));
    }

    [Theory]
    [InlineData($"<img src=cms:{Id} alt='a\u202Eb'>", "image: ab | -")]
    [InlineData($"<img src=cms:{Id} title='a\u0001b'>", "image: - | ab")]
    [InlineData("<iframe src=https://youtu.be/abcdefghijk title='a\0b'></iframe>", "youtube: https://youtu.be/abcdefghijk | ab | ab")]
    public void Characters_left_out_of_an_attribute_are_told(string html, string outline)
    {
        Assert.Equal([outline], Outline(html));
        Assert.Equal(["dropped_characters"], WarningCodes(html));
    }

    [Theory]
    [InlineData("<img src=cms:0192f0c4>", "invalid_value")]
    [InlineData("<img src=cms:a-slug>", "invalid_value")]
    public void Broken_reference_of_an_image_is_a_fault(string html, string code) => Assert.Equal(code, OnlyFault(html).Code);

    [Theory]
    [InlineData("<iframe src='//www.youtube.com/embed/abcdefghijk' title='A  port'>x</iframe>", "youtube: https://www.youtube.com/embed/abcdefghijk | A port | A port")]
    [InlineData("<iframe src='https://player.vimeo.com/video/1234567'></iframe>", "vimeo: https://player.vimeo.com/video/1234567 | - | vimeo: https://player.vimeo.com/video/1234567")]
    [InlineData("<iframe src='https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F12&amp;width=500'></iframe>",
        "facebook: https://www.facebook.com/a/posts/12 | - | facebook: https://www.facebook.com/a/posts/12")]
    [InlineData("<blockquote class='twitter-tweet'><p lang=en dir=ltr>A ship</p>&mdash; Someone <a href='https://twitter.com/someone/status/12?ref_src=x'>Today</a></blockquote>",
        "x: https://twitter.com/someone/status/12?ref_src=x | - | A ship\n— Someone Today")]
    [InlineData("<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/Abc12/'><a href='https://www.instagram.com/p/Abc12/'>A post</a></blockquote>",
        "instagram: https://www.instagram.com/p/Abc12/ | - | A post")]
    [InlineData("<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@a.b/video/12'></blockquote>", "tiktok: https://www.tiktok.com/@a.b/video/12 | - | tiktok: https://www.tiktok.com/@a.b/video/12")]
    [InlineData("<iframe src='https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a-b/c-d&amp;color=x'></iframe>", "soundcloud: https://soundcloud.com/a-b/c-d | - | soundcloud: https://soundcloud.com/a-b/c-d")]
    [InlineData("<blockquote class='twitter-tweet'>No address</blockquote>", "blockquote: No address")]
    [InlineData("<p><a href='https://youtu.be/abcdefghijk'>https://youtu.be/abcdefghijk</a></p>", "normal: <https://youtu.be/abcdefghijk>https://youtu.be/abcdefghijk</>")]
    public void Post_or_player_is_an_embed(string html, string outline)
    {
        Assert.Equal([outline], Outline(html));
        Assert.Empty(Read(html).Warnings);
    }

    [Theory]
    [InlineData("<iframe src=https://maps.example/ title='A map'>x</iframe>", "dropped_embed", "normal: <https://maps.example/>A map</>")]
    [InlineData("<iframe src='https://e.example/?url=https://youtu.be/abcdefghijk'></iframe>", "dropped_embed", "normal: <https://e.example/?url=https://youtu.be/abcdefghijk>https://e.example/?url=https://youtu.be/abcdefghijk</>")]
    [InlineData("<iframe src='https://w.soundcloud.com/player/?url=https://youtu.be/abcdefghijk' title=x></iframe>", "dropped_embed", "normal: <https://w.soundcloud.com/player/?url=https://youtu.be/abcdefghijk>x</>")]
    [InlineData("<embed src=https://e.example/a.swf>", "dropped_embed", "normal: <https://e.example/a.swf>https://e.example/a.swf</>")]
    [InlineData("<video><source src=https://e.example/a.mp4><source src=https://e.example/a.ogv>x</video>", "dropped_embed", "normal: <https://e.example/a.mp4>https://e.example/a.mp4</>")]
    [InlineData("<audio src=https://e.example/a.mp3>x</audio>", "dropped_embed", "normal: <https://e.example/a.mp3>https://e.example/a.mp3</>")]
    [InlineData("a<iframe src='javascript:alert(1)'></iframe>", "dropped_element", "normal: a")]
    [InlineData("a<iframe srcdoc='<b>x</b>'></iframe>", "dropped_element", "normal: a")]
    [InlineData("a<iframe src=https://youtu.be/abcdefghijk style=display:none></iframe>", "dropped_element", "normal: a")]
    [InlineData("a<video hidden><source src=https://e.example/a.mp4></video>", "dropped_element", "normal: a")]
    [InlineData("a<video>x</video>", "dropped_element", "normal: a")]
    [InlineData("a<audio><p>x</audio>", "dropped_element", "normal: a")]
    [InlineData("a<object data='data:text/html,x'>x</object>", "dropped_element", "normal: a")]
    public void Any_other_frame_is_a_link_and_told(string html, string code, string outline)
    {
        Assert.Equal([outline], Outline(html));
        Assert.Equal([code], WarningCodes(html));
    }

    [Theory]
    [InlineData("<blockquote class=twitter-tweet>A <a href=https://t.co/x>pic</a> <a href=https://x.com/a/status/1>Today</a></blockquote>", "x: https://x.com/a/status/1 | - | A pic Today")]
    [InlineData($"<figure><img src=cms:{Id}><figcaption>A <a href=/quay>quay</a></figcaption></figure>", "image: - | A quay")]
    public void Link_in_what_becomes_mere_text_is_told(string html, string outline)
    {
        Assert.Equal([outline], Outline(html));
        Assert.Equal(["dropped_link"], WarningCodes(html));
    }

    [Fact]
    public void Long_text_of_a_post_is_cut_and_told()
    {
        var html = $"<blockquote class=twitter-tweet cite=https://x.com/a/status/1>{new string('a', 1_001)}</blockquote>";
        Assert.Equal(1_000, Assert.IsType<EmbedBlock>(Read(html).Body.Blocks.Single()).Text.Length);
        Assert.Equal(["changed_structure"], WarningCodes(html));
    }
}
