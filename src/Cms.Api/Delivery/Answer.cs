using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.Delivery;

/// <summary>What was found for a request, whoever asks: it is sent to one client, or kept and sent to many.</summary>
/// <param name="Sequence">The number of the log that it was read at.</param>
internal sealed record Answer(int Status, AnswerBody Body, long Sequence, CacheTags Tags)
{
    private const string NothingPublic = "There is nothing public here.";

    private static readonly AnswerBody NotPublicBody = new AnswerBody().Add(ProblemWriter.Write(Problems.NotFound, NothingPublic));

    public string? ContentType { get; private init; }
    public string? Location { get; private init; }

    /// <summary>Whether the query string of whoever asks belongs to the location.</summary>
    public bool KeepsQuery { get; private init; }

    /// <summary>The address of the next page, or null.</summary>
    public string? Next { get; init; }

    public static Answer Found(AnswerBody body, long sequence, CacheTags tags) =>
        new(StatusCodes.Status200OK, body, sequence, tags) { ContentType = "application/json" };

    /// <summary>404: the same bytes for what does not exist and for what is not public.</summary>
    /// <param name="meant">What is public under a name that is nearly the one asked for.</param>
    public static Answer NotPublic(long sequence, CacheTags tags, string? meant = null)
    {
        var body = meant is null ? NotPublicBody : new AnswerBody().Add(ProblemWriter.Write(Problems.NotFound, NothingPublic + Nearest.Hint(meant)));
        return new Answer(StatusCodes.Status404NotFound, body, sequence, tags) { ContentType = ProblemWriter.MediaType };
    }

    /// <summary>410: it was public and has been withdrawn for a reason, which is all that is told of it.</summary>
    public static Answer Withdrawn(Guid id, string reason, long sequence, CacheTags tags)
    {
        var body = ProblemWriter.Write(Problems.Gone, "The story that was here has been withdrawn.", new Dictionary<string, object?> { ["id"] = id, ["reason"] = reason });
        return new Answer(StatusCodes.Status410Gone, new AnswerBody().Add(body), sequence, tags) { ContentType = ProblemWriter.MediaType };
    }

    /// <summary>301 to the present address. Clients are not to keep it: while stories move, two remembered redirects could lead to each other.</summary>
    public static Answer Moved(string location, bool keepsQuery, long sequence, CacheTags tags) =>
        new(StatusCodes.Status301MovedPermanently, new AnswerBody(), sequence, tags) { Location = location, KeepsQuery = keepsQuery };
}
