-- What editors read of reference data, at versions that were replaced since: a stale edit is compared with it. The last hundred of
-- each, so it needs no cleaning. No foreign key: it holds things of many kinds.
create table editorial.former_detail (
    id uuid not null,
    version bigint not null,
    detail jsonb not null,
    constraint former_detail_pkey primary key (id, version)
);
