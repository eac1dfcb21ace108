-- The sessions of logged-in users. Redis has them too and is asked first; what Redis does not know or cannot say is asked here.
create table login_session (
    id_digest        bytea       primary key, -- SHA-256 of the session id: who reads this table cannot use a session
    user_id          varchar(32) not null references users (id) on delete cascade,
    created_at       timestamptz not null,
    last_accessed_at timestamptz not null, -- behind the last use by as much as the touch interval
    expires_at       timestamptz not null, -- last_accessed_at and the time that the session may go unused
    ended_at         timestamptz           -- logged out or replaced; the row stays for a while, so that no late write revives it
);
create index login_session_user_idx on login_session (user_id);
create index login_session_expiry_idx on login_session (expires_at);

-- As for retention: ShedLock would wait in vain for a row that it did not get to make.
insert into shedlock
values ('login-session-pruning', timezone('utc', current_timestamp), timezone('utc', current_timestamp), 'migration');

-- What tells whether a session lives, and whose it is.
grant select (id_digest, user_id, expires_at, ended_at) on login_session to ${gateway_role};
grant select (id, email, name) on users to ${gateway_role};
