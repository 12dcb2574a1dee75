-- What was merged into another stays as a row: published revisions go on naming it, and whoever reads them follows. It points at the
-- end of its chain, for a merge takes along what was merged into the merged before. What nothing uses is deleted with its successor.
alter table editorial.tag
    add column merged_into uuid,
    add constraint tag_merged_into_fkey foreign key (merged_into) references editorial.tag (id) on delete cascade,
    add constraint tag_merged_into_check check (merged_into <> id);
create index tag_merged_into_idx on editorial.tag (merged_into) where merged_into is not null;

alter table editorial.author
    add column merged_into uuid,
    -- Of those merged into it: editors find it by them, readers do not.
    add column former_names text[] not null default '{}',
    add constraint author_merged_into_fkey foreign key (merged_into) references editorial.author (id) on delete cascade,
    add constraint author_merged_into_check check (merged_into <> id);
create index author_merged_into_idx on editorial.author (merged_into) where merged_into is not null;

-- The name that the bylines of this version go on showing of its author, where they give none themselves: the author was renamed,
-- and old credits were to stay. It stands here because published revisions are immutable.
alter table editorial.reference
    add column credited_as text,
    add constraint reference_credited_as_check check (credited_as is null or author_id is not null);

create or replace function editorial.note_name() returns trigger language plpgsql as $$
declare
    noted text[];
begin
    if tg_op = 'DELETE' then
        delete from editorial.name_words where kind = tg_table_name and id = old.id;
        return null;
    end if;
    if tg_table_name = 'tag' then
        noted := array[new.name] || new.synonyms;
    elsif tg_table_name = 'author' then
        noted := array[new.name] || new.former_names;
    elsif tg_table_name = 'agency' then
        noted := array[new.name, new.code];
    elsif tg_table_name = 'image' then
        noted := array[new.alt, new.caption, new.credit_line];
    else
        noted := array[new.name];
    end if;
    insert into editorial.name_words as known (kind, id, texts)
    values (tg_table_name, new.id, array_remove(noted, null))
    on conflict (kind, id) do update
        set texts = excluded.texts,
            words = null
        where known.texts <> excluded.texts;
    return null;
end $$;
