-- Every process reads which sessions have ended lately, again and again.
create index login_session_ended_idx on login_session (ended_at) where ended_at is not null;
