-- What each change concerned of what readers get, so that what is kept of it elsewhere is known to be stale. Kept for minutes only.
create table live.touch (
    number bigint not null,
    at timestamptz not null,
    tags text[] not null
);
create index touch_number_idx on live.touch (number);
create index touch_at_idx on live.touch (at);
grant select on live.touch to cms_delivery;
