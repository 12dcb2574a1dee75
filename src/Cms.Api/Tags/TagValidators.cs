using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.Api.Tags;

internal sealed class TagValidator : AbstractValidator<TagRequest>
{
    public TagValidator()
    {
        RuleFor(tag => tag.Type).IsRequired();
        RuleFor(tag => tag.Type).OneOf(Tag.Types);
        RuleFor(tag => tag.Name).IsRequired();
        RuleFor(tag => tag.Name).Name(Tag.MaxName);
        RuleFor(tag => tag.Slug).ASlug();
        RuleFor(tag => tag.Synonyms).AtMost(Tag.MaxSynonyms);
        RuleForEach(tag => tag.Synonyms).IsRequired();
        RuleForEach(tag => tag.Synonyms).Name(Tag.MaxName);
    }
}
