-- Sets extension_schema to the schema that has sepms, as written in SQL; stops if the database does not have sepms.

\set SHOW_CONTEXT never
\ir refuse.sql
SELECT pg_temp.refuse('this database does not have sepms', 'The owner of the database can run: CREATE EXTENSION sepms;')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'sepms') \g /dev/null
\set SHOW_CONTEXT errors
SELECT quote_ident(nspname) AS extension_schema
FROM pg_catalog.pg_extension
JOIN pg_catalog.pg_namespace AS n ON n.oid = extnamespace
WHERE extname = 'sepms' \gset
