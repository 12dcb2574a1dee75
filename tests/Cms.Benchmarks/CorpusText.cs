using System.Globalization;
using Cms.Api.PortableText;

namespace Cms.Benchmarks;

/// <summary>Invented news. The same seed writes the same.</summary>
internal sealed class CorpusText(Random random)
{
    private static readonly string[] Names = Split("Asha Benno Carys Darian Elif Farouk Gita Hanno Imre Jaya Kiran Leonie Mirek Nadia Osman Petra Quirin Rosa Samar Tariq Uma Viktor Wanda Yusuf Zelda");
    private static readonly string[] Surnames = Split("Abernathy Bandara Castellane Dvorak Ekström Ferreira Gundersen Hashimi Ivanek Jorgen Kulkarni Lindqvist Mascarel Noonari Okafor Prakash Quintero Rasmussen Sandoval Thackeray Ueda Verhoeven Wadhwani Yilmaz Zielinski");
    private static readonly string[] Places = Split("Ambervale Brinehaven Coldharbour Duskmere Eastwick Fallowfield Gannet-Bay Highmoor Inchcolm Jorvale Kestrel-Point Lowmarsh Merrow Northgate Oxbow Port-Selwyn Quarry-Hill Redcliffe Saltings Thornby Upperton Vinehill Westering Yarrow Zennor");
    private static readonly string[] Matters = Split("harbour ferry budget tunnel lighthouse railway dam hospital orchestra library festival election reservoir bridge vaccine harvest tram museum market strike pension airport forest satellite fishery school stadium court treaty archive");
    private static readonly string[] People = ["the minister", "the harbour master", "a spokeswoman for the council", "the chief engineer", "residents of the quarter", "two former deputies", "the union", "the auditors", "the board", "a panel of judges", "the mayor", "several traders", "the head of the inquiry", "volunteers", "the regulator"];
    private static readonly string[] Acts = ["rejected", "postponed", "welcomed", "published", "questioned", "defended", "withdrew", "approved", "described", "compared", "measured", "ordered", "inspected", "cancelled", "promised"];
    private static readonly string[] Things = ["the second half of the plan", "an offer of arbitration", "the figures for the winter", "a repair that had been due for years", "the terms of the lease", "a map of the flooded streets", "the cost of the delay", "an agreement on night work", "the minutes of the meeting", "a proposal from the opposition", "the licence for the quarry", "new rules for small boats", "a list of missing documents", "the timetable of the last ferries", "an older report on the foundations"];
    private static readonly string[] Circumstances = ["after a sitting that lasted until midnight", "although nobody had asked for it", "in front of some two hundred guests", "without naming a date", "for the first time since the reform", "as the water went on rising", "while negotiations continued elsewhere", "on the advice of three independent experts", "despite objections from the coast", "before the offices opened", "to the surprise of the opposition", "in a letter seen by this newspaper", "when the weather allowed it", "under a clause that is rarely used"];
    private static readonly string[] Links = ["According to the papers,", "By the evening", "In the meantime", "Earlier this week", "Not far from there", "As a consequence", "In the view of many", "A year ago", "Behind closed doors", "Since then"];

    public static string Person(int number) => Numbered($"{Names[number % Names.Length]} {Surnames[number / Names.Length % Surnames.Length]}", number, Names.Length * Surnames.Length);

    public static string Subject(int number) => Numbered($"{Place(number)} {Matters[number / Places.Length % Matters.Length]}", number, Places.Length * Matters.Length);

    public string Place() => Place(random.Next(Places.Length));

    public string Headline() => Capital($"{Any(Matters)} in {Place()}: {Any(People)} {Any(Acts)} {Any(Things)}");

    public string Sentence()
    {
        var plain = $"{Any(People)} {Any(Acts)} {Any(Things)} {Any(Circumstances)}";
        var whole = random.Next(3) switch
        {
            0 => $"{Any(Links)} {plain}",
            1 => $"{plain}, and {Any(People)} {Any(Acts)} {Any(Things)}",
            _ => $"Of {Number()} people asked about the {Any(Matters)} in {Place()}, {Number()} said that {plain}",
        };
        return Capital(whole) + ".";
    }

    /// <summary>Of 400 to 900 words, with headings, emphasis, links and a list.</summary>
    public Body Body()
    {
        var blocks = new List<Block>();
        for (var (words, wanted) = (0, random.Next(400, 900)); words < wanted;)
        {
            if (blocks.Count % 6 == 5) blocks.Add(Text("h2", Capital($"{Any(Matters)} and {Any(Matters)}")));
            var paragraph = string.Join(' ', Enumerable.Range(0, random.Next(2, 5)).Select(_ => Sentence()));
            blocks.Add(blocks.Count % 4 == 3 ? Linked(paragraph) : blocks.Count % 9 == 7 ? Text("normal", paragraph, "bullet") : Text("normal", paragraph));
            words += paragraph.Count(letter => letter == ' ') + 1;
        }
        return new Body(BlockKeys.Fill(blocks));
    }

    private TextBlock Linked(string paragraph)
    {
        var mark = new LinkMark("l1", $"https://{Any(Places).ToLowerInvariant()}.example/{Any(Matters)}/{Number()}");
        return new TextBlock("", "normal", null, 0, [new Span(paragraph + " ", []), new Span(Any(Things), [mark.Key]), new Span(", ", []), new Span(Any(Acts), ["strong"]), new Span(".", [])], [mark]);
    }

    private static TextBlock Text(string style, string text, string? list = null) => new("", style, list, list is null ? 0 : 1, [new Span(text, [])], []);

    private static string Place(int number) => Places[number % Places.Length].Replace('-', ' ');

    private string Number() => random.Next(2, 9_000).ToString(CultureInfo.InvariantCulture);

    private string Any(string[] of) => of[random.Next(of.Length)];

    private static string Numbered(string name, int number, int different) =>
        number < different ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {number / different + 1}");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string[] Split(string words) => words.Split(' ');
}
