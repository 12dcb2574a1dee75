using Cms.Api.Articles;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using FluentValidation;

namespace Cms.Api.RelatedLinks;

internal sealed class RelatedLinkValidator : AbstractValidator<RelatedLinkRequest>
{
    public RelatedLinkValidator()
    {
        RuleFor(link => link.Id).Allows(new Allowed { Format = "uuid" }, (id, context) =>
        {
            if (id is not null && Ref.Parse(id).Id is null) context.Add(FaultCodes.InvalidFormat, "A related link's id is a UUID in canonical lower-case form.");
        });
        RuleFor(link => link.Kind).IsRequired();
        RuleFor(link => link.Article).ReadWithin(Slug.MaxLength);
        RuleFor(link => link.Kind).OneOf(Labels.LinkKinds);
        RuleFor(link => link.Position).OneOf(RelatedLink.Positions);
        RuleFor(link => link.Url).WebUrl();
        RuleFor(link => link.Url).Must((link, url) => url is null || link.Article is null)
            .WithErrorCode(FaultCodes.Conflict).WithMessage("A related link leads to an article or to a URL, not to both.");
        RuleFor(link => link.Title).Line(RelatedLink.MaxTitle);
        RuleFor(link => link.Title).Must((link, title) => title is not null || link.Article is not null)
            .WithErrorCode(FaultCodes.Required).WithMessage("A related link that leads to no article of ours needs a title.");
        RuleFor(link => link.Label).Line(Article.MaxLabel);
    }
}
