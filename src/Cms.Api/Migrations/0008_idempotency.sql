-- The answers of requests that had a key of their own, kept so that the same request again gets the same answer. Written after the
-- publishing lock, so no foreign key: it would lock a row of editorial.
create table publishing.answer (
    key_id uuid not null,
    idempotency_key text collate "C" not null,
    fingerprint bytea not null,
    status int not null,
    content_type text,
    location text,
    etag text,
    body bytea not null,
    made_at timestamptz not null default clock_timestamp(),
    constraint answer_pkey primary key (key_id, idempotency_key)
);
create index answer_made_at_idx on publishing.answer (made_at);
