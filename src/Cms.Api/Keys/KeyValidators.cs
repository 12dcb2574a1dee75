using Cms.Api.Shared.Http;
using Cms.Api.Shared.Security;
using FluentValidation;

namespace Cms.Api.Keys;

internal sealed class KeyValidator : AbstractValidator<KeyRequest>
{
    public KeyValidator()
    {
        RuleFor(key => key.Name).IsRequired();
        RuleFor(key => key.Name).Line(Key.MaxName);
        RuleFor(key => key.Role).IsRequired();
        RuleFor(key => key.Role).OneOf(Roles.All);
    }
}

/// <summary>A key is not born expired.</summary>
internal sealed class NewKeyValidator : AbstractValidator<KeyRequest>
{
    public NewKeyValidator(DateTimeOffset now)
    {
        Include(new KeyValidator());
        RuleFor(key => key.ExpiresAt).Custom((expiresAt, context) =>
        {
            if (expiresAt <= now) context.Add(FaultCodes.OutOfRange, Key.Expired);
        });
    }
}
