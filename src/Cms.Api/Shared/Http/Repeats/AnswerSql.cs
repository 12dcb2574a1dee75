namespace Cms.Api.Shared.Http.Repeats;

internal static class AnswerSql
{
    private const string Kept = "interval '24 hours'";

    /// <summary>False while another transaction has it. Locks of two numbers are apart from the publishing lock, which has one.</summary>
    public const string TryClaim = """
        select pg_try_advisory_xact_lock(7164808, hashtext(jsonb_build_array(@KeyId::uuid, @IdempotencyKey::text)::text))
        """;

    public const string Find = $"""
        select fingerprint,
               status,
               content_type,
               location,
               etag,
               body
        from publishing.answer
        where key_id = @KeyId
          and idempotency_key = @IdempotencyKey
          and made_at > clock_timestamp() - {Kept}
        """;

    /// <summary>What is no longer found and not yet cleaned away.</summary>
    public const string DeleteExpired = """
        delete from publishing.answer
        where key_id = @KeyId
          and idempotency_key = @IdempotencyKey
        """;

    public const string Insert = """
        insert into publishing.answer (key_id, idempotency_key, fingerprint, status, content_type, location, etag, body)
        values (@KeyId, @IdempotencyKey, @Fingerprint, @Status, @ContentType, @Location, @Etag, @Body)
        """;

    /// <summary>Served by answer_made_at_idx; passes over what a request or another instance is at.</summary>
    public const string Clean = $"""
        delete from publishing.answer
        where (key_id, idempotency_key) in (
            select key_id, idempotency_key
            from publishing.answer
            where made_at <= clock_timestamp() - {Kept}
            order by made_at
            limit @Limit
            for update skip locked
        )
        """;
}
