-- The words that editors find reference data by, and the texts they are folded from. Triggers note the texts, whatever build of the
-- service writes them; the service folds them, so that one rule holds for every script. Words are null where it has still to do so.
create table editorial.name_words (
    kind text not null,
    id uuid not null,
    texts text[] not null,
    words tsvector,
    constraint name_words_pkey primary key (kind, id)
);
create index name_words_words_idx on editorial.name_words using gin (words);
create index name_words_missing_idx on editorial.name_words (id) where words is null;

create function editorial.note_name() returns trigger language plpgsql as $$
declare
    noted text[];
begin
    if tg_op = 'DELETE' then
        delete from editorial.name_words where kind = tg_table_name and id = old.id;
        return null;
    end if;
    if tg_table_name = 'tag' then
        noted := array[new.name] || new.synonyms;
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

create trigger author_name_is_noted after insert or update or delete on editorial.author
    for each row execute function editorial.note_name();
create trigger tag_name_is_noted after insert or update or delete on editorial.tag
    for each row execute function editorial.note_name();
create trigger agency_name_is_noted after insert or update or delete on editorial.agency
    for each row execute function editorial.note_name();
create trigger section_name_is_noted after insert or update or delete on editorial.section
    for each row execute function editorial.note_name();
create trigger image_name_is_noted after insert or update or delete on editorial.image
    for each row execute function editorial.note_name();

insert into editorial.name_words (kind, id, texts)
select 'author', id, array[name] from editorial.author
union all
select 'tag', id, array[name] || synonyms from editorial.tag
union all
select 'agency', id, array[name, code] from editorial.agency
union all
select 'section', id, array[name] from editorial.section
union all
select 'image', id, array_remove(array[alt, caption, credit_line], null) from editorial.image;
