-- A site joins, at the hub: psql -v site=NAME -v host=HOST -v dbname=DATABASE, and
-- the password of its role network in NETWORK_PASSWORD of the environment.

\getenv password NETWORK_PASSWORD
SET ROLE manager;

-- sepms is at both ends, in one schema and version, so its functions may go there.
CREATE SERVER :site FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host :'host', dbname :'dbname', extensions 'sepms', async_capable 'true');
CREATE USER MAPPING FOR manager SERVER :site OPTIONS (user 'network', password :'password');
CREATE FOREIGN TABLE network.:site PARTITION OF network.site_tally FOR VALUES IN (:'site')
	SERVER :site OPTIONS (schema_name 'shared', table_name 'tally');
