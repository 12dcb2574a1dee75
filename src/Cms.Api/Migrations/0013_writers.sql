-- Who publishes a story has not written it, though its working copy then learns the moment of its publication: else its sole author
-- could approve it from then on, where the site asks for the approval of another.
create or replace function editorial.keep_save() returns trigger language plpgsql as $$
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
    if tg_op = 'UPDATE' and new.published_revision is distinct from old.published_revision then
        return new;
    end if;
    if not new.modified_by = any(new.editors) then
        new.editors := new.editors || new.modified_by;
    end if;
    return new;
end $$;
