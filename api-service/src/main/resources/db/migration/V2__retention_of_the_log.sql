-- Finds the vaults whose log has grown or aged since the last pass, from the index alone.
create index vault_event_created_idx on vault_event (created_at) include (vault_id);

-- ShedLock's table, with its names. Times are the database's, in UTC.
create table shedlock (
    name       varchar(64)  primary key,
    lock_until timestamp    not null,
    locked_at  timestamp    not null,
    locked_by  varchar(255) not null
);
-- ShedLock takes a row for made if the database goes away just when it makes it, and would wait for it in vain.
insert into shedlock
values ('vault-event-retention', timezone('utc', current_timestamp), timezone('utc', current_timestamp), 'migration');
