namespace Cms.Api.Shared.Http;

/// <summary>One kind of refusal: what a client may count on, whatever the words of the detail.</summary>
/// <param name="Remedy">What whoever meets it can do; its page under <c>/docs/errors</c> says it.</param>
/// <param name="Told">The detail that one such request was answered with; null where all are told the same.</param>
internal sealed record ProblemKind(string Code, int Status, string Title, string Remedy, string? Told = null)
{
    /// <summary>What one that was refused so was told.</summary>
    public string Example => Told ?? $"{Title}. {Remedy}";
}

/// <summary>The closed list of problems this service answers with.</summary>
internal static class Problems
{
    public static readonly ProblemKind Malformed = new("malformed", 400, "The request cannot be read",
        "Send one JSON object in UTF-8 that has the members of the contract, each of its type and each once. The detail says where reading ended; errors, where it is there, names the member.",
        "There is no member /nmae. Did you mean \"name\"?");
    public static readonly ProblemKind InvalidParameter = new("invalid_parameter", 400, "A query parameter is not what the contract says",
        "Each parameter that is wrong is listed in errors with what would be right. A parameter that a route does not know is refused, not ignored: it may be mistyped.",
        "There is no parameter \"limt\" here; there are: q, limit, cursor. Did you mean \"limit\"?");
    public static readonly ProblemKind InvalidCursor = new("invalid_cursor", 400, "The cursor does not belong to this list",
        "A cursor goes on in the list that gave it, with the same filters and order. Begin the list anew without cursor, and follow next from there.",
        "The cursor belongs to a list with other filters or another sort; leave it out to begin anew.");
    public static readonly ProblemKind Unauthorized = new("unauthorized", 401, "An API key is needed",
        "Send the header Authorization: Bearer with a key that is neither revoked nor expired. An administrator makes keys with POST /v1/editorial/keys, or with the command keys create.",
        "Send Authorization: Bearer with a key that is known, not revoked and not expired.");
    public static readonly ProblemKind Forbidden = new("forbidden", 403, "The key's role does not allow this",
        "Writers change working copies, publishers change what readers see, administrators change keys, the site and sections. Use a key of the role that the contract names, or ask for one.",
        "This needs the role publisher; the key's is writer.");
    public static readonly ProblemKind NotFound = new("not_found", 404, "There is nothing here",
        "Look at the address: ids are written in lower case, slugs as GET answers them. To readers, a story that is not public and one that never was are the same.",
        "There is no tag with this id or slug.");
    public static readonly ProblemKind MethodNotAllowed = new("method_not_allowed", 405, "The method is not allowed here",
        "The header Allow lists the methods that are.",
        "PUT is not allowed here; there are GET, HEAD.");
    public static readonly ProblemKind Timeout = new("timeout", 408, "The request took too long to arrive",
        "Send it again over a better line. A body has 30 seconds to arrive, and after the first 5 comes at 240 bytes a second at least.",
        "The body was not here after 30 s.");
    public static readonly ProblemKind SlugTaken = new("slug_taken", 409, "The slug is taken",
        "Slugs are unique among all that a kind has and had, so that old addresses lead on. Send another slug, or none: one is made.",
        "The slug ferries belongs, or once belonged, to another tag.");
    public static readonly ProblemKind CodeTaken = new("code_taken", 409, "The code is taken",
        "Another agency has this code. Use that agency, or choose another code.");
    public static readonly ProblemKind PathTaken = new("path_taken", 409, "The path belongs to another page: choose another slug or section",
        "A story and a section, or two stories, would have one address. Change the slug or the section of one of them.");
    public static readonly ProblemKind OriginTaken = new("origin_taken", 409, "Another article has this origin",
        "An origin stands for one article. Write to it with PUT /v1/editorial/articles-by-origin/{system}/{id}, or leave origin out.");
    public static readonly ProblemKind RelatedLinkTaken = new("related_link_taken", 409, "The related link's id belongs to another article",
        "Ids of related links are unique among all articles. Leave the id out, and one is made; in a body too, change it in the block that names it.");
    public static readonly ProblemKind InUse = new("in_use", 409, "The resource is in use",
        "What is used cannot be deleted: users names who uses it. Take it out of those, or leave it be; what was published goes on using it.",
        "It is in use: users lists by what, 20 at most. Working copies use it, or revisions that were published and are kept.");
    public static readonly ProblemKind Conflict = new("conflict", 409, "The request conflicts with another that came first",
        "Read the resource again, look whether the change is still wanted, and send it again.");
    public static readonly ProblemKind NotAllowedNow = new("not_allowed_now", 409, "The article's state does not allow this",
        "The detail says which state it is in. A published story is unpublished before it is trashed, a trashed one restored before it is changed; nothing brings back a killed one.",
        "The story is in the trash; restore it first.");
    public static readonly ProblemKind Merged = new("merged", 409, "It was merged into another",
        "mergedInto, which GET answers by its id, names the one that goes on: use, change or merge that one. A merge cannot be undone.",
        "This tag was merged into ports: that one goes on, under all slugs of both.");
    public static readonly ProblemKind StillRunning = new("still_running", 409, "The first request with this Idempotency-Key is still being done",
        "Wait as many seconds as Retry-After says, and send the same request again: it is answered as the first one was.",
        "The first request with this Idempotency-Key is still being done; send it again for its answer.");
    public static readonly ProblemKind Gone = new("gone", 410, "The story has been withdrawn",
        "It was public and was taken down or killed for the reason given. Remove it, and what was made of it, from pages, caches and indexes.",
        "The story that was here has been withdrawn.");
    public static readonly ProblemKind ResyncNeeded = new("resync_needed", 410, "The change log cannot be followed from there",
        "What came after that number is not kept any more, or the number is of another epoch: the database was restored. Read everything again, and follow from the Cms-Sequence of the first answer.",
        "The log is kept from 4711 on.");
    public static readonly ProblemKind Stale = new("stale", 412, "The resource has changed since you read it",
        "Somebody was faster. Read it again, apply your change to what it is now, and send that with its ETag in If-Match. Of a story, changes lists what both changed; with Prefer: merge=disjoint it is merged where nothing was changed by both. If-Match: * overwrites whatever is there.",
        "The current version has the ETag \"7\": read it, and apply your change to that.");
    public static readonly ProblemKind TooLarge = new("too_large", 413, "The request body is too large",
        "A request may have 2 MB. Images are not sent: they are named by their URL.",
        "A request body may have 2 MB.");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported_media_type", 415, "The media type is not one this route reads",
        "Send application/json, for PATCH also application/merge-patch+json, for an article's file text/markdown; in UTF-8 and not compressed. curl needs -H 'Content-Type: application/json'.",
        "text/csv is not read here; send application/json.");
    public static readonly ProblemKind Invalid = new("invalid", 422, "The request breaks rules",
        "errors lists every rule that is broken, each with its place as a JSON pointer. Mend them all, and send the request again.",
        "3 rules are broken; each is listed in errors.");
    public static readonly ProblemKind NotReadyToPublish = new("not_ready_to_publish", 422, "The article cannot be published yet",
        "errors lists all that is missing or wrong. Change the working copy, then publish again; nothing has become public.",
        "2 things are missing or wrong; each is listed in errors.");
    public static readonly ProblemKind NotKept = new("not_kept", 422, "What readers see at that moment is not known",
        "The past is kept for a number of days that the operator sets, and not before the service began to keep it. The detail says from when on it is known. Of the future, only so much as is scheduled can be tried.",
        "What readers saw is known from 2026-11-12T13:03:00Z on.");
    public static readonly ProblemKind KeyReused = new("key_reused", 422, "The Idempotency-Key belongs to another request",
        "A key stands for one request: its method, address, media type and body. Send a mended or new request under a new key. A key is free again after 24 hours, and at once where its request was refused.",
        "This Idempotency-Key was sent with another request; a new request needs a new one.");
    public static readonly ProblemKind PreconditionRequired = new("precondition_required", 428, "If-Match is needed",
        "A change says which version it changes: send the ETag that GET answered in If-Match, or * to overwrite whatever is there.",
        "Send If-Match with the ETag you read (or * to force).");
    public static readonly ProblemKind RateLimited = new("rate_limited", 429, "Too many requests",
        "Wait as many seconds as Retry-After says. Writes of a key are limited, and the headers RateLimit and RateLimit-Policy tell how many are left; so are keys that nobody knows, by address.",
        "A key may write 2000 times at once, and 200 times a second from then on.");
    public static readonly ProblemKind Internal = new("internal", 500, "Something went wrong on our side",
        "It is logged with the id in X-Request-Id. Tell the operator that id.",
        "The failure is logged under the request id.");
    public static readonly ProblemKind Unavailable = new("unavailable", 503, "The service cannot answer now",
        "Try again after as many seconds as Retry-After says. Of a write, look first whether it was made. Operators: /health/ready gives the reason.",
        "The database did not answer in time; try again.");

    public static readonly IReadOnlyList<ProblemKind> All =
    [
        Malformed, InvalidParameter, InvalidCursor, Unauthorized, Forbidden, NotFound, MethodNotAllowed, Timeout, SlugTaken, CodeTaken, PathTaken,
        OriginTaken, RelatedLinkTaken, InUse, Conflict, NotAllowedNow, Merged, StillRunning, Gone, ResyncNeeded, Stale, TooLarge, UnsupportedMediaType, Invalid, NotReadyToPublish, NotKept, KeyReused,
        PreconditionRequired,
        RateLimited, Internal, Unavailable,
    ];

    public static ProblemKind ForStatus(int status) => status switch
    {
        401 => Unauthorized,
        403 => Forbidden,
        404 => NotFound,
        405 => MethodNotAllowed,
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

/// <summary>The closed list of codes that a single fault may carry: what is wrong with one member or parameter.</summary>
internal static class FaultCodes
{
    public const string Required = "required";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string TooFew = "too_few";
    public const string OutOfRange = "out_of_range";
    public const string InvalidFormat = "invalid_format";
    public const string InvalidValue = "invalid_value";
    public const string InvalidType = "invalid_type";
    public const string InvalidText = "invalid_text";
    public const string UnknownType = "unknown_type";
    public const string UnknownMember = "unknown_member";
    public const string Duplicate = "duplicate";
    public const string NotFound = "not_found";
    public const string ReadOnly = "read_only";
    public const string Conflict = "conflict";

    /// <summary>What each says, in the order in which their page lists them.</summary>
    public static readonly IReadOnlyList<(string Code, string Meaning)> All =
    [
        (Required, "It has to be there, and is not, or is empty."),
        (TooLong, "The text has more characters than it may have."),
        (TooMany, "There are more of these than there may be."),
        (TooFew, "There are fewer of these than there must be."),
        (OutOfRange, "The number or moment is smaller, greater, earlier or later than it may be."),
        (InvalidFormat, "The text is not written as it has to be: a slug, a URL, a language tag, a time."),
        (InvalidValue, "It is none of the values that there are."),
        (InvalidType, "It is of another type: text where a number belongs, an object where a list does."),
        (InvalidText, "The text has characters that no text has, such as control characters."),
        (UnknownType, "A block or mark of a body is of a type that there is not."),
        (UnknownMember, "There is no member or parameter of this name; it may be mistyped."),
        (Duplicate, "It is there twice."),
        (NotFound, "It names something that is not there."),
        (ReadOnly, "The service sets it: leave it out, or send it as it was read."),
        (Conflict, "It contradicts another member of the request."),
    ];
}
