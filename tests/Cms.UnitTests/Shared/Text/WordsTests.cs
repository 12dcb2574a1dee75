using System.Text;
using Cms.Api.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.Shared.Text;

public sealed class WordsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" — … \n ' ", 0)]
    [InlineData("The long-term plan isn’t theirs.", 5)]
    [InlineData("1,000 people paid Rs. 3.5 each", 6)]
    [InlineData("One—two…three", 3)]
    [InlineData("one\u00A0two\nthree", 3)]
    [InlineData("पाकिस्तान में आम चुनाव हुए।फिर", 6)]
    [InlineData("پاکستان میں عام انتخابات", 4)]
    [InlineData("می\u200Cخواهم بدانم", 2)]
    [InlineData("தமிழ்நாடு சட்டமன்றத் தேர்தல்", 3)]
    [InlineData("北京新港口，今天开放。", 9)]
    [InlineData("买iPhone手机", 4)]
    [InlineData("第3章", 3)]
    [InlineData("東京タワーへ行く", 8)]
    [InlineData("서울 시장 선거", 3)]
    [InlineData("สวัสดีชาวโลก", 3)]
    [InlineData("ฉันรักภาษาไทย 2024", 4)]
    [InlineData("🚀 👩‍👩‍👧 go", 1)]
    [InlineData("𠀀𠀁", 2)]
    public void Words_are_counted_in_every_script(string text, int words) => Assert.Equal(words, Words.Count(text));

    [Theory]
    [InlineData("Éclair à Orléans")]
    [InlineData("पढ़ाई ज़रूरी है")]
    public void Decomposed_text_has_as_many_words(string text)
    {
        Assert.Equal(3, Words.Count(text));
        Assert.Equal(3, Words.Count(text.Normalize(NormalizationForm.FormD)));
    }

    [Fact]
    public void Count_of_parts_is_the_count_of_the_whole() =>
        Gen.Select(TextGen.Any, TextGen.Any).Sample((a, b) => Words.Count(a) + Words.Count(b) == Words.Count(a + "\n\n" + b));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(683, 171)]
    [InlineData(684, 171)]
    public void Four_words_are_read_in_a_second(int words, int seconds) => Assert.Equal(seconds, Words.ReadingTimeSeconds(words));

    [Theory]
    [InlineData("Short.", 20, "Short.")]
    [InlineData("The port opened on Monday", 18, "The port opened on")]
    [InlineData("The port opened on Monday", 17, "The port opened")]
    [InlineData("The port, opened", 12, "The port")]
    [InlineData("First.\n\nSecond line", 13, "First. Second")]
    [InlineData("READ\u00A0this now", 8, "READ\u00A0thi")]
    [InlineData("北京新港口今天开放", 4, "北京新港")]
    [InlineData("北京，上海", 2, "北")]
    [InlineData("किकिकि", 3, "कि")]
    [InlineData("😀😀😀", 2, "😀😀")]
    public void Lead_ends_after_a_whole_word(string text, int max, string lead) => Assert.Equal(lead, Words.Lead(text, max));

    [Fact]
    public void Lead_is_never_longer_than_asked() =>
        Gen.Select(TextGen.Any, Gen.Int[1, 60]).Sample((text, max) => PlainText.CodePoints(Words.Lead(text, max)) <= max);
}
