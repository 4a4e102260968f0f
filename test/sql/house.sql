-- The house rules, asked of the catalogs: each query lists what breaks one.
CREATE TEMP VIEW member AS
SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'sepms';

-- every function: immutable, parallel safe, not security definer, commented
SELECT p.oid::regprocedure AS function, provolatile, proparallel, prosecdef, obj_description(p.oid) AS comment
FROM member JOIN pg_proc AS p ON objid = p.oid
WHERE classid = 'pg_proc'::regclass AND (provolatile <> 'i' OR proparallel <> 's' OR prosecdef OR proconfig IS NOT NULL
	OR obj_description(p.oid, 'pg_proc') IS NULL);
-- not strict: only where a NULL has a meaning
SELECT p.oid::regprocedure AS function
FROM member
JOIN pg_proc AS p ON objid = p.oid
WHERE classid = 'pg_proc'::regclass AND NOT proisstrict AND prokind = 'f'
ORDER BY p.oid::regprocedure::text COLLATE "C";
-- rows of functions that return them
SELECT proname, prorows, (SELECT count(*) FROM dmt_catalog()) AS really
FROM member
JOIN pg_proc AS p ON objid = p.oid
WHERE classid = 'pg_proc'::regclass
	AND proretset
	AND proname = 'dmt_catalog'
	AND prorows <> (SELECT count(*) FROM dmt_catalog());
-- every type and operator has a comment, every type binary I/O
SELECT t.oid::regtype AS type FROM member JOIN pg_type AS t ON objid = t.oid
WHERE classid = 'pg_type'::regclass AND typtype = 'b' AND typcategory <> 'A'
	AND (obj_description(t.oid, 'pg_type') IS NULL OR typsend = 0 OR typreceive = 0);
SELECT o.oid::regoperator AS operator FROM member JOIN pg_operator AS o ON objid = o.oid
WHERE classid = 'pg_operator'::regclass AND (obj_description(o.oid, 'pg_operator') IS NULL
	OR oprcom = 0 OR oprnegate = 0 OR oprrest = 0 OR oprjoin = 0);
-- what rollup() merges is a tally, and named as one, or a list of one patient
CREATE TEMP VIEW merged AS
SELECT prorettype AS type, prorettype::regtype::text !~ '_tally$' AS of_patient
FROM member JOIN pg_proc AS p ON objid = p.oid
WHERE classid = 'pg_proc'::regclass AND proname = 'rollup' AND prorettype = proargtypes[0]
	AND prorettype::regtype::text <> 'model_score'; -- which is neither of a patient nor a tally
-- aggregates are parallel, have no internal state, and move through a window; but sums of weights
-- have no exact inverse, nor has the largest spread in a score, and those that make a patient's list may have an
-- internal state that can be sent
SELECT a.aggfnoid::regprocedure AS aggregate
FROM member
JOIN pg_aggregate AS a ON objid = a.aggfnoid
JOIN pg_proc AS p ON objid = p.oid
WHERE classid = 'pg_proc'::regclass
	AND (
		aggcombinefn = 0
		OR CASE
			WHEN prorettype IN (SELECT type FROM merged WHERE of_patient)
				THEN aggserialfn = 0 OR aggdeserialfn = 0
			ELSE aggtranstype = 'internal'::regtype
				OR (aggmtransfn = 0 AND aggsortop = 0 AND prorettype::regtype::text !~ '^weighted|^model_score$')
		END
	);
-- publishable() exists for every tally
SELECT type::regtype AS tally
FROM merged
WHERE NOT of_patient
	AND NOT EXISTS (
		SELECT FROM member
		JOIN pg_proc AS p ON objid = p.oid
		WHERE classid = 'pg_proc'::regclass
			AND proname = 'publishable'
			AND proargtypes[0] = merged.type
			AND proargnames[1:2] = '{tally,threshold}'
			AND pronargs - pronargdefaults = 1
			AND prorettype = 'boolean'::regtype
	);
SELECT count(*) FILTER (WHERE of_patient) AS lists, count(*) FILTER (WHERE NOT of_patient) > 7 AS tallies FROM merged;
-- no table, no member in a family of the server's
SELECT objid::regclass FROM member WHERE classid = 'pg_class'::regclass;
SELECT opfname
FROM pg_amop AS o
JOIN pg_opfamily AS f ON amopfamily = f.oid
WHERE amopopr IN (SELECT objid FROM member WHERE classid = 'pg_operator'::regclass)
	AND f.oid NOT IN (SELECT objid FROM member);
