-- A partial index, for a unique one of all rows would make the path a key: a section that moves would wait for every story that
-- is being saved in it or below, and they for it.
alter table editorial.section drop constraint section_path_key;
create unique index section_path_key on editorial.section (path) where path <> '';
