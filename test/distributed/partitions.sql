-- The partitions of layout.sql's tables: of PARTITION BY HASH (patient_id), two
-- each, and with -v servers=... of PARTITION BY LIST (site), one on each server.

\if :{?servers}
SELECT format('CREATE FOREIGN TABLE %I PARTITION OF %I FOR VALUES IN (%L) SERVER %I OPTIONS (table_name %L)',
	name || '_' || site, name, site, site, name)
FROM unnest('{visit, relapse, patient_year, first_treatment}'::text[]) AS name, unnest(:'servers'::text[]) AS site
\gexec
\else
SELECT format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 2, REMAINDER %s)', name || '_' || n, name, n)
FROM unnest('{visit, relapse, patient_year, first_treatment}'::text[]) AS name, generate_series(0, 1) AS n
\gexec
\endif
