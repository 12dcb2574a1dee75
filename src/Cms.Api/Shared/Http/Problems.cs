namespace Cms.Api.Shared.Http;

/// <summary>One kind of refusal: what a client may count on, whatever the words of the detail.</summary>
internal sealed record ProblemKind(string Code, int Status, string Title);

/// <summary>The closed list of problems this service answers with.</summary>
internal static class Problems
{
    public static readonly ProblemKind Malformed = new("malformed", 400, "The request cannot be read");
    public static readonly ProblemKind InvalidParameter = new("invalid_parameter", 400, "A query parameter is not what the contract says");
    public static readonly ProblemKind InvalidCursor = new("invalid_cursor", 400, "The cursor does not belong to this list");
    public static readonly ProblemKind Unauthorized = new("unauthorized", 401, "An API key is needed");
    public static readonly ProblemKind Forbidden = new("forbidden", 403, "The key's role does not allow this");
    public static readonly ProblemKind NotFound = new("not_found", 404, "There is nothing here");
    public static readonly ProblemKind MethodNotAllowed = new("method_not_allowed", 405, "The method is not allowed here");
    public static readonly ProblemKind NotAcceptable = new("not_acceptable", 406, "No such representation");
    public static readonly ProblemKind Timeout = new("timeout", 408, "The request took too long to arrive");
    public static readonly ProblemKind SlugTaken = new("slug_taken", 409, "The slug is taken");
    public static readonly ProblemKind CodeTaken = new("code_taken", 409, "The code is taken");
    public static readonly ProblemKind PathTaken = new("path_taken", 409, "The path belongs to another page: choose another slug or section");
    public static readonly ProblemKind OriginTaken = new("origin_taken", 409, "Another article has this origin");
    public static readonly ProblemKind RelatedLinkTaken = new("related_link_taken", 409, "The related link's id belongs to another article");
    public static readonly ProblemKind InUse = new("in_use", 409, "The resource is in use");
    public static readonly ProblemKind Conflict = new("conflict", 409, "The request conflicts with another that came first");
    public static readonly ProblemKind NotAllowedNow = new("not_allowed_now", 409, "The article's state does not allow this");
    public static readonly ProblemKind Gone = new("gone", 410, "The story has been withdrawn");
    public static readonly ProblemKind Stale = new("stale", 412, "The resource has changed since you read it");
    public static readonly ProblemKind TooLarge = new("too_large", 413, "The request body is too large");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported_media_type", 415, "The media type is not one this route reads");
    public static readonly ProblemKind Invalid = new("invalid", 422, "The request breaks rules");
    public static readonly ProblemKind NotReadyToPublish = new("not_ready_to_publish", 422, "The article cannot be published yet");
    public static readonly ProblemKind PreconditionRequired = new("precondition_required", 428, "If-Match is needed");
    public static readonly ProblemKind RateLimited = new("rate_limited", 429, "Too many requests");
    public static readonly ProblemKind Internal = new("internal", 500, "Something went wrong on our side");
    public static readonly ProblemKind Unavailable = new("unavailable", 503, "The service cannot answer now");

    public static ProblemKind ForStatus(int status) => status switch
    {
        401 => Unauthorized,
        403 => Forbidden,
        404 => NotFound,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        408 => Timeout,
        409 => Conflict,
        413 => TooLarge,
        415 => UnsupportedMediaType,
        429 => RateLimited,
        503 => Unavailable,
        >= 500 => Internal,
        _ => Malformed with { Status = status },
    };
}
