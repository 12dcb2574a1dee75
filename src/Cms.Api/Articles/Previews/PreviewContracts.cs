using System.Diagnostics.CodeAnalysis;
using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.Api.Articles.Previews;

/// <summary>A preview link as an editor asks for it.</summary>
internal sealed record PreviewLinkRequest
{
    /// <summary>In seven days where it is left out; at most 30 days from now.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A preview link as editors read it. It has no member for the address, which is a secret, so no list can hold one by mistake.</summary>
internal record PreviewLinkDetail
{
    public required Guid Id { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>How often the page was shown.</summary>
    public required long Views { get; init; }
    public required DateTimeOffset? LastViewedAt { get; init; }
    public required DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>A new preview link, with its address: no other answer shows it.</summary>
internal sealed record PreviewLinkCreated : PreviewLinkDetail
{
    [SetsRequiredMembers]
    public PreviewLinkCreated(PreviewLinkDetail link, string url)
        : base(link) => Url = url;

    public string Url { get; }
}

internal sealed class PreviewLinkValidator : AbstractValidator<PreviewLinkRequest>
{
    private const int MaxDays = 30;

    public PreviewLinkValidator(DateTimeOffset now)
    {
        RuleFor(link => link.ExpiresAt).Custom((expiresAt, context) =>
        {
            if (expiresAt <= now || expiresAt > now.AddDays(MaxDays)) context.Add(FaultCodes.OutOfRange, "Must be in the future, and at most 30 days from now.");
        });
    }
}
