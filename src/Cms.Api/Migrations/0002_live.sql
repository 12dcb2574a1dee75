-- What readers get: finished answers that know no resource. Written by Publishing alone, read by role cms_delivery.
create schema live;
create schema publishing;

create table live.head (
    one boolean not null default true,
    number bigint not null,
    epoch uuid not null,
    constraint head_pkey primary key (one),
    constraint head_one_check check (one)
);
insert into live.head (number, epoch) values (0, gen_random_uuid());

create table live.document (
    kind text not null,
    id uuid not null,
    owner_kind text not null,
    owner_id uuid not null,
    slug text,
    path text,
    parent uuid,
    card bytea not null,
    body bytea,
    head bytea,
    face bytea not null,
    version int not null,
    constraint document_pkey primary key (kind, id)
);
create unique index document_slug_key on live.document (kind, slug) where slug is not null;
create unique index document_path_key on live.document (path) where path is not null;
create index document_owner_idx on live.document (owner_id, owner_kind);
create index document_version_idx on live.document (owner_kind, version);

create table live.list (
    id bigint generated always as identity,
    key text not null,
    kind text not null,
    size bigint not null default 0,
    constraint list_pkey primary key (id),
    constraint list_key_key unique (key),
    constraint list_size_check check (size >= 0)
);

create table live.listing (
    list bigint not null,
    document uuid not null,
    published timestamptz,
    updated timestamptz,
    name text collate "C",
    constraint listing_pkey primary key (list, document),
    constraint listing_list_fkey foreign key (list) references live.list (id)
);
create index listing_published_idx on live.listing (list, published, document) where published is not null;
create index listing_updated_idx on live.listing (list, updated, document) where updated is not null;
create index listing_name_idx on live.listing (list, name, document) where name is not null;
create index listing_document_idx on live.listing (document);

create table live.alias (
    kind text not null,
    slug text not null,
    id uuid not null,
    constraint alias_pkey primary key (kind, slug),
    constraint alias_document_fkey foreign key (kind, id) references live.document (kind, id)
);
create index alias_document_idx on live.alias (id, kind);

-- An address that was public and has been withdrawn for good reason: a slug, or null for the id itself.
create table live.gone (
    kind text not null,
    id uuid not null,
    slug text,
    reason text not null,
    constraint gone_key unique nulls not distinct (kind, id, slug)
);
create index gone_slug_idx on live.gone (kind, slug) where slug is not null;

create table live.change_log (
    number bigint not null,
    at timestamptz not null,
    type text not null,
    id uuid not null,
    action text not null,
    path text,
    reason text,
    constraint change_log_pkey primary key (number),
    constraint change_log_action_check check (action in ('upsert', 'delete'))
);

create table publishing.queue (
    kind text not null,
    id uuid not null,
    version int not null,
    queued_at timestamptz not null,
    parked_at timestamptz,
    error text,
    constraint queue_pkey primary key (kind, id)
);
create index queue_order_idx on publishing.queue (queued_at, kind, id) where parked_at is null;
create index queue_parked_idx on publishing.queue (id) where parked_at is not null;

-- The reader's role. Roles belong to the cluster, so another database may be making it at this moment.
do $$
begin
    create role cms_delivery nologin;
exception
    when duplicate_object or unique_violation then null;
end $$;

do $$
begin
    if not pg_has_role(current_user, 'cms_delivery', 'set') then
        execute format('grant cms_delivery to %I', current_user);
    end if;
exception
    -- Postgres before 16 knows no privilege 'set'; there the creator of a role may always become it, or grant it to itself.
    when invalid_parameter_value then
        if not pg_has_role(current_user, 'cms_delivery', 'member') then
            execute format('grant cms_delivery to %I', current_user);
        end if;
end $$;

grant usage on schema live to cms_delivery;
grant select on all tables in schema live to cms_delivery;
