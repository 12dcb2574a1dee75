using System.Text.RegularExpressions;
using Cms.Api.Shared.Http;
using FluentValidation;
using FluentValidation.Results;

namespace Cms.Api.Site;

internal sealed class SiteValidator : AbstractValidator<SiteRequest>
{
    public SiteValidator()
    {
        RuleFor(site => site.Name).IsRequired();
        RuleFor(site => site.Name).Line(TheSite.MaxName);
        RuleFor(site => site.BaseUrl).IsRequired();
        RuleFor(site => site.BaseUrl).WebUrl();
        RuleFor(site => site.BaseUrl).Custom((url, context) =>
        {
            if (url is not null && url.AsSpan().ContainsAny('?', '#'))
                context.Add(FaultCodes.InvalidFormat, "Paths are put behind it, so it has no query and no fragment.");
        });
        RuleFor(site => site.TimeZone).IsRequired();
        RuleFor(site => site.TimeZone).TimeZone();
        RuleFor(site => site.Locale).IsRequired();
        RuleFor(site => site.Locale).Language();
        RuleFor(site => site.Description).Lines(TheSite.MaxDescription);
        RuleFor(site => site.LogoUrl).WebUrl();
        this.ListOf(site => site.Languages, TheSite.MaxLanguages, language => language.IsRequired().Language(), StringComparer.OrdinalIgnoreCase);
        RuleFor(site => site.BylinePolicy).OneOf(TheSite.BylinePolicies);
        RuleFor(site => site.ApprovalPolicy).OneOf(TheSite.ApprovalPolicies);
        RuleFor(site => site.CorrectionPolicy).OneOf(TheSite.CorrectionPolicies);
        RuleFor(site => site.Policies.PublishingPrinciples).WebUrl();
        RuleFor(site => site.Policies.CorrectionsPolicy).WebUrl();
        RuleFor(site => site.Policies.EthicsPolicy).WebUrl();
        RuleFor(site => site.Policies.UnnamedSourcesPolicy).WebUrl();
        this.ListOf(site => site.FooterLinks, TheSite.MaxFooterLinks, link => link.IsRequired().SetValidator(new FooterLinkValidator()));
        RuleFor(site => site.Layout).SetValidator(new LayoutValidator());
    }
}

internal sealed class FooterLinkValidator : AbstractValidator<FooterLink>
{
    public FooterLinkValidator()
    {
        RuleFor(link => link.LabelTemplate).IsRequired();
        RuleFor(link => link.LabelTemplate).Line(TheSite.MaxFooterLabel);
        RuleFor(link => link.LabelTemplate).Custom(HasKnownPlaceholders);
        RuleFor(link => link.Url).IsRequired();
        RuleFor(link => link.Url).ReadWithin(Validation.MaxUrl);
        RuleFor(link => link.Url).Custom(HasKnownPlaceholders);
        RuleFor(link => link.Url).Custom((url, context) =>
        {
            if (url is not null && !IsLink(FillAny(url)))
                context.Add(FaultCodes.InvalidFormat, "A URL must be absolute, https or http, or begin with one slash, and have at most 2,048 characters.");
        });
    }

    private static void HasKnownPlaceholders(string? template, ValidationContext<FooterLink> context)
    {
        if (template is not null && FillAny(template).AsSpan().ContainsAny('{', '}'))
            context.Add(FaultCodes.InvalidValue, $"Braces are for placeholders, and there are only: {string.Join(", ", TheSite.Placeholders)}.");
    }

    private static string FillAny(string template) =>
        TheSite.Placeholders.Aggregate(template, (text, placeholder) => text.Replace(placeholder, "x", StringComparison.Ordinal));

    // Two slashes (or a backslash, which browsers take for one) would lead to another host.
    private static bool IsLink(string url) => url is ['/', ..]
        ? url is not ['/', '/' or '\\', ..] && Validation.IsWebUrl("https://site.example" + url)
        : Validation.IsWebUrl(url);
}

internal sealed partial class LayoutValidator : AbstractValidator<Layout?>
{
    public LayoutValidator()
    {
        this.ListOf(layout => layout!.Slots, TheSite.MaxSlots, slot => slot.IsRequired().SetValidator(new SlotValidator()));
        RuleFor<IEnumerable<LayoutSlot>>(layout => layout!.Slots).Custom((slots, context) =>
        {
            foreach (var again in slots.Take(TheSite.MaxSlots).Index().Where(slot => slot.Item?.Key is not null).GroupBy(slot => slot.Item.Key).SelectMany(same => same.Skip(1)))
                context.AddFailure(new ValidationFailure($"{context.PropertyPath}[{again.Index}].Key", $"There is another slot with the key {again.Item.Key}.")
                {
                    ErrorCode = FaultCodes.Duplicate,
                });
        });
    }

    private sealed class SlotValidator : AbstractValidator<LayoutSlot>
    {
        public SlotValidator()
        {
            RuleFor(slot => slot.Key).IsRequired();
            RuleFor(slot => slot.Key).Matching(SlotKey(), "A key has 1 to 40 letters, digits, hyphens, dots and underscores.");
            RuleFor(slot => slot.Anchor).IsRequired();
            RuleFor(slot => slot.Anchor).OneOf(TheSite.Anchors);
            RuleFor(slot => (int?)slot.MinWordsBefore).Within(0, TheSite.MaxWordsBefore);
            this.ListOf(slot => slot.Sizes, TheSite.MaxSizes, size => size.IsRequired().Matching(Size(), "A size is a width and a height in pixels, such as 300x250."));
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,40}\z")]
    private static partial Regex SlotKey();

    [GeneratedRegex(@"^[0-9]{1,5}x[0-9]{1,5}\z")]
    private static partial Regex Size();
}
