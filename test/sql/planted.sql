-- Planted objects: somebody who may create objects in the schema of the extension plants there
-- functions, operators and types with the names that the scripts use.  The extension is still
-- created, and nothing in it depends on them.
SELECT current_database() AS here \gset
CREATE DATABASE regress_planted;
\c regress_planted
SET client_min_messages = warning;
CREATE EXTENSION sepms VERSION '0.1.0';
CREATE VIEW member AS
SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'sepms'
	AND d.objid NOT IN (SELECT typarray FROM pg_type) -- made by the server; 17 lists them among the members
	AND d.objid NOT IN (SELECT oid FROM pg_type WHERE typtype = 'c'); -- rows: the server reads and writes them

-- What bodies and defaults of arguments call, in the first release and now
CREATE VIEW called AS
SELECT DISTINCT m[1] = 'opno' AS is_operator, m[2]::oid AS oid
FROM member JOIN pg_proc AS p ON objid = p.oid,
	regexp_matches(concat(prosqlbody, proargdefaults), ':(funcid|opno|aggfnoid) (\d+)', 'g') AS m
WHERE classid = 'pg_proc'::regclass;
CREATE TABLE used AS SELECT * FROM called;
ALTER EXTENSION sepms UPDATE;
INSERT INTO used SELECT * FROM called;
SELECT array_agg(DISTINCT oprname ORDER BY oprname) AS operators
FROM used JOIN pg_operator AS o USING (oid) WHERE is_operator;
SELECT array_agg(DISTINCT proname ORDER BY proname) AS functions
FROM used JOIN pg_proc AS p USING (oid) WHERE NOT is_operator;
-- and whatever else its objects refer to in the catalogs
DO $$
DECLARE
	one record;
BEGIN
	FOR one IN
		SELECT fktable, fkcols[1] AS fkcol, pktable,
			CASE fktable
				WHEN 'pg_amop'::regclass THEN 'amopfamily'
				WHEN 'pg_amproc'::regclass THEN 'amprocfamily'
				WHEN 'pg_aggregate'::regclass THEN 'aggfnoid'
				ELSE 'oid'
			END AS key
		FROM pg_get_catalog_foreign_keys()
		WHERE cardinality(fkcols) = 1
			AND NOT is_array
			AND pktable IN ('pg_proc'::regclass, 'pg_operator'::regclass)
			AND fktable IN (
				SELECT classid FROM member
				UNION ALL
				VALUES ('pg_amop'::regclass), ('pg_amproc'::regclass), ('pg_aggregate'::regclass)
			)
	LOOP
		EXECUTE format('INSERT INTO used SELECT %L, %I::oid FROM %s WHERE %I IN (SELECT objid FROM member)',
			one.pktable = 'pg_operator'::regclass, one.fkcol, one.fktable, one.key);
	END LOOP;
END $$;
SELECT DISTINCT proname AS used FROM used JOIN pg_proc AS p USING (oid) WHERE NOT is_operator AND oid < 16384
	ORDER BY 1;

-- The plants with the server's names: each of the server's overloads, with its own arguments and
-- with types that a call may have in place of polymorphic ones
CREATE FUNCTION concrete(type oid) RETURNS text LANGUAGE sql AS $$
	SELECT CASE
			WHEN name LIKE 'any%multirange' THEN 'datemultirange'
			WHEN name LIKE 'any%range' THEN 'daterange'
			WHEN name LIKE 'any%array' AND name NOT LIKE '%nonarray' THEN 'date[]'
			WHEN name LIKE 'any%' THEN 'date'
			ELSE name
		END
	FROM (SELECT replace(type::regtype::text, '"', '')) AS t (name)
$$;
CREATE FUNCTION planted(name text, arguments text, result text) RETURNS text LANGUAGE sql AS $$
	SELECT format('CREATE FUNCTION clinic.%I(%s) RETURNS %s LANGUAGE plpgsql AS $x$BEGIN RAISE ''planted''; END$x$',
		name, arguments, result)
$$;
CREATE TABLE plant (n integer GENERATED ALWAYS AS IDENTITY, ours boolean, command text);
INSERT INTO plant (ours, command)
SELECT false,
	CASE
		WHEN arguments ~ '\m(internal|cstring)\M' -- only 'internal' and 'c' take arguments of these types
			THEN format('CREATE FUNCTION clinic.%I(%s) RETURNS %s LANGUAGE internal AS %L',
				proname, arguments, result, prosrc)
		ELSE planted(proname, arguments, result)
	END
FROM pg_proc,
	LATERAL (
		SELECT coalesce(string_agg(concrete(t), ', ' ORDER BY i), '') AS arguments
		FROM unnest(proargtypes) WITH ORDINALITY AS u (t, i)
	) AS a,
	LATERAL (SELECT CASE WHEN proretset THEN 'SETOF ' ELSE '' END || concrete(prorettype) AS result) AS r
WHERE pronamespace = 'pg_catalog'::regnamespace
	AND proname IN (SELECT p.proname FROM used JOIN pg_proc AS p USING (oid) WHERE NOT is_operator)
UNION ALL
SELECT false, planted('array_position', 'date[], text', 'integer') -- where the second is a literal
UNION ALL
SELECT false,
	'CREATE AGGREGATE clinic.count(*) (SFUNC = pg_catalog.int8dec, STYPE = bigint, INITCOND = ''7'')';
