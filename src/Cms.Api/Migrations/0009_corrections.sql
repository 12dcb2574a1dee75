-- Notes on what was wrong in a story, or what has changed in it. The next publication makes them public.
create table editorial.correction (
    id uuid not null,
    article_id uuid not null,
    kind text not null,
    text text not null,
    placement text not null,
    severity text not null,
    created_at timestamptz not null,
    created_by text not null,
    -- Which revision made it public, and when; null until then.
    revision int,
    published_at timestamptz,
    constraint correction_pkey primary key (id),
    constraint correction_article_id_fkey foreign key (article_id) references editorial.article (id),
    constraint correction_revision_fkey foreign key (article_id, revision) references editorial.revision (article_id, number),
    constraint correction_kind_check check (kind in ('correction', 'clarification', 'update', 'editorsNote', 'retraction', 'removal')),
    constraint correction_text_check check (char_length(text) between 1 and 2000),
    constraint correction_placement_check check (placement in ('top', 'bottom', 'inline')),
    constraint correction_severity_check check (severity in ('minor', 'significant')),
    constraint correction_published_check check ((revision is null) = (published_at is null))
);
create index correction_article_id_idx on editorial.correction (article_id, id);

create function editorial.refuse_change_of_correction() returns trigger language plpgsql as $$
begin
    -- The one change there is: a publication says that it was the one, once.
    if tg_op = 'UPDATE' then
        if old.revision is null and new.revision is not null
            and (new.id, new.article_id, new.kind, new.text, new.placement, new.severity, new.created_at, new.created_by)
                = (old.id, old.article_id, old.kind, old.text, old.placement, old.severity, old.created_at, old.created_by) then
            return new;
        end if;
    end if;
    raise exception 'a correction is neither changed nor deleted' using errcode = 'restrict_violation';
end $$;

create trigger correction_is_append_only before update or delete on editorial.correction
    for each row execute function editorial.refuse_change_of_correction();
create trigger correction_is_kept before truncate on editorial.correction
    for each statement execute function editorial.refuse_change_of_correction();
