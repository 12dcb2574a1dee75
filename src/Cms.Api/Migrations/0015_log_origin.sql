-- Which database the log was written in: a copy of it that a backup was restored to is another, and begins another epoch.
alter table live.head add column origin text;
create index change_log_at_idx on live.change_log (at);