-- the page of clinical coverage names only functions that exist
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
\set page `cat ../doc/clinical-coverage.md`
SELECT name FROM regexp_matches(:'page', '`(\w+)\(\)`', 'g') AS m (name) WHERE to_regproc(name[1]) IS NULL
	AND NOT EXISTS (SELECT FROM pg_proc WHERE proname = name[1]);
SELECT count(DISTINCT name) > 50 AS named FROM regexp_matches(:'page', '`(\w+)\(\)`', 'g') AS m (name);
-- versions of PostgreSQL are known in one place, and the core knows no server
\set versions `cd ../src && grep -lE 'PG_(MAJOR)?VERSION' *.[ch] */*.[ch] */*.cpp`
\set servers `cd ../src && grep -lE '#include "(postgres|fmgr|c)\.h"' core/*`
SELECT unnest(string_to_array(concat_ws(E'\n', nullif(:'versions', ''), nullif(:'servers', '')), E'\n')) AS file
ORDER BY file;
-- bodies and defaults of arguments call only what is the server's or ours
SELECT p.oid::regprocedure AS function, m[1] AS calls, m[2] FROM member JOIN pg_proc AS p ON objid = p.oid,
	regexp_matches(concat(prosqlbody, proargdefaults), ':(funcid|opno|aggfnoid|winfnoid|opfuncid) (\d+)', 'g') AS m
WHERE classid = 'pg_proc'::regclass AND m[2]::oid >= 16384 AND m[2]::oid NOT IN (SELECT objid FROM member);
-- nor do they look for anything else: in the bodies of the scripts every function, operator and type
-- has its schema (those of 0.1.0 lack it in places, which shows that the query finds them)
\set made `cd ../sql && echo "@@ parts" && awk -v kinds=kinds -f expand.awk parts/*.sql`
\set by_hand `cd ../sql && for f in changed--*.sql sepms--0.1.0.sql; do echo "@@ $f" && cat $f; done`
CREATE TEMP TABLE script AS
SELECT split_part(text, E'\n', 1) AS file, regexp_replace(text, '--.*?$', '', 'gn') AS text
FROM regexp_split_to_table(concat_ws(E'\n', :'made', :'by_hand'), '^@@ ', 'n') AS text WHERE text <> '';
CREATE TEMP TABLE body AS
SELECT file, regexp_replace(regexp_replace(m[1], '''[^'']*''', '''''', 'g'),
	'OPERATOR\(pg_catalog\.[^)]+\)|::(pg_catalog\.\w+|integer|bigint|boolean)|pg_catalog\.\w+\(\*?', ' ', 'g') AS text
FROM script, regexp_matches(text, 'BEGIN ATOMIC(.*?)\nEND;', 'g') AS m;
SELECT file, array_agg(DISTINCT m[1] ORDER BY m[1]) AS unqualified
FROM body, regexp_matches(text, '(\w+\s*\(|::\s*\w+|[-+*/<>=~!@#%^&|?]+)', 'g') AS m
WHERE m[1] !~ '^(CASE|WHEN|THEN|ELSE|AND|OR|IN|FROM|SELECT|coalesce|nullif)\s*\($' GROUP BY file;
DELETE FROM script WHERE file LIKE 'sepms--%';
-- elsewhere a function without a schema is one that the scripts create, looked up by its exact arguments
SELECT file, m[1] AS clause, m[2] AS unqualified
FROM script,
	regexp_matches(
		text,
		'\m(RESTRICT =|JOIN =|FUNCTION =|PROCEDURE =|\w+FUNC =|INPUT =|OUTPUT =|RECEIVE =|SEND =|ANALYZE ='
			'|SUBSCRIPT =|SUPPORT =?|WITH FUNCTION|FUNCTION \d+(?: \([^)]*\))?)'
			' "?(\w+)"?(?!["\w]|\.\w)',
		'g'
	) AS m
