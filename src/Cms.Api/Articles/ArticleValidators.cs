using Cms.Api.PortableText;
using Cms.Api.RelatedLinks;
using Cms.Api.Sections;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using FluentValidation;
using FluentValidation.Results;

namespace Cms.Api.Articles;

/// <summary>What can be judged of a story by looking at it alone. References are judged by <see cref="NaturalKeys"/>, the body by PortableText.</summary>
internal sealed class ArticleValidator : AbstractValidator<ArticleRequest>
{
    public ArticleValidator()
    {
        RuleFor(article => article.Slug).ASlug();
        RuleFor(article => article.Type).OneOf(Article.Types);
        RuleFor(article => article.Genre).OneOf(Article.Genres);
        RuleFor(article => article.Language).IsRequired();
        RuleFor(article => article.Language).Language();
        RuleFor(article => article.Headline).IsRequired();
        RuleFor(article => article.Headline).Line(Article.MaxHeadline);
        RuleFor(article => article.Kicker).Line(Article.MaxKicker);
        RuleFor(article => article.Standfirst).Line(Article.MaxStandfirst);
        RuleFor(article => article.Summary).Line(Article.MaxSummary);
        RuleFor(article => article.Slugline).Line(Article.MaxSlugline);
        RuleFor(article => article.Ednote).Lines(Article.MaxEdNote);
        this.ListOf(article => article.OtherSections, Article.MaxOtherSections, path => path.IsRequired().ReadWithin(Section.MaxPath), StringComparer.Ordinal);
        RuleFor(article => article.TimeZone).TimeZone();
        this.ListOf(article => article.Bylines, Article.MaxBylines, byline => byline.IsRequired().SetValidator(new BylineValidator()!));
        RuleFor(article => article.Dateline!.Place).IsRequired().When(article => article.Dateline is not null);
        RuleFor(article => article.Dateline!.Place).Line(Article.MaxPlace).When(article => article.Dateline is not null);
        this.ListOf(article => article.Sources, Article.MaxSources, source => source.IsRequired().SetValidator(new SourceValidator()!));
        RuleFor(article => article.AttributionOverride).Line(Article.MaxAttribution);
        this.ListOf(article => article.Tags, Article.MaxTags, tag => tag.IsRequired().ReadWithin(Slug.MaxLength), StringComparer.Ordinal);
        RuleFor(article => article.LeadImage!.Image).IsRequired().When(article => article.LeadImage is not null);
        RuleFor(article => article.LeadImage!.Image).AnId().When(article => article.LeadImage is not null);
        RuleFor(article => article.LeadImage!.Caption).Line(600).When(article => article.LeadImage is not null);
        RuleFor(article => article.LeadImage!.Alt).Line(250).When(article => article.LeadImage is not null);
        this.ListOf(article => article.RelatedLinks, Article.MaxRelatedLinks, link => link.IsRequired().SetValidator(new RelatedLinkValidator()!));
        RuleFor<IEnumerable<RelatedLinkRequest?>?>(article => article.RelatedLinks).Custom(NoIdTwice);
        RuleFor(article => article.Section).ReadWithin(Section.MaxPath);
        RuleFor(article => article.BodyMarkdown).ReadWithin(BodyMarkdown.MaxLength);
        RuleFor(article => article.BodyHtml).ReadWithin(BodyHtml.MaxLength);
        RuleFor(article => article.BodyMarkdown).Must((article, markdown) => markdown is null || article.Body is null)
            .WithErrorCode(FaultCodes.Conflict).WithMessage("Send the body in one form only.");
        RuleFor(article => article.BodyHtml).Must((article, html) => html is null || (article.Body is null && article.BodyMarkdown is null))
            .WithErrorCode(FaultCodes.Conflict).WithMessage("Send the body in one form only.");
        RuleFor(article => article.Seo!.Title).Line(200).When(article => article.Seo is not null);
        RuleFor(article => article.Seo!.Description).Line(300).When(article => article.Seo is not null);
        RuleFor(article => article.Social!.Image).AnId().When(article => article.Social is not null);
        RuleFor(article => article.Social!.Title).Line(100).When(article => article.Social is not null);
        RuleFor(article => article.Social!.Description).Line(200).When(article => article.Social is not null);
        RuleFor(article => article.Access).OneOf(Article.Accesses);
        this.ListOf(article => article.Sensitivity, Article.Sensitivities.Length, sensitivity => sensitivity.IsRequired().OneOf(Article.Sensitivities), StringComparer.Ordinal);
        RuleFor(article => article.Ads!.Policy).OneOf(Article.AdPolicies).When(article => article.Ads is not null);
        RuleFor(article => article.Origin!.System).Line(Origin.MaxSystem).When(article => article.Origin is not null);
        RuleFor(article => article.Origin!.Id).Line(Origin.MaxId).When(article => article.Origin is not null);
        RuleFor(article => article.Origin!.Id).Must((article, id) => id is null == article.Origin!.System is null).When(article => article.Origin is not null)
            .WithErrorCode(FaultCodes.Required).WithMessage("An origin has both a system and an id.");
    }

    private static void NoIdTwice(IEnumerable<RelatedLinkRequest?>? links, ValidationContext<ArticleRequest> context)
    {
        var seen = new HashSet<string>();
        foreach (var (index, link) in (links ?? []).Take(Article.MaxRelatedLinks).Index())
        {
            if (link?.Id is { } id && !seen.Add(id))
                context.AddFailure(new ValidationFailure($"RelatedLinks[{index}].Id", "Another related link of this article has this id.") { ErrorCode = FaultCodes.Duplicate });
        }
    }
}

internal sealed class BylineValidator : AbstractValidator<BylineRequest>
{
    public BylineValidator()
    {
        RuleFor(byline => byline.Role).IsRequired();
        RuleFor(byline => byline.Role).OneOf(Labels.Roles);
        RuleFor(byline => byline.Author).IsRequired();
        RuleFor(byline => byline.Author).ReadWithin(Slug.MaxLength);
        RuleFor(byline => byline.Label).Line(Article.MaxLabel);
        RuleFor(byline => byline.CreditedAs).Line(Article.MaxName);
        RuleFor(byline => byline.Location).Line(Article.MaxPlace);
    }
}

internal sealed class SourceValidator : AbstractValidator<SourceRequest>
{
    public SourceValidator()
    {
        RuleFor(source => source.Agency).IsRequired();
        RuleFor(source => source.Agency).AnId();
        RuleFor(source => source.Role).IsRequired();
        RuleFor(source => source.Role).OneOf(Article.SourceRoles);
        RuleFor(source => source.Display).OneOf(Article.SourceDisplays);
    }
}
