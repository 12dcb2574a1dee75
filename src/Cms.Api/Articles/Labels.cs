using System.Collections.Frozen;
using Cms.Api.Articles.Corrections;
using Cms.Api.PortableText;

namespace Cms.Api.Articles;

/// <summary>What the page says beside the data: labels of roles, of kinds of links and of corrections, and the attribution line, by language.</summary>
internal static class Labels
{
    /// <summary>Byline roles, in the order in which their labels are listed below.</summary>
    public static readonly IReadOnlyList<string> Roles =
    [
        "writer", "reporter", "editor", "photographer", "videographer", "illustrator", "translator",
        "additionalReporting", "factChecker", "producer", "contributor", "host",
    ];

    /// <summary>Kinds of related links, in the order in which their labels are listed below.</summary>
    public static readonly IReadOnlyList<string> LinkKinds = CmsReferences.Kinds;

    private static readonly Table English = new(
        ["By", "Reported By", "Edited By", "Photographs By", "Video By", "Illustrations By", "Translated By",
            "Additional Reporting By", "Fact-Checked By", "Produced By", "Contributed By", "Hosted By"],
        ["READ", "ALSO READ", "MORE ON", "WATCH", "LISTEN", "BACKGROUND", "SOURCE"],
        ["Correction", "Clarification", "Update", "Editor’s Note", "Retraction", "Removal"],
        Source: "Source: ", Inputs: ("With inputs from ", ""), Agency: "agency", Agencies: "agencies", Comma: ", ", And: " and ");

    // Elsewhere than in English the name stands after a colon where a preposition would ask for another form of it.
    private static readonly FrozenDictionary<string, Table> Tables = new Dictionary<string, Table>
    {
        ["en"] = English,
        ["hi"] = new(
            ["लेखक", "रिपोर्ट", "संपादन", "तस्वीरें", "वीडियो", "चित्रांकन", "अनुवाद",
                "अतिरिक्त रिपोर्टिंग", "तथ्य-जाँच", "निर्माण", "योगदान", "प्रस्तुति"],
            ["पढ़ें", "यह भी पढ़ें", "और जानें", "देखें", "सुनें", "पृष्ठभूमि", "स्रोत"],
            ["सुधार", "स्पष्टीकरण", "अपडेट", "संपादक की टिप्पणी", "खंडन", "निष्कासन"],
            Source: "स्रोत: ", Inputs: ("इनपुट: ", ""), Agency: "एजेंसी", Agencies: "एजेंसियाँ", Comma: ", ", And: " और "),
        ["ur"] = new(
            ["تحریر", "رپورٹ", "ادارت", "تصاویر", "ویڈیو", "خاکے", "ترجمہ",
                "اضافی رپورٹنگ", "حقائق کی جانچ", "پیشکش", "معاونت", "میزبان"],
            ["پڑھیں", "یہ بھی پڑھیں", "مزید جانیں", "دیکھیں", "سنیں", "پس منظر", "ماخذ"],
            ["تصحیح", "وضاحت", "تازہ کاری", "مدیر کا نوٹ", "واپسی", "حذف"],
            Source: "ماخذ: ", Inputs: ("اضافی معلومات: ", ""), Agency: "ایجنسی", Agencies: "ایجنسیاں", Comma: "، ", And: " اور "),
        ["zh"] = new(
            ["作者", "记者", "编辑", "摄影", "摄像", "插图", "翻译", "补充报道", "事实核查", "制作", "供稿", "主持"],
            ["阅读", "延伸阅读", "更多报道", "观看", "收听", "背景", "来源"],
            ["更正", "澄清", "更新", "编者注", "撤稿", "删除"],
            Source: "来源：", Inputs: ("综合", "报道"), Agency: "通讯社", Agencies: "多家通讯社", Comma: "、", And: "和"),
        ["ta"] = new(
            ["எழுதியவர்", "செய்தியாளர்", "பதிப்பாசிரியர்", "புகைப்படங்கள்", "காணொளி", "ஓவியங்கள்", "மொழிபெயர்ப்பு",
                "கூடுதல் செய்தி சேகரிப்பு", "உண்மை சரிபார்ப்பு", "தயாரிப்பு", "பங்களிப்பு", "தொகுத்து வழங்குபவர்"],
            ["படிக்க", "இதையும் படிக்க", "மேலும் அறிய", "பார்க்க", "கேட்க", "பின்னணி", "ஆதாரம்"],
            ["திருத்தம்", "விளக்கம்", "புதுப்பிப்பு", "ஆசிரியர் குறிப்பு", "திரும்பப் பெறல்", "நீக்கம்"],
            Source: "ஆதாரம்: ", Inputs: ("கூடுதல் தகவல்: ", ""), Agency: "செய்தி முகமை", Agencies: "செய்தி முகமைகள்", Comma: ", ", And: " மற்றும் "),
    }.ToFrozenDictionary();

    public static string Role(string language, string role) => For(language).ByRole[role];

    public static string LinkKind(string language, string kind) => For(language).ByKind[kind];

    public static string CorrectionKind(string language, string kind) => For(language).ByCorrection[kind];

    /// <summary>
    /// The line after the body, or null when there is nothing to say. A story taken over whole names its source; else it names
    /// whose material went into it. Who is only quoted, or gave data, is named in the text and not here.
    /// </summary>
    public static string? Attribution(string language, IReadOnlyList<(string Role, string Display, string? AgencyName)> sources)
    {
        var shown = sources.Where(source => source.Role is "full" or "inputs" && source.Display != "hidden").ToList();
        if (shown.Count == 0) return null;

        var table = For(language);
        var named = shown.Where(source => source.Display == "named" && source.AgencyName is not null).Select(source => source.AgencyName!).Distinct().ToList();
        // One agency may be listed for each item used; it stays one. Unnamed ones come last, as "and agencies".
        var generic = shown.Where(source => source.Display != "named" || source.AgencyName is null).ToList();
        var unnamed = generic.Count(source => source.AgencyName is null) + generic.Select(source => source.AgencyName).OfType<string>().Distinct().Count();
        if (unnamed > 0) named.Add(unnamed == 1 ? table.Agency : table.Agencies);

        var list = named.Count == 1 ? named[0] : string.Join(table.Comma, named[..^1]) + table.And + named[^1];
        return shown.Exists(source => source.Role == "full") ? table.Source + list : table.Inputs.Before + list + table.Inputs.After;
    }

    private static Table For(string language) => Tables.GetValueOrDefault(language.Split('-')[0].ToLowerInvariant(), English);

    private sealed record Table(
        string[] RoleLabels, string[] KindLabels, string[] CorrectionLabels, string Source, (string Before, string After) Inputs, string Agency, string Agencies, string Comma, string And)
    {
        public FrozenDictionary<string, string> ByRole { get; } = Roles.Zip(RoleLabels).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

        public FrozenDictionary<string, string> ByKind { get; } = LinkKinds.Zip(KindLabels).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

        public FrozenDictionary<string, string> ByCorrection { get; } = Correction.Kinds.Zip(CorrectionLabels).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
    }
}
