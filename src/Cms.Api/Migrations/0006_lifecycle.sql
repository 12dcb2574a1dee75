-- The facts of a story's life, each apart from the others, and the working copies that saves replaced.
alter table editorial.article
    add column embargoed boolean not null default false,
    -- Null: until it is lifted.
    add column embargo_until timestamptz,
    add column embargo_note text,
    -- Why what was scheduled was not carried out; null again once the story is scheduled or published.
    add column schedule_failure jsonb,
    -- Whoever has written into the working copy: the approver of one's own story is found by them.
    add column editors text[] not null default '{}',
    -- When and by whom the working copy was last saved; what only changes the state of a story is no save.
    add column saved_at timestamptz,
    add column saved_by text,
    add constraint article_workflow_check check (workflow in ('draft', 'inReview', 'approved')),
    add constraint article_embargo_check check (embargoed or (embargo_until is null and embargo_note is null));

-- What is to happen to a story, and when: carried out by the service, once, by the clock of this database.
create table editorial.moment (
    article_id uuid not null,
    action text not null,
    at timestamptz not null,
    -- As the editor gave it where it was a local time.
    local_time text,
    time_zone text,
    set_at timestamptz not null,
    set_by text not null,
    constraint moment_pkey primary key (article_id, action),
    constraint moment_article_id_fkey foreign key (article_id) references editorial.article (id),
    constraint moment_action_check check (action in ('publish', 'unpublish')),
    constraint moment_local_time_check check (local_time is null or time_zone is not null)
);
create index moment_at_idx on editorial.moment (at, article_id);

-- An open hold blocks publication and hides what is published.
create table editorial.hold (
    id uuid not null,
    article_id uuid not null,
    kind text not null,
    reason text not null,
    placed_at timestamptz not null,
    placed_by text not null,
    placed_role text not null,
    released_at timestamptz,
    released_by text,
    release_note text,
    constraint hold_pkey primary key (id),
    constraint hold_article_id_fkey foreign key (article_id) references editorial.article (id),
    constraint hold_kind_check check (kind in ('legal', 'editorial', 'court', 'family')),
    constraint hold_placed_role_check check (placed_role in ('writer', 'publisher', 'admin')),
    constraint hold_released_check check ((released_at is null) = (released_by is null) and (released_at is not null or release_note is null))
);
create index hold_article_id_idx on editorial.hold (article_id, id);
create index hold_open_idx on editorial.hold (article_id) where released_at is null;

-- Working copies that a save replaced. One stands for all versions after the one before it: what changes only the state of a
-- story raises its version, and leaves the working copy as it is.
create table editorial.save (
    article_id uuid not null,
    version bigint not null,
    slug text not null,
    content jsonb not null,
    body jsonb not null,
    saved_at timestamptz not null,
    saved_by text not null,
    replaced_at timestamptz not null,
    constraint save_pkey primary key (article_id, version),
    constraint save_article_id_fkey foreign key (article_id) references editorial.article (id)
);
create index save_replaced_at_idx on editorial.save (replaced_at);

-- A trigger, so that no build of the service replaces a working copy without a trace.
create function editorial.keep_save() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (new.slug, new.content, new.body) is not distinct from (old.slug, old.content, old.body) then
            return new;
        end if;
        insert into editorial.save (article_id, version, slug, content, body, saved_at, saved_by, replaced_at)
        values (
            old.id, old.version, old.slug, old.content, old.body,
            coalesce(old.saved_at, old.modified_at), coalesce(old.saved_by, old.modified_by), new.modified_at
        );
    end if;
    new.saved_at := new.modified_at;
    new.saved_by := new.modified_by;
    if not new.modified_by = any(new.editors) then
        new.editors := new.editors || new.modified_by;
    end if;
    return new;
end $$;

create trigger article_save_is_kept before insert or update on editorial.article
    for each row execute function editorial.keep_save();

update editorial.article
set editors = case when created_by = modified_by then array[created_by] else array[created_by, modified_by] end;
