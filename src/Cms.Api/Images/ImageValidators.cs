using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.Api.Images;

/// <summary>Alternative text and a credit are asked for when a story with the image is published, not when the image is saved.</summary>
internal sealed class ImageValidator : AbstractValidator<ImageRequest>
{
    public ImageValidator()
    {
        RuleFor(image => image.Url).IsRequired();
        RuleFor(image => image.Url).WebUrl();
        RuleFor(image => image.Width).IsRequired();
        RuleFor(image => image.Width).Within(Image.MinPixels, Image.MaxPixels);
        RuleFor(image => image.Height).IsRequired();
        RuleFor(image => image.Height).Within(Image.MinPixels, Image.MaxPixels);
        RuleFor(image => image.Alt).Line(Image.MaxAlt);
        RuleFor(image => image.Decorative).Custom((decorative, context) =>
        {
            if (decorative && context.InstanceToValidate.Alt is not null)
                context.Add(FaultCodes.Conflict, "A decorative image says nothing, so it has no alternative text.");
        });
        RuleFor(image => image.Caption).Lines(Image.MaxCaption);
        RuleFor(image => image.Credit!.Line).Line(Image.MaxCreditLine).When(image => image.Credit is not null);
        RuleFor(image => image.Credit!.Agency).AnId().When(image => image.Credit is not null);
        RuleFor(image => image.FocalPoint).SetValidator(new FocalPointValidator());
    }

    private sealed class FocalPointValidator : AbstractValidator<FocalPoint?>
    {
        private static readonly Allowed Fraction = new() { Least = 0, Most = 1 };

        public FocalPointValidator()
        {
            RuleFor(point => point!.X).IsRequired();
            RuleFor(point => point!.X).Allows(Fraction, IsFraction);
            RuleFor(point => point!.Y).IsRequired();
            RuleFor(point => point!.Y).Allows(Fraction, IsFraction);
        }

        private static void IsFraction(double? value, ValidationContext<FocalPoint?> context)
        {
            if (value is not (null or (>= 0 and <= 1))) context.Add(FaultCodes.OutOfRange, "Must be from 0 (left, top) to 1 (right, bottom).");
        }
    }
}
