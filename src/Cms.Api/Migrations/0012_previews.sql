-- What the tokens of preview links are signed with: made here, once, so that every instance has the same. 244 of its bits are random.
create table editorial.preview_secret (
    one boolean not null default true,
    secret bytea not null,
    constraint preview_secret_pkey primary key (one),
    constraint preview_secret_one_check check (one)
);
insert into editorial.preview_secret (secret)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Who may look at a story before readers may. A revoked link stays, as the record of who was shown it.
create table editorial.preview_link (
    id uuid not null,
    article_id uuid not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    views bigint not null default 0,
    last_viewed_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    constraint preview_link_pkey primary key (id),
    constraint preview_link_article_id_fkey foreign key (article_id) references editorial.article (id)
);
create index preview_link_article_id_idx on editorial.preview_link (article_id, id);