-- and operators with any two types
INSERT INTO plant (ours, command)
SELECT false,
	planted('planted_' || n, format('%s, %s', l, r), result)
		|| format(
			'; CREATE OPERATOR clinic.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = clinic.planted_%s)', name, l, r, n
		)
FROM (
	SELECT row_number() OVER () AS n, name, l, r, CASE WHEN name IN ('+', '-') THEN l ELSE 'boolean' END AS result
	FROM (
		SELECT oprname AS name FROM used JOIN pg_operator AS o USING (oid) WHERE is_operator
		INTERSECT
		SELECT oprname FROM pg_operator WHERE oid < 16384
	) AS o,
		unnest(
			'{date,date[],daterange,datemultirange,integer,bigint,float8,text,jsonb,'
			'anyelement,anyrange,anymultirange}'::text[]
		) AS l,
		unnest('{date,date[],daterange,datemultirange,integer,bigint,float8,text,jsonb,anyelement}'::text[]) AS r
) AS o;
-- and types: with the server's names in both schemas, with ours in the temporary one
INSERT INTO plant (ours, command)
SELECT DISTINCT false, format('CREATE DOMAIN %s.%I AS pg_catalog.text', schema, typname)
FROM member JOIN pg_proc AS p ON objid = p.oid,
	unnest(proargtypes::oid[] || coalesce(proallargtypes, '{}') || prorettype) AS u (type)
JOIN pg_type AS t ON t.oid = type, unnest('{clinic,pg_temp}'::text[]) AS schema
WHERE classid = 'pg_proc'::regclass AND typname !~ '^_' AND (schema = 'pg_temp' OR t.oid < 16384);
-- The plants with our names: near to a function of ours, but with other arguments
INSERT INTO plant (ours, command)
SELECT true, planted(name, arguments, 'text')
FROM (SELECT DISTINCT proname::text AS name FROM member JOIN pg_proc AS p ON objid = p.oid
		WHERE classid = 'pg_proc'::regclass) AS f,
	unnest(ARRAY['', 'text', 'anyelement', 'anyarray', 'VARIADIC date[]', 'text, text', 'date[], text', 'jsonb, text',
		'text, bigint DEFAULT 1']) AS arguments
WHERE NOT EXISTS (SELECT FROM member JOIN pg_proc AS p ON objid = p.oid WHERE classid = 'pg_proc'::regclass
	AND proname = name
	AND oidvectortypes(proargtypes) = regexp_replace(arguments, 'VARIADIC | DEFAULT 1', '', 'g'));

CREATE FUNCTION sow(what boolean) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	one text;
	sown bigint := 0;
BEGIN
	FOR one IN SELECT command FROM public.plant WHERE ours = what ORDER BY n LOOP
		BEGIN
			EXECUTE one;
			sown := sown + 1;
		EXCEPTION WHEN duplicate_function OR duplicate_object THEN
			NULL;
		END;
	END LOOP;
	RETURN sown;
END $$;
CREATE VIEW bound AS
WITH RECURSIVE part AS (
	SELECT 'pg_extension'::regclass::oid AS classid, oid AS objid FROM pg_extension WHERE extname = 'sepms'
	UNION SELECT d.classid, d.objid FROM part JOIN pg_depend AS d ON refclassid = part.classid AND refobjid = part.objid
	WHERE deptype IN ('e', 'i', 'a')
)
SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) COLLATE "C" AS object,
	pg_describe_object(refclassid, refobjid, 0) COLLATE "C" AS planted
FROM part JOIN pg_depend AS d USING (classid, objid)
WHERE refobjid >= 16384 AND (refclassid, refobjid) NOT IN (SELECT * FROM part)
	AND refclassid <> 'pg_namespace'::regclass;

-- The first release binds to some plants with the server's names, so this test can fail
DROP EXTENSION sepms;
CREATE SCHEMA clinic;
SELECT sow(false) > 300 AS sown;
CREATE EXTENSION sepms VERSION '0.1.0' SCHEMA clinic;
SELECT * FROM bound ORDER BY object, planted;
-- the upgrade releases them, with plants of our names present too
SELECT sow(true) > 1500 AS sown;
ALTER EXTENSION sepms UPDATE;
SELECT * FROM bound ORDER BY object, planted;
-- and a new installation uses none
DROP EXTENSION sepms;
CREATE EXTENSION sepms SCHEMA clinic;
SELECT * FROM bound ORDER BY object, planted;
\c regress_planted
SELECT clinic.relapses_in('{2020-06-01}'::date[], '{[2020-01-01,2021-01-01)}'::datemultirange),
	clinic.relapse_free('{[2020-01-01,2021-01-01)}'::datemultirange, '{2020-06-01}'::date[]);
SELECT * FROM clinic.disability_time('{2020-01-01: 3, 2020-06-01: 4, 2020-12-01: 4}'::clinic.outcome_series,
	'{}'::date[]);
SELECT clinic.neda_assess('[2020-01-01,2021-01-01)'::daterange, '{2020-01-01: 2, 2020-12-20: 2}'::clinic.outcome_series,
	'{}'::date[], '{2020-12-10: T2 0}'::clinic.mri_series);
\c :here
DROP DATABASE regress_planted;
