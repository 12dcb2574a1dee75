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
        this.ListOf(tag => tag.Synonyms, Tag.MaxSynonyms, synonym => synonym.IsRequired().Name(Tag.MaxName), StringComparer.OrdinalIgnoreCase);
    }
}
