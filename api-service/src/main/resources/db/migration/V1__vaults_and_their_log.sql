-- Ids are CUIDs, made by the API service. Timestamps are stamped by the API service too, in milliseconds, so that the
-- row, the event and the REST answer of one change say the same.

create table users (
    id            varchar(32)  primary key,
    email         varchar(254) not null,
    name          varchar(100) not null,
    password_hash varchar(200) not null,
    created_at    timestamptz  not null
);
create unique index users_email_key on users (lower(email));

create table vaults (
    id          varchar(32)   primary key,
    name        varchar(200)  not null,
    description varchar(2000),
    revision    bigint        not null default 0 check (revision >= 0),
    created_at  timestamptz   not null,
    updated_at  timestamptz   not null
);

create table memberships (
    vault_id  varchar(32) not null references vaults (id) on delete cascade,
    user_id   varchar(32) not null references users (id) on delete cascade,
    role      varchar(11) not null check (role in ('owner', 'contributor', 'viewer')),
    joined_at timestamptz not null,
    primary key (vault_id, user_id)
);
create index memberships_user_idx on memberships (user_id, vault_id);

create table sources (
    id         varchar(32)   primary key,
    vault_id   varchar(32)   not null references vaults (id) on delete cascade,
    title      varchar(500)  not null,
    file_url   varchar(2048) not null,
    file_key   varchar(512),
    file_size  bigint        check (file_size >= 0),
    mime_type  varchar(255)  not null,
    created_at timestamptz   not null,
    updated_at timestamptz   not null
);
create index sources_vault_idx on sources (vault_id, created_at, id);

-- The log of every vault. No foreign key: the log of a deleted vault outlives it until retention.
create table vault_event (
    vault_id   varchar(32) not null,
    revision   bigint      not null check (revision > 0),
    event_id   varchar(32) not null unique,
    type       varchar(40) not null,
    subject_id varchar(32) not null, -- the source, the member or the vault that the event is about
    payload    text        not null, -- the JSON object that clients receive, byte for byte
    created_at timestamptz not null,
    primary key (vault_id, revision)
);
create index vault_event_subject_idx on vault_event (vault_id, subject_id, type);

create table audit_log (
    id         varchar(32)  primary key,
    vault_id   varchar(32)  not null,
    actor_id   varchar(32)  not null,
    action     varchar(40)  not null,
    subject_id varchar(32)  not null,
    revision   bigint       not null,
    details    text         not null, -- a JSON object
    created_at timestamptz  not null
);
create index audit_log_vault_idx on audit_log (vault_id, revision desc);

-- Gateways read, and only what they deliver and check. The role is made when the database is set up.
grant select (id, revision) on vaults to ${gateway_role};
grant select (vault_id, user_id, role) on memberships to ${gateway_role};
grant select on sources, vault_event to ${gateway_role};
