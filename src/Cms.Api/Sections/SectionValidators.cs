using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Cms.Api.Site;
using FluentValidation;

namespace Cms.Api.Sections;

internal sealed class SectionValidator : AbstractValidator<SectionRequest>
{
    public SectionValidator()
    {
        RuleFor(section => section.Name).IsRequired();
        RuleFor(section => section.Name).Name(Section.MaxName);
        RuleFor(section => section.Slug).ASlug();
        RuleFor(section => section.Parent).ReadWithin(Section.MaxPath);
        RuleFor(section => section.Description).Lines(Section.MaxDescription);
        this.ListOf(section => section.FooterLinks, Section.MaxFooterLinks, link => link.IsRequired().SetValidator(new FooterLinkValidator()));
        RuleFor(section => section.Layout).SetValidator(new LayoutValidator());
        RuleFor(section => section.Slug).Custom((slug, context) =>
        {
            var section = context.InstanceToValidate;
            var actual = slug ?? Slug.From(section.Name ?? "");
            if (section.Parent is null && Section.ReservedRoots.Contains(actual))
                context.Add(FaultCodes.InvalidValue, $"/{actual} belongs to the pages of {actual}; send another slug.");
        });
    }
}
