-- Who did what, when: written with the write itself, never changed. It names things by id and outlives them, so it refers to none.
create table editorial.audit (
    number bigint generated always as identity,
    at timestamptz not null default clock_timestamp(),
    -- Null for what the service does by itself.
    key_id uuid,
    key_name text not null,
    action text not null,
    kind text not null,
    resource_id uuid not null,
    -- Null before a creation and after a deletion.
    version_before bigint,
    version_after bigint,
    note text,
    request_id text,
    constraint audit_pkey primary key (number)
);
create index audit_resource_idx on editorial.audit (resource_id, kind, number desc);

create function editorial.refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only' using errcode = 'restrict_violation';
end $$;

create trigger audit_is_immutable before update or delete on editorial.audit
    for each row execute function editorial.refuse_audit_change();
create trigger audit_is_kept before truncate on editorial.audit
    for each statement execute function editorial.refuse_audit_change();
