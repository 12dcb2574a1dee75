using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.Api.Articles.Publishing;

internal sealed record PublishRequest
{
    /// <summary><c>minor</c> (the default) or <c>significant</c>: only the latter tells readers that the story was updated. Where a correction that waits is significant, the publication is, whatever is said here.</summary>
    public string? Update { get; init; }
    public string? Note { get; init; }
}

internal sealed record UnpublishRequest
{
    public string? Reason { get; init; }
}

/// <summary>For takedown and kill.</summary>
internal sealed record WithdrawRequest
{
    /// <summary>A code that readers get: legal, court, privacy, rights, factual or other.</summary>
    public string? Reason { get; init; }
    public string? Note { get; init; }
}

internal sealed class PublishValidator : AbstractValidator<PublishRequest>
{
    public PublishValidator()
    {
        RuleFor(request => request.Update).OneOf(["minor", "significant"]);
        RuleFor(request => request.Note).Lines(2_000);
    }
}

internal sealed class UnpublishValidator : AbstractValidator<UnpublishRequest>
{
    public UnpublishValidator()
    {
        RuleFor(request => request.Reason).Lines(500);
    }
}

internal sealed class WithdrawValidator : AbstractValidator<WithdrawRequest>
{
    public WithdrawValidator()
    {
        RuleFor(request => request.Reason).IsRequired();
        RuleFor(request => request.Reason).OneOf(Publication.Reasons);
        RuleFor(request => request.Note).Lines(2_000);
    }
}
