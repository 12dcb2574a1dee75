using Cms.Api.Shared.Http;
using FluentValidation;

namespace Cms.UnitTests.Shared.Http;

internal static class Faults
{
    /// <summary>What a validator finds, as <c>/pointer code</c>, in order.</summary>
    public static string[] Of<T>(AbstractValidator<T> validator, T request) =>
        [.. validator.FaultsOf(request).Select(fault => $"{fault.Pointer} {fault.Code}").Order(StringComparer.Ordinal)];
}
