-- What editors write. Current and past slugs of every kind stand in one table, so that none is ever given away twice.
create schema editorial;

create table editorial.slug (
    kind text not null,
    slug text not null,
    owner uuid not null,
    -- An author or a tag gave it up after a published story had shown it: only then does it lead on to what came after.
    was_public boolean not null default false,
    constraint slug_pkey primary key (kind, slug)
);
create index slug_owner_idx on editorial.slug (owner);

create table editorial.api_key (
    id uuid not null,
    version bigint not null default 1,
    name text not null,
    role text not null,
    hash bytea not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    constraint api_key_pkey primary key (id),
    constraint api_key_hash_key unique (hash),
    constraint api_key_role_check check (role in ('writer', 'publisher', 'admin'))
);

create table editorial.site (
    id uuid not null,
    version bigint not null default 1,
    content jsonb not null,
    modified_at timestamptz not null,
    modified_by text not null,
    constraint site_pkey primary key (id)
);

create table editorial.section (
    id uuid not null,
    version bigint not null default 1,
    parent_id uuid,
    slug text not null,
    path text not null,
    name text not null,
    description text,
    footer_links jsonb not null,
    layout jsonb,
    created_at timestamptz not null,
    created_by text not null,
    modified_at timestamptz not null,
    modified_by text not null,
    constraint section_pkey primary key (id),
    constraint section_path_key unique (path),
    constraint section_parent_id_fkey foreign key (parent_id) references editorial.section (id),
    constraint section_depth_check check (array_length(string_to_array(path, '/'), 1) <= 5)
);
create index section_parent_id_idx on editorial.section (parent_id);

create table editorial.author (
    id uuid not null,
    version bigint not null default 1,
    slug text not null,
    kind text not null,
    name text not null,
    job_title text,
    bio text,
    profiles jsonb not null,
    created_at timestamptz not null,
    created_by text not null,
    modified_at timestamptz not null,
    modified_by text not null,
    constraint author_pkey primary key (id),
    constraint author_kind_check check (kind in ('person', 'organisation', 'desk', 'agency'))
);

create table editorial.tag (
    id uuid not null,
    version bigint not null default 1,
    slug text not null,
    type text not null,
    name text not null,
    synonyms text[] not null,
    created_at timestamptz not null,
    created_by text not null,
    modified_at timestamptz not null,
    modified_by text not null,
    constraint tag_pkey primary key (id),
    constraint tag_type_check check (type in ('topic', 'place', 'organisation', 'person', 'event', 'series', 'work'))
);

create table editorial.agency (
    id uuid not null,
    version bigint not null default 1,
    code text not null,
    name text not null,
    kind text not null,
    created_at timestamptz not null,
    created_by text not null,
    modified_at timestamptz not null,
    modified_by text not null,
    constraint agency_pkey primary key (id),
    constraint agency_code_key unique (code),
    constraint agency_kind_check check (kind in ('wire', 'photo', 'partner', 'handout'))
);

create table editorial.image (
    id uuid not null,
    version bigint not null default 1,
    url text not null,
    width int not null,
    height int not null,
    alt text,
    decorative boolean not null,
    caption text,
    credit_line text,
    agency_id uuid,
    focal_point jsonb,
    created_at timestamptz not null,
    created_by text not null,
    modified_at timestamptz not null,
    modified_by text not null,
    constraint image_pkey primary key (id),
    constraint image_agency_id_fkey foreign key (agency_id) references editorial.agency (id)
);
create index image_agency_id_idx on editorial.image (agency_id) where agency_id is not null;

-- The working copy, and the facts about its publication. References inside content are ids.
create table editorial.article (
    id uuid not null,
    version bigint not null default 1,
    slug text not null,
    content jsonb not null,
    body jsonb not null,
    origin_system text,
    origin_id text,
    workflow text not null default 'draft',
    publication text not null default 'never',
    publication_reason text,
    published_revision int,
    first_published_at timestamptz,
    published_at timestamptz,
    updated_at timestamptz,
    trashed_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    modified_at timestamptz not null,
    modified_by text not null,
    constraint article_pkey primary key (id),
    constraint article_origin_key unique (origin_system, origin_id),
    constraint article_publication_check check (publication in ('never', 'published', 'unpublished', 'takenDown', 'killed')),
    constraint article_published_check check (publication <> 'published' or (published_revision is not null and published_at is not null and trashed_at is null))
);
create index article_modified_at_idx on editorial.article (modified_at desc, id desc);

create table editorial.revision (
    article_id uuid not null,
    number int not null,
    slug text not null,
    content jsonb not null,
    body jsonb not null,
    significant boolean not null,
    note text,
    created_at timestamptz not null,
    created_by text not null,
    constraint revision_pkey primary key (article_id, number),
    constraint revision_article_id_fkey foreign key (article_id) references editorial.article (id)
);

create function editorial.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'a published revision is immutable' using errcode = 'restrict_violation';
end $$;

create trigger revision_is_immutable before update or delete on editorial.revision
    for each row execute function editorial.refuse_change();
create trigger revision_is_kept before truncate on editorial.revision
    for each statement execute function editorial.refuse_change();

-- What each version of a story refers to: revision 0 is the working copy. One target a row, guarded by its own foreign key.
create table editorial.reference (
    article_id uuid not null,
    revision int not null,
    section_id uuid,
    author_id uuid,
    tag_id uuid,
    agency_id uuid,
    image_id uuid,
    target_id uuid,
    constraint reference_article_id_fkey foreign key (article_id) references editorial.article (id),
    constraint reference_section_id_fkey foreign key (section_id) references editorial.section (id),
    constraint reference_author_id_fkey foreign key (author_id) references editorial.author (id),
    constraint reference_tag_id_fkey foreign key (tag_id) references editorial.tag (id),
    constraint reference_agency_id_fkey foreign key (agency_id) references editorial.agency (id),
    constraint reference_image_id_fkey foreign key (image_id) references editorial.image (id),
    constraint reference_target_id_fkey foreign key (target_id) references editorial.article (id),
    constraint reference_one_target_check check (num_nonnulls(section_id, author_id, tag_id, agency_id, image_id, target_id) = 1)
);
create index reference_article_id_idx on editorial.reference (article_id, revision);
create index reference_section_id_idx on editorial.reference (section_id) where section_id is not null;
create index reference_author_id_idx on editorial.reference (author_id) where author_id is not null;
create index reference_tag_id_idx on editorial.reference (tag_id) where tag_id is not null;
create index reference_agency_id_idx on editorial.reference (agency_id) where agency_id is not null;
create index reference_image_id_idx on editorial.reference (image_id) where image_id is not null;
create index reference_target_id_idx on editorial.reference (target_id) where target_id is not null;

-- Ids of related links are the client's to choose; each belongs to one story for good.
create table editorial.related_link_id (
    id uuid not null,
    article_id uuid not null,
    constraint related_link_id_pkey primary key (id),
    constraint related_link_id_article_id_fkey foreign key (article_id) references editorial.article (id)
);
create index related_link_id_article_id_idx on editorial.related_link_id (article_id);
