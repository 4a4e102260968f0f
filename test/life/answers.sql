-- What the registry answers: every value as text and as it is sent to clients,
-- the cohort, and rows that an index may find.  By which way they are found,
-- the caller says (PGOPTIONS); the answers are the same.
\pset format unaligned
\pset tuples_only on
SET search_path = registry, public, clinic;

SELECT format(
	'SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %1$I AS t', name
)
FROM unnest('{every,around,visit,cohort}'::text[]) AS name \gexec

SELECT format('SELECT %L, count(%I), count(DISTINCT %2$I::text), md5(string_agg(%s(%2$I), '''' ORDER BY i)) FROM every',
	attname, attname, typsend)
FROM pg_attribute JOIN type ON type = atttypid JOIN pg_type AS t ON t.oid = atttypid
WHERE attrelid = 'every'::regclass AND attnum > 0 ORDER BY attnum \gexec

-- for each operator of each operator class: the pairs that it finds
SELECT format('SELECT %L, count(*), sum(a.i * b.i) FROM every AS a JOIN %I AS b ON a.%I OPERATOR(%I.%s) b.%3$I',
	concat_ws(' ', amname, attname, oprname), 'every_' || amname, attname, nspname, oprname)
FROM pg_attribute JOIN pg_opclass ON opcintype = atttypid AND opcdefault JOIN pg_am AS m ON m.oid = opcmethod
JOIN pg_amop ON amopfamily = opcfamily AND amoplefttype = opcintype AND amoprighttype = opcintype
JOIN pg_operator AS o ON o.oid = amopopr JOIN pg_namespace AS n ON n.oid = oprnamespace
WHERE attrelid = 'every'::regclass AND atttypid IN (SELECT type FROM type) ORDER BY attnum, amname, oprname \gexec
