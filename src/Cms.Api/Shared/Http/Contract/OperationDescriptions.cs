namespace Cms.Api.Shared.Http.Contract;

/// <summary>The text under a tag: what its operations are about.</summary>
internal sealed record TagDescription(string Name, string Text);

/// <summary>How routes say in words what they are for; no operation goes without.</summary>
internal static class OperationDescriptions
{
    /// <param name="name">Unique; generated clients call their method by it.</param>
    /// <param name="description">What it does, and what is peculiar to it. Who may call it is told by the policy of the route.</param>
    public static TBuilder Describe<TBuilder>(this TBuilder route, string name, string summary, string description)
        where TBuilder : IEndpointConventionBuilder => route.WithName(name).WithSummary(summary).WithDescription(description);

    public static TBuilder WithTag<TBuilder>(this TBuilder routes, string name, string description)
        where TBuilder : IEndpointConventionBuilder => routes.WithTags(name).WithMetadata(new TagDescription(name, description));
}
