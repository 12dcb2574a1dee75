using System.Text.RegularExpressions;
using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.Api.Agencies;

internal sealed class AgencyValidator : AbstractValidator<AgencyRequest>
{
    public AgencyValidator()
    {
        RuleFor(agency => agency.Name).IsRequired();
        RuleFor(agency => agency.Name).Name(Agency.MaxName);
        RuleFor(agency => agency.Kind).IsRequired();
        RuleFor(agency => agency.Kind).OneOf(Agency.Kinds);
    }
}

/// <summary>The code is chosen once, so it is asked for once.</summary>
internal sealed partial class NewAgencyValidator : AbstractValidator<NewAgencyRequest>
{
    public NewAgencyValidator()
    {
        RuleFor(agency => agency.Code).IsRequired();
        RuleFor(agency => agency.Code).Matching(Code(), "A code has 2 to 16 capital letters A to Z and digits, such as AP.");
        Include(new AgencyValidator());
    }

    [GeneratedRegex($@"^{Agency.CodePattern}\z")]
    private static partial Regex Code();
}
