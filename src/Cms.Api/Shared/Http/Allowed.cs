using FluentValidation;
using FluentValidation.Validators;

namespace Cms.Api.Shared.Http;

/// <summary>What a rule lets through, so that the contract tells just what is judged.</summary>
internal sealed record Allowed
{
    public IReadOnlyCollection<string> Values { get; init; } = [];

    /// <summary>In code points.</summary>
    public int? MaxLength { get; init; }
    public string? Pattern { get; init; }
    public string? Format { get; init; }
    public int? Least { get; init; }
    public int? Most { get; init; }
    public int? MaxItems { get; init; }

    /// <summary>Whether an item may be in the list once only.</summary>
    public bool IsDistinct { get; init; }
}

internal interface IAllowing
{
    Allowed Allowed { get; }
}

/// <summary>A rule of which the contract can tell.</summary>
/// <param name="allowed">What it lets through.</param>
/// <param name="judge">Adds a failure for what it does not.</param>
internal sealed class AllowingRule<T, TValue>(Allowed allowed, Action<TValue, ValidationContext<T>> judge) : PropertyValidator<T, TValue>, IAllowing
{
    public override string Name => "Allowing";

    public Allowed Allowed => allowed;

    public override bool IsValid(ValidationContext<T> context, TValue value)
    {
        judge(value, context);
        return true;
    }
}
