using System.Text.RegularExpressions;
using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.Api.Authors;

internal sealed class AuthorValidator : AbstractValidator<AuthorRequest>
{
    public AuthorValidator()
    {
        RuleFor(author => author.Kind).IsRequired();
        RuleFor(author => author.Kind).OneOf(Author.Kinds);
        RuleFor(author => author.Name).IsRequired();
        RuleFor(author => author.Name).Name(Author.MaxName);
        RuleFor(author => author.Slug).ASlug();
        RuleFor(author => author.JobTitle).Line(Author.MaxJobTitle);
        RuleFor(author => author.Bio).Lines(Author.MaxBio);
        this.ListOf(author => author.Profiles, Author.MaxProfiles, profile => profile.IsRequired().SetValidator(new ProfileValidator()));
    }
}

internal sealed partial class ProfileValidator : AbstractValidator<AuthorProfile>
{
    public ProfileValidator()
    {
        RuleFor(profile => profile.Network).IsRequired();
        RuleFor(profile => profile.Network).Matching(Network(), "A network has 1 to 30 lower-case letters and digits, such as x or mastodon.");
        RuleFor(profile => profile.Handle).Line(Author.MaxHandle);
        RuleFor(profile => profile.Handle).Custom((handle, context) =>
        {
            if (Author.BareHandle(handle) is null && context.InstanceToValidate.Url is null)
                context.Add(FaultCodes.Required, "A profile has a handle, a URL or both.");
        });
        RuleFor(profile => profile.Url).WebUrl();
    }

    [GeneratedRegex(@"^[a-z0-9]{1,30}\z")]
    private static partial Regex Network();
}
