namespace Cms.Api.Shared.Http;

/// <summary>One thing wrong with a request, told to its sender.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) into the request body, "" for the whole of it.</param>
/// <param name="Code">Machine code, snake_case, of a closed list.</param>
/// <param name="Detail">One sentence for a person: what is wrong and what would be right.</param>
internal sealed record Fault(string Pointer, string Code, string Detail);
