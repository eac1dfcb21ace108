-- The revision up to which a member is told nothing of the log: that before its return, 0 where it was never removed.
alter table memberships add column told_after bigint not null default 0 check (told_after >= 0);
grant select (told_after) on memberships to ${gateway_role};

-- Says whether a new member was one before, whatever retention has taken from the log.
create index audit_log_removal_idx on audit_log (vault_id, subject_id) where action = 'member:removed';

update memberships m
set told_after = added.revision - 1
from (
  select vault_id, subject_id, max(revision) as revision from audit_log where action = 'member:added' group by vault_id, subject_id
) added
where added.vault_id = m.vault_id and added.subject_id = m.user_id and exists (
  select 1 from audit_log r where r.vault_id = m.vault_id and r.subject_id = m.user_id and r.action = 'member:removed'
);
