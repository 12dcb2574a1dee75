-- The words of a working copy's headline, as the service folds them; null where it has still to do so.
alter table editorial.article add column headline_words tsvector;
create index article_headline_words_idx on editorial.article using gin (headline_words);
create index article_without_words_idx on editorial.article (id) where headline_words is null;