WHERE m[2] NOT IN (SELECT n[1] FROM script, regexp_matches(text, '^CREATE FUNCTION "?(\w+)"?\(', 'gn') AS n);
SELECT file, m[1] AS "default" FROM script, regexp_matches(text, 'DEFAULT ([a-z]\w*\([^,\n]*\)),?', 'g') AS m
WHERE m[1] !~ '^disability_criteria\(''[^'']*''::pg_catalog\.jsonb\)$';
-- nothing depends on the locale: words are compared by core/text.h
\set by_locale '(pg_)?strn?casecmp|strcoll|strxfrm|strftime|setlocale|localeconv|(pg_|w|str_)?to(lower|upper)'
\set by_locale :by_locale '|isw?(alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit)'
\set by_locale :by_locale '|mbs?r?to\\w+|wc\\w*tomb\\w*'
\set calls `cd ../src && grep -oE '\b(':'by_locale'') *\(' */*.[ch] */*.cpp`
SELECT unnest(string_to_array(nullif(:'calls', ''), E'\n')) AS call;
-- the server finds no fault with the operator classes
CREATE EXTENSION amcheck;
SELECT opfname, amname, amvalidate(c.oid) FROM member JOIN pg_opclass AS c ON objid = c.oid
JOIN pg_opfamily AS f ON opcfamily = f.oid JOIN pg_am AS m ON m.oid = opcmethod
WHERE classid = 'pg_opclass'::regclass AND NOT amvalidate(c.oid);
CREATE TABLE checked AS
SELECT CASE WHEN i % 21 IN (0, 1) THEN '0' ELSE ((i % 21) / 2.0)::edss END AS edss,
	(SELECT dmt FROM dmt_catalog() OFFSET i % 34 LIMIT 1) AS drug,
	neda_status(i % 3, i % 2 = 0, i % 5 - 1 + 1, NULL) AS status,
	sormani_next_line('first', i % 3) AS line,
	lublin_2013(('{CIS,RR,PP,SP}'::text[])[1 + i % 4], i % 2, NULL, 0, i % 3 = 0, i % 5 = 0) AS phenotype,
	('{mobilisation,collection,conditioning,recovery}'::transplant_step[])[1 + i % 4] AS step
FROM generate_series(1, 3000) AS i;
CREATE INDEX checked_edss ON checked (edss); CREATE INDEX checked_drug ON checked (drug);
CREATE INDEX checked_status ON checked (status); CREATE INDEX checked_line ON checked (line DESC);
CREATE INDEX checked_phenotype ON checked (phenotype); CREATE INDEX checked_step ON checked (step);
SELECT count(bt_index_check(c.oid, true)) AS checked FROM pg_class AS c WHERE relname LIKE 'checked\_%';
DROP TABLE checked; DROP EXTENSION amcheck;

-- Neither the search path matters, nor operators that shadow the server's
CREATE SCHEMA hostile;
CREATE FUNCTION hostile.no(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT false';
CREATE OPERATOR hostile.= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = hostile.no);
CREATE OPERATOR hostile.>= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = hostile.no);
CREATE FUNCTION hostile.outside(date, datemultirange) RETURNS boolean LANGUAGE sql AS 'SELECT false';
CREATE OPERATOR hostile.<@ (LEFTARG = date, RIGHTARG = datemultirange, FUNCTION = hostile.outside);
CREATE FUNCTION hostile.all_of(datemultirange, datemultirange) RETURNS datemultirange LANGUAGE sql AS 'SELECT $1';
CREATE OPERATOR hostile.- (LEFTARG = datemultirange, RIGHTARG = datemultirange, FUNCTION = hostile.all_of);
CREATE FUNCTION hostile.unnest(date[]) RETURNS SETOF date LANGUAGE sql AS 'SELECT NULL::date';
CREATE FUNCTION hostile.array_position(date[], date) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION hostile.daterange(date, date) RETURNS daterange LANGUAGE sql AS 'SELECT ''empty''::daterange';
SET search_path = hostile, pg_catalog, public;
SELECT relapses_in('{2020-06-01}', '{[2020-01-01,2021-01-01)}'),
	relapse_free('{[2020-01-01,2021-01-01)}', '{2020-06-01}'),
	date '2020-06-01' <@ datemultirange '{[2020-01-01,2021-01-01)}' AS shadowed;
SELECT sormani_score(1, 3),
	neda_rate(neda_agg('NEDA-4')),
	'Tysabri'::dmt,
	(SELECT count(*) FROM dmt_catalog() WHERE dmt_line(dmt) >= 'second');
