using Cms.Api.Shared.Text;
using CsCheck;

namespace Cms.UnitTests.Shared.Text;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Café MÜNCHEN", "cafe|munchen")]
    [InlineData("Jean-Luc O'Hare", "jean|luc|o|hare")]
    [InlineData("Łódź Straße Đà Nẵng Ærø", "lodz|strasse|da|nang|aero")]
    [InlineData("İstanbul ISPARTA ısı", "istanbul|isparta|isi")]
    [InlineData("Ёлка Йод", "елка|иод")]
    [InlineData("ΟΔΟΣ Άγιος", "οδοσ|αγιοσ")]
    [InlineData("हिन्दी की किताब", "हिन्दी|की|किताब")]
    [InlineData("क़लम ज़मीन", "कलम|जमीन")]
    [InlineData("کراچی، اُردُو", "کراچی|اردو")]
    [InlineData("ஸ்ரீ லங்கா", "ஸ்ரீ|லங்கா")]
    [InlineData("می\u200Cخواهم soft\u00ADware", "میخواهم|software")]
    [InlineData("ﬁne ＡＢＣ １２ x²", "fine|abc|12|x2")]
    [InlineData("100% _like_ a\\b 'q':*", "100|like|a|b|q")]
    [InlineData(" — … ' \u0301", "")]
    public void Words_of_a_question_are_folded(string question, string words) =>
        Assert.Equal(words.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Decomposed), SearchWords.Asked(question));

    [Theory]
    [InlineData("新华社", "新华社|华社|社")]
    [InlineData("买iPhone手机", "买iphone手机|iphone手机|手机|机")]
    [InlineData("東京タワー", "東京タワー|京タワー|タワー|ワー|ー")]
    [InlineData("서울 시장", "서울|시장")]
    public void Word_begins_at_every_letter_where_no_spaces_part_words(string name, string words) =>
        Assert.Equal(words.Split('|').Select(Decomposed), SearchWords.Of(name));

    [Fact]
    public void Of_a_long_word_the_beginning_counts_on_both_sides()
    {
        var word = new string('a', 30);

        Assert.Equal([word[..20]], SearchWords.Asked(word));
        Assert.Equal(20, SearchWords.Beginnings(word).Count);
        Assert.Equal(200, SearchWords.Of(Enumerable.Range(0, 300).Select(number => $"w{number}")).Count);
    }

    [Fact]
    public void Folding_what_is_folded_changes_nothing() => TextGen.Allowed.Sample(text =>
    {
        var words = SearchWords.Asked(text);
        Assert.Equal(words, SearchWords.Asked(string.Join(' ', words)));
    });

    [Fact]
    public void Text_is_found_by_its_own_words_in_whatever_form_and_case() => TextGen.Allowed.Sample(text =>
    {
        var found = SearchWords.Beginnings(text).ToHashSet();
        // What comes after two hundred words is not found.
        if (SearchWords.Of(text).Count == SearchWords.MaxWords) return;
        foreach (var form in new[] { text, text.Normalize(), text.Normalize(System.Text.NormalizationForm.FormD) })
            Assert.Subset(found, SearchWords.Asked(form).ToHashSet());
    });

    private static string Decomposed(string word) => word.Normalize(System.Text.NormalizationForm.FormKD);
}
