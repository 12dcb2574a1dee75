using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.Api.Articles.Corrections;

internal sealed class CorrectionValidator : AbstractValidator<CorrectionRequest>
{
    public CorrectionValidator()
    {
        RuleFor(correction => correction.Kind).IsRequired();
        RuleFor(correction => correction.Kind).OneOf(Correction.Kinds);
        RuleFor(correction => correction.Text).IsRequired();
        RuleFor(correction => correction.Text).Lines(Correction.MaxText);
        RuleFor(correction => correction.Placement).OneOf(Correction.Placements);
        RuleFor(correction => correction.Severity).OneOf(Correction.Severities);
    }
}
