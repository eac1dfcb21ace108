-- What a new database needs before the API service first starts: the role that will own the schema, and the role of the
-- gateways, to which the migrations grant what it reads. Run by a superuser in the database that is to be SyncScript's.
do $$
begin
  execute format('create role syncscript login password %L',
    rtrim(pg_read_file('/run/secrets/owner-password'), E'\n'));
  execute format('create role syncscript_gateway login password %L',
    rtrim(pg_read_file('/run/secrets/gateway-password'), E'\n'));
  execute format('alter database %I owner to syncscript', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to syncscript_gateway', current_database());
end
$$;
