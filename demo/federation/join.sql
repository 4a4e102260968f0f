-- Adds a site to the network; run it at the hub: psql -v site=NAME -v host=HOST -v dbname=DATABASE.
-- The environment variable NETWORK_PASSWORD holds the password of the site's role network.

\getenv password NETWORK_PASSWORD
SET ROLE manager;
\set site_question :site _question
\set site_answer :site _answer

-- sepms has the same version and schema at both ends, so its functions may be sent to the site.
CREATE SERVER :site FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host :'host', dbname :'dbname', extensions 'sepms', async_capable 'true');
CREATE USER MAPPING FOR manager SERVER :site OPTIONS (user 'network', password :'password');
CREATE FOREIGN TABLE network.:site PARTITION OF network.site_tally FOR VALUES IN (:'site')
	SERVER :site OPTIONS (schema_name 'shared', table_name 'tally');
CREATE FOREIGN TABLE network.:"site_question" PARTITION OF network.site_question FOR VALUES IN (:'site')
	SERVER :site OPTIONS (schema_name 'shared', table_name 'question');
CREATE FOREIGN TABLE network.:"site_answer" PARTITION OF network.site_answer FOR VALUES IN (:'site')
	SERVER :site OPTIONS (schema_name 'shared', table_name 'answer');
