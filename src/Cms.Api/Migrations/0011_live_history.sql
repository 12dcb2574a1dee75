-- The past as readers saw it: what is replaced in live moves here, with the interval in which it was there (since it, and until
-- before it). By triggers, so that no writer of live passes it by. Role cms_delivery has no right to this schema.
create schema history;

-- Every change of live has the one moment of its transaction, taken after the publishing lock. Each is later than the one before,
-- whatever becomes of the server's clock.
create table history.clock (
    one boolean not null default true,
    moment timestamptz not null,
    transaction xid8 not null,
    constraint clock_pkey primary key (one),
    constraint clock_one_check check (one)
);
insert into history.clock (moment, transaction) values (now(), pg_current_xact_id());

-- From when on the past is known.
create table history.kept (
    one boolean not null default true,
    since timestamptz not null,
    constraint kept_pkey primary key (one),
    constraint kept_one_check check (one)
);
insert into history.kept (since) values (now());

create table history.document (
    kind text not null,
    id uuid not null,
    slug text,
    path text,
    parent uuid,
    card bytea not null,
    body bytea,
    head bytea,
    since timestamptz not null,
    until timestamptz not null,
    constraint document_interval_check check (since < until)
);
create index document_id_idx on history.document (kind, id, until);
create index document_slug_idx on history.document (kind, slug) where slug is not null;
create index document_path_idx on history.document (path) where path is not null;
create index document_until_idx on history.document (until);

-- Places by instant, in the lists of live; those by name are of no page.
create table history.listing (
    list bigint not null,
    document uuid not null,
    published timestamptz not null,
    updated timestamptz,
    since timestamptz not null,
    until timestamptz not null,
    constraint listing_interval_check check (since < until)
);
create index listing_published_idx on history.listing (list, published, document);
create index listing_until_idx on history.listing (until);

create table history.alias (
    kind text not null,
    slug text not null,
    id uuid not null,
    since timestamptz not null,
    until timestamptz not null,
    constraint alias_interval_check check (since < until)
);
create index alias_slug_idx on history.alias (kind, slug);
create index alias_until_idx on history.alias (until);

create table history.gone (
    kind text not null,
    id uuid not null,
    slug text,
    reason text not null,
    since timestamptz not null,
    until timestamptz not null,
    constraint gone_interval_check check (since < until)
);
create index gone_slug_idx on history.gone (kind, slug) where slug is not null;
create index gone_until_idx on history.gone (until);

create function history.moment() returns timestamptz language plpgsql as $$
declare
    taken timestamptz;
begin
    select c.moment into taken from history.clock c where c.transaction = pg_current_xact_id();
    if not found then
        update history.clock
        set moment = greatest(clock_timestamp(), moment + interval '1 microsecond'),
            transaction = pg_current_xact_id()
        returning moment into taken;
    end if;
    return taken;
end $$;

-- Set once for the rows there are, without writing them anew; a new row has the moment of its transaction.
alter table live.document add column since timestamptz not null default now();
alter table live.listing add column since timestamptz not null default now();
alter table live.alias add column since timestamptz not null default now();
alter table live.gone add column since timestamptz not null default now();
alter table live.document alter column since set default history.moment();
alter table live.listing alter column since set default history.moment();
alter table live.alias alter column since set default history.moment();
alter table live.gone alter column since set default history.moment();

-- What lived and died in one transaction nobody saw: its interval is empty, and is not kept.
create function history.keep_document() returns trigger language plpgsql as $$
declare
    moment timestamptz;
begin
    if tg_op = 'UPDATE' then
        if (new.kind, new.id, new.slug, new.path, new.parent, new.card, new.body, new.head)
            is not distinct from (old.kind, old.id, old.slug, old.path, old.parent, old.card, old.body, old.head) then
            return new;
        end if;
    end if;
    moment := history.moment();
    if old.since < moment then
        insert into history.document (kind, id, slug, path, parent, card, body, head, since, until)
        values (old.kind, old.id, old.slug, old.path, old.parent, old.card, old.body, old.head, old.since, moment);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.since := moment;
    return new;
end $$;

create function history.keep_listing() returns trigger language plpgsql as $$
declare
    moment timestamptz;
begin
    if tg_op = 'UPDATE' then
        if (new.list, new.document, new.published, new.updated) is not distinct from (old.list, old.document, old.published, old.updated) then
            return new;
        end if;
    end if;
    moment := history.moment();
    if old.published is not null and old.since < moment then
        insert into history.listing (list, document, published, updated, since, until)
        values (old.list, old.document, old.published, old.updated, old.since, moment);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.since := moment;
    return new;
end $$;

create function history.keep_alias() returns trigger language plpgsql as $$
declare
    moment timestamptz;
begin
    if tg_op = 'UPDATE' then
        if (new.kind, new.slug, new.id) is not distinct from (old.kind, old.slug, old.id) then
            return new;
        end if;
    end if;
    moment := history.moment();
    if old.since < moment then
        insert into history.alias (kind, slug, id, since, until)
        values (old.kind, old.slug, old.id, old.since, moment);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.since := moment;
    return new;
end $$;

create function history.keep_gone() returns trigger language plpgsql as $$
declare
    moment timestamptz;
begin
    if tg_op = 'UPDATE' then
        if (new.kind, new.id, new.slug, new.reason) is not distinct from (old.kind, old.id, old.slug, old.reason) then
            return new;
        end if;
    end if;
    moment := history.moment();
    if old.since < moment then
        insert into history.gone (kind, id, slug, reason, since, until)
        values (old.kind, old.id, old.slug, old.reason, old.since, moment);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.since := moment;
    return new;
end $$;

create trigger document_is_kept before update or delete on live.document for each row execute function history.keep_document();
create trigger listing_is_kept before update or delete on live.listing for each row execute function history.keep_listing();
create trigger alias_is_kept before update or delete on live.alias for each row execute function history.keep_alias();
create trigger gone_is_kept before update or delete on live.gone for each row execute function history.keep_gone();
