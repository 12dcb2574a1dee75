using Cms.Api.Shared.Data;
using Cms.Api.Shared.Security;
using Npgsql;

namespace Cms.Api.Shared.Http.Repeats;

/// <summary>
/// Marks a POST that heeds no Idempotency-Key, for its answer holds a secret, which is kept nowhere.
/// </summary>
internal sealed record NotRepeatable;

/// <summary>
/// Does a POST with an Idempotency-Key once: its answer is stored in the transaction of its writes, so that there is either both or
/// neither, and the same request again gets it for a day. What was refused leaves nothing.
/// </summary>
internal static class SafeRepeats
{
    private const string SecondsToWait = "1";

    public static bool AreOf(string method, IEnumerable<object> metadata) => HttpMethods.IsPost(method) && !metadata.OfType<NotRepeatable>().Any();

    public static async ValueTask<object?> AnswerOnceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // What is only tried leaves nothing, and so no answer either.
        if (!AreOf(http.Request.Method, http.GetEndpoint()?.Metadata ?? []) || Preferences.Has(http.Request, Preferences.DryRun)) return await next(context);
        if (IdempotencyKey.Read(http.Request) is not { } key) return await next(context);

        var body = await RequestBody.ReadBytesAsync(http.Request, http.RequestAborted);
        var claim = new Claim(http.User.KeyId(), key, IdempotencyKey.Fingerprint(http.Request, body));
        var source = http.RequestServices.GetRequiredService<EditorialDataSource>();
        return await Deadlocks.RepeatAsync(() => source.ChangeAsync((connection, stop) => OnceAsync(connection, claim, Handle, stop), http.RequestAborted));

        async Task<KeptAnswer> Handle(OpenTransaction transaction)
        {
            using var unread = new MemoryStream(body);
            http.Request.Body = unread;
            http.Features.Set(transaction);
            try
            {
                return await KeptAnswer.RenderAsync(http, (IResult)(await next(context))!);
            }
            finally
            {
                // What was given up has been answered, and its context may be another request's by now.
                if (!transaction.Stop.IsCancellationRequested) http.Features.Set<OpenTransaction>(null);
            }
        }
    }

    private static async Task<KeptAnswer> OnceAsync(
        NpgsqlConnection connection, Claim claim, Func<OpenTransaction, Task<KeptAnswer>> handle, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // In this order: who had the claim may have committed before the answer was looked for.
        var isClaimed = await connection.SingleAsync<bool>(AnswerSql.TryClaim, claim, cancellationToken);
        if (await connection.FindAsync<AnswerRow>(AnswerSql.Find, claim, cancellationToken) is { } kept) return kept.For(claim);
        if (!isClaimed)
        {
            throw new RefusedException(Problems.StillRunning, $"The first request with this {IdempotencyKey.Header} is still being done; send it again for its answer.")
            {
                RetryAfter = SecondsToWait,
            };
        }
        await connection.ExecuteAsync(AnswerSql.DeleteExpired, claim, cancellationToken);
        var answer = await handle(new OpenTransaction(connection, cancellationToken));
        await connection.ExecuteAsync(
            AnswerSql.Insert,
            new { claim.KeyId, claim.IdempotencyKey, claim.Fingerprint, answer.Status, answer.ContentType, answer.Location, answer.Etag, answer.Body },
            cancellationToken);
        // A write that was given up is told to have failed: it must not come true later.
        cancellationToken.ThrowIfCancellationRequested();
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    private sealed record Claim(Guid KeyId, string IdempotencyKey, byte[] Fingerprint);

    private sealed record AnswerRow
    {
        public required byte[] Fingerprint { get; init; }
        public required int Status { get; init; }
        public required string? ContentType { get; init; }
        public required string? Location { get; init; }
        public required string? Etag { get; init; }
        public required byte[] Body { get; init; }

        /// <exception cref="RefusedException">422: it is the answer of another request.</exception>
        public KeptAnswer For(Claim claim) => Fingerprint.AsSpan().SequenceEqual(claim.Fingerprint)
            ? new KeptAnswer { Status = Status, ContentType = ContentType, Location = Location, Etag = Etag, Body = Body, IsReplay = true }
            : throw new RefusedException(Problems.KeyReused, $"This {Repeats.IdempotencyKey.Header} was sent with another request; a new request needs a new one.");
    }
}
