-- The trail as a whole, and what of it concerns one kind, was done with one key or by one operation; each newest first. An id is of one
-- kind only, so that of a resource needs no kind.
drop index editorial.audit_resource_idx;
create index audit_resource_idx on editorial.audit (resource_id, number desc);
create index audit_kind_idx on editorial.audit (kind, number desc);
create index audit_key_idx on editorial.audit (key_id, number desc);
create index audit_action_idx on editorial.audit (action, number desc);
