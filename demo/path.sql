-- Sets the search path: the tables in :schema, then public, then the schema of the extension, wherever that is.

SET client_min_messages = warning;
\set SHOW_CONTEXT never
\ir refuse.sql
SELECT pg_temp.refuse('this database does not have sepms', 'The owner of the database can run: CREATE EXTENSION sepms;')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'sepms') \g /dev/null
\set SHOW_CONTEXT errors
SELECT set_config(
	'search_path',
	concat_ws(', ', quote_ident(:'schema'), 'public', CASE WHEN nspname <> 'public' THEN quote_ident(nspname) END),
	false
)
FROM pg_catalog.pg_extension
JOIN pg_catalog.pg_namespace AS n ON n.oid = extnamespace
WHERE extname = 'sepms' \g /dev/null