SET search_path = '';
SELECT public.sormani_score(1, 3), public.neda_rate(public.neda_agg('NEDA-4')), 'Tysabri'::public.dmt;
SELECT cdw_type, event_date
FROM public.disability_events('{2020-01-01: 3, 2020-06-01: 4, 2020-12-01: 4}', '{}', 'muller2023');
SELECT days, observed FROM public.disability_time('{2020-01-01: 3, 2020-06-01: 4, 2020-12-01: 4}', '{}');
SELECT public.person_days(public.relapse_free('{[2020-01-01,2021-01-01)}', '{2020-06-01}')),
	public.relapses_in('{2020-06-01}', '{[2020-01-01,2021-01-01)}');
SELECT public.neda_assess('[2020-01-01,2021-01-01)', '{2020-01-01: 2, 2020-12-20: 2}', '{}', '{2020-12-10: T2 0}'),
	public.treatment_at('{Tysabri: [2020-01-01,)}', '2020-05-01');
SELECT public.edss_from_fs(0, 0, 3, 3, 2, 0, 0, 1),
	public.lublin_2013('RR', 0, 0, 0, true),
	(public.mcdonald_2017(1, 1, topographies => 2, ocb => true)).diagnosis;
SELECT (public.transplant_screen('SP')).unmet,
	(public.smoldering_flags(true, NULL, 5, 0, -0.5)).flags,
	public.is_worsening('t25fw', 10, 12);
SELECT converted, leading_systems
FROM public.spms_conversion(
	'{2020-01-01: 6, 2020-06-01: 7, 2020-12-01: 7}', '{}', pyramidal => '{2020-01-01: 3, 2020-06-01: 4, 2020-12-01: 4}'
);
SELECT public.local_msss(public.severity_agg('3.5', 4), '3.5', 4),
	public.global_msss('3.5', 4),
	public.global_armss('3.5', 40);
SELECT public.arr(1, 365), (public.km(public.survival_agg(100, true))).n_event, public.suppress(3);
RESET search_path;
-- It can be moved to another schema
CREATE SCHEMA clinic;
ALTER EXTENSION sepms SET SCHEMA clinic;
SELECT clinic.neda_rate(clinic.neda_agg('NEDA-3 (missing: brain volume loss)')), clinic.dmt_lines('Ocrevus');
SELECT clinic.disability_time('{2020-01-01: 3, 2020-06-01: 4, 2020-12-01: 4}', '{}'), progression
FROM clinic.edss_plus('{}', '{}', '{}', '{}');
SELECT status, clinic.on_treatment('{Tysabri: [2020-01-01,)}')
FROM clinic.neda_by_year('2020-01-01', '{2020-01-01: 2, 2020-12-20: 2}', '{}', '{2020-12-10: T2 0}');
SELECT clinic.edss_from_fs(0, 0, 3, 3, 2, 0, 0, 1),
	clinic.disease_code('PP-active-with_progression', 'icd10cm', '2026-01-15'),
	clinic.local_msss(clinic.severity_agg('3.5', 4), '3.5', 4);
SELECT clinic.relapse_free('{[2020-01-01,2021-01-01)}', '{2020-06-01}'),
	clinic.km_quantile(clinic.survival_agg(100, true), 0.5);
ALTER EXTENSION sepms SET SCHEMA public;
DROP SCHEMA clinic; DROP SCHEMA hostile CASCADE;

-- An owner of a database who is no superuser can install it
CREATE ROLE regress_sepms_owner LOGIN;
CREATE DATABASE regress_sepms_owned OWNER regress_sepms_owner;
SELECT current_database() AS here \gset
\c regress_sepms_owned
SET ROLE regress_sepms_owner;
CREATE EXTENSION sepms;
SELECT sormani_score(0, 3), pg_catalog.pg_get_userbyid(extowner) FROM pg_extension WHERE extname = 'sepms';
-- in any schema, but not move it: the members of a trusted extension belong to the superuser
CREATE SCHEMA clinic;
CREATE EXTENSION hstore;
\set VERBOSITY sqlstate
ALTER EXTENSION hstore SET SCHEMA clinic;
ALTER EXTENSION sepms SET SCHEMA clinic;
\set VERBOSITY default
DROP EXTENSION sepms;
CREATE EXTENSION sepms SCHEMA clinic VERSION '0.1.0';
ALTER EXTENSION sepms UPDATE;
SELECT clinic.sormani_score(0, 3), extversion > '0.1.0' AS updated FROM pg_extension WHERE extname = 'sepms';
\c :here
DROP DATABASE regress_sepms_owned;
DROP ROLE regress_sepms_owner;
