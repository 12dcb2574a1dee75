namespace Cms.Api.Shared.Data;

/// <summary>How far a long piece of work has come.</summary>
/// <param name="Note">A line for the operator, where there is something to tell besides the numbers.</param>
internal sealed record Headway(int Done, int Total, string? Note = null);
