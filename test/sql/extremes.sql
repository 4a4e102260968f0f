-- Extreme arguments of every function and aggregate, from the catalogs: an answer is NULL or finite,
-- and an error is of class 22 (data) or 54000 (limit).  Each query lists the exceptions.
BEGIN;
CREATE SCHEMA extremes;
SET LOCAL search_path = extremes, public;
SET LOCAL statement_timeout = '5min';
\pset format unaligned
\getenv abs_srcdir PG_ABS_SRCDIR
\set samples :abs_srcdir '/samples.sql'
\i :samples

-- What an argument is given by its type: something ordinary, and extremes.
CREATE TABLE given (type regtype PRIMARY KEY, ordinary text, extremes text[]);
INSERT INTO given SELECT type::regtype, ordinary, string_to_array(extremes, '|') FROM (VALUES
	('smallint', '1', '0|1|-1|32767|-32768'),
	('integer', '1', '0|1|-1|2147483647|-2147483648|1000000'),
	('bigint', '10', '0|1|-1|9223372036854775807|-9223372036854775808|10000000000|9007199254740992'),
	('bigint[]', '{20,30}', '{}|{NULL}|{9223372036854775807}|{-1}|'
		'{{0,9223372036854775807},{9223372036854775807,1}}'),
	('integer[]', '{1,1}', '{}|{NULL}|{2147483647}|{2147483647,2147483647}|{-2147483648,1}'),
	('boolean', 'true', 'true|false'),
	('boolean[]', '{t,f}', '{}|{NULL}|{NULL,t}|{f,t}|{t,t,f}'),
	('float8', '1', '0|-0|0.5|1e308|-1e308|1e-320|NaN|Infinity|-Infinity|0.9999999999999999|9223372036854775807'),
	('real', '3', '0|-0|1e38|1e-45|NaN|Infinity|-Infinity'),
	('float8[]', '{84}', '{}|{NULL}|{0,-0}|{1e308}|{1e-320,1e308}|{NaN}|{7,Infinity}|{-Infinity}'),
	('numeric', '3', '0|-1|NaN|Infinity|-Infinity|1e400|1e-400'),
	('date', '2020-06-01', 'infinity|-infinity|4714-11-24 BC|5874897-12-31|1999-12-31'),
	('date[]', '{2020-06-01}', '{}|{NULL}|{infinity,-infinity}|{4714-11-24 BC,5874897-12-31}|{-infinity}|'
		'{2020-06-01,2020-06-01}'),
	('daterange', '[2020-01-01,2021-01-01)', 'empty|(,)|[2020-01-01,)|(,2020-01-01)|[4714-11-24 BC,5874897-12-31)|'
		'[-infinity,infinity]|[2020-01-01,2020-01-02)'),
	('datemultirange', '{[2020-01-01,2021-01-01)}', '{}|{(,)}|{[4714-11-24 BC,5874897-12-31)}|'
		'{[-infinity,infinity]}|{(,2000-01-01),[2020-01-01,)}'),
	('text', 'edss', '|x|NaN|infinity|9999999999999999999999'),
	('text[]', '{3D FLAIR}', '{}|{NULL}|{""}|{infinity}'),
	('jsonb', '{"outcome": "edss"}', 'null|[]|{}|1e400|{"min_change": 1e400}|{"require_sust_days": "Infinity"}'),
	('transplant_step[]', '{mobilisation}', '{}|{NULL}|{recovery,mobilisation}')) AS v (type, ordinary, extremes);
INSERT INTO given SELECT o.type, ordinary, extremes FROM own_type AS o JOIN samples AS s ON s.type = name;
-- and arrays of these
INSERT INTO given
SELECT typarray::regtype, format('{%s,%s}', quoted, quoted),
	ARRAY['{}', '{NULL,NULL}'] || (SELECT array_agg(format('{%s,%s}', to_jsonb(e), quoted)) FROM unnest(extremes) AS e)
FROM given JOIN pg_type AS t ON t.oid = type, LATERAL (SELECT to_jsonb(ordinary)::text AS quoted) AS q
WHERE type IN (SELECT type FROM own_type) AND typarray NOT IN (SELECT type FROM given);

-- Other values, for arguments of some names, of one function, or of functions of one type.
CREATE TABLE named (argument text, type regtype, value text);
INSERT INTO named SELECT argument, type::regtype, value FROM (VALUES
	('level', 'integer', '3'), ('years', 'integer', '5'), ('days', 'integer', '400'), ('percent', 'integer', '20'),
	('follow_up_days', 'integer', '400'), ('lang', 'text', 'en'), ('event', 'text', 'firstCDW'),
	('system', 'text', 'icd10cm'), ('code', 'text', 'G35'), ('indication', 'text', 'spasticity'),
	('phenotype', 'text', 'RR'), ('scale', 'text', 'msss'), ('edss', 'float8', '3'),
	('conf_level', 'float8', '0.5'), ('p', 'float8', '0.5'),
	('scores', 'float8[]', '{1,2}'), ('sdmt_variant', 'text', '4pt'), ('outcomes', 'text[]', '{EDSS}'),
	('birth_date', 'date', '1980-06-01'),
	('reference', 'float8', '3'), ('value', 'float8', '3'), ('years', 'float8', '5'), ('edss 1', 'float8', '3'),
	('count_tally 2', 'float8[]', '{0,0}'), ('logistic_tally 2', 'float8[]', '{0,0}'),
	('survival_accum 3', 'integer', '9'), ('survival_unaccum 3', 'integer', '9'), ('survival_agg 2', 'integer', '9'))
	AS v (argument, type, value);
-- whole numbers come as float8 too
INSERT INTO named SELECT argument, 'float8', value FROM named AS n WHERE type = 'integer'::regtype
	AND NOT EXISTS (SELECT FROM named WHERE argument = n.argument AND type = 'float8'::regtype);

CREATE VIEW member AS
SELECT classid, objid FROM pg_depend AS d JOIN pg_extension AS e ON refobjid = e.oid
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND extname = 'sepms';
CREATE TABLE callable AS
SELECT p.oid, nspname, proname, prokind, pronargs AS n, pronargs - pronargdefaults AS required,
	ARRAY(SELECT unnest(proargtypes)::regtype) AS types, proargnames[1:pronargs] AS names
FROM member JOIN pg_proc AS p ON classid = 'pg_proc'::regclass AND objid = p.oid
JOIN pg_namespace AS s ON s.oid = pronamespace
WHERE NOT proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[];
-- a type of the server's is missing above
SELECT DISTINCT type FROM callable, unnest(types) AS type WHERE type NOT IN (SELECT type FROM given);

-- A call: its arguments in order, NULL for a default.
CREATE FUNCTION call_of(f callable, arguments text[]) RETURNS text LANGUAGE sql AS $$
	SELECT format(CASE f.prokind WHEN 'a' THEN 'SELECT (%I.%I(%s))::text AS t'
		ELSE 'SELECT r::text AS t FROM %I.%I(%s) AS r' END, f.nspname, f.proname, string_agg(
			CASE WHEN i > f.required THEN format('%I => ', f.names[i]) ELSE '' END ||
			format('%L::%s', arguments[i], f.types[i]), ', ' ORDER BY i))
	FROM generate_series(1, f.n) AS i WHERE arguments[i] IS NOT NULL
$$;
CREATE FUNCTION ordinary(f callable) RETURNS text[] LANGUAGE sql AS $$
	SELECT coalesce(array_agg(CASE WHEN i <= f.required THEN coalesce(
		(SELECT value FROM named AS n WHERE n.type = f.types[i]
			AND n.argument IN (f.names[i], f.proname || ' ' || i, f.types[1] || ' ' || i)),
		g.ordinary) END ORDER BY i), '{}')
	FROM generate_series(1, f.n) AS i JOIN given AS g ON g.type = f.types[i]
$$;
CREATE FUNCTION outcome(query text, OUT state text, OUT answer text, OUT n bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT count(*), string_agg(t, '' '') FROM (%s LIMIT 2000) AS a', query) INTO n, answer;
	state := 'answer';
EXCEPTION WHEN OTHERS THEN
	state := SQLSTATE;
	answer := SQLERRM;
END $$;

-- Each argument at each extreme beside ordinary ones, all at once, and mixed.
CREATE FUNCTION arguments_of(f callable) RETURNS SETOF text[] LANGUAGE plpgsql AS $$
DECLARE
	base text[] := ordinary(f);
	extreme text[];
	mixed text[];
BEGIN
	FOR i IN 1 .. f.n LOOP
		SELECT extremes INTO extreme FROM given WHERE type = f.types[i];
		FOR k IN 1 .. cardinality(extreme) LOOP
			RETURN NEXT base[1:i - 1] || extreme[k] || base[i + 1:];
		END LOOP;
	END LOOP;
	FOR round IN 1 .. CASE WHEN f.n > 1 THEN 8 + 2 * least(f.n, 8) ELSE 0 END LOOP
		mixed := base;
		FOR i IN 1 .. f.n LOOP
			SELECT extremes INTO extreme FROM given WHERE type = f.types[i];
			IF round <= 8 THEN
				mixed[i] := extreme[1 + (round - 1) % cardinality(extreme)];
			ELSIF hashint4(round * 100 + i) & 3 > 0 THEN
				mixed[i] := extreme[1 + (hashint4(round * 100 + i + 50) & 1023) % cardinality(extreme)];
			END IF;
		END LOOP;
		RETURN NEXT mixed;
	END LOOP;
END $$;

-- ordinary arguments have an answer
SELECT call, state, answer FROM callable AS f, call_of(f, ordinary(f)) AS call, outcome(call)
WHERE state <> 'answer' ORDER BY call COLLATE "C";

CREATE TABLE called AS
SELECT f.proname, call, o.* FROM callable AS f, arguments_of(f) AS a, call_of(f, a) AS call, outcome(call) AS o;
SELECT count(*) > 7000 AS many, count(DISTINCT proname) > 200 AS of_functions,
	count(*) FILTER (WHERE state = 'answer') > 3000 AS answered,
	count(*) FILTER (WHERE state <> 'answer') > 2000 AS refused
FROM called;
-- errors of other classes
SELECT call, state, answer FROM called WHERE state NOT IN ('answer', '54000') AND state !~ '^22'
ORDER BY call COLLATE "C";
-- not finite; but a ratio says Infinity where there is nothing to divide by, a definition has parameters that may be
-- infinite, relapse_free() leaves the ends of the periods that it is given, a term has the name that it is given, and
-- theta is infinite where there is no overdispersion
SELECT call, answer FROM called
WHERE state = 'answer' AND answer ~* '(nan|infinity)\M'
	AND proname !~ '^(arr_ratio|hazard_ratio|disability_criteria|jsonb?|describe|relapse_free|coefficients|contrast)'
	AND call !~ 'terms => ''\{infinity\}'
	AND NOT (proname = 'model_fit' AND answer ~ ',Infinity,\d+,"no overdispersion"')
ORDER BY call COLLATE "C";
SELECT call, answer FROM called
WHERE proname IN ('arr_ratio', 'hazard_ratio') AND state = 'answer' AND answer ~* '(nan|infinity)\M'
	AND answer !~ '^\(Infinity,[^I]*,(Infinity)?,[^I]*\)$' AND answer !~ '^\(0?,0,Infinity,1\)$'
ORDER BY call COLLATE "C";
-- (of an effect, the ratio and its limits only)
SELECT call, answer FROM called
WHERE proname IN ('coefficients', 'contrast') AND state = 'answer' AND answer ~* '(nan|infinity)\M'
	AND answer !~ '([^I,]*,){4}(Infinity|[^I,]*),(Infinity|[^I,]*),(Infinity|[^I,]*)\)$'
ORDER BY call COLLATE "C";
-- more rows than a patient can have years or visits
SELECT call, n FROM called WHERE n >= 2000 ORDER BY call COLLATE "C";

-- One rule of errors (CONTRIBUTING.md).  A number that is not finite is 22003, a date 22008: what is listed has a
-- meaning where it stands, so that there is an answer, or is the size of a window, of which the server says 22013.
CREATE TABLE infinite AS SELECT type::regtype, string_to_array(extremes, '|') AS extremes FROM (VALUES
	('float8', 'NaN|Infinity|-Infinity'), ('float8[]', '{NaN}|{7,Infinity}|{-Infinity,7}'),
	('numeric', 'NaN|Infinity|-Infinity'), ('date', 'infinity|-infinity'), ('date[]', '{infinity}|{-infinity}'),
	('daterange', '(,2020-01-01)|[2020-01-01,infinity)'), ('datemultirange', '{(2020-01-01,)}')) AS v (type, extremes);
SELECT proname, coalesce(names[i], i::text) AS argument, extreme, state, count(*) AS functions
FROM callable AS f, generate_series(1, f.n) AS i JOIN infinite ON true, LATERAL (SELECT ordinary(f) AS base) AS t,
	unnest(infinite.extremes) AS extreme, LATERAL outcome(call_of(f, base[1:i - 1] || extreme || base[i + 1:])) AS o
WHERE types[i] = type AND state <> CASE WHEN type::text ~ 'date' THEN '22008' ELSE '22003' END
	AND proname NOT IN ('edss_issues', 'edss_issue_details') -- which tell wrong grades
	AND NOT EXISTS (SELECT FROM pg_operator WHERE oprcode = f.oid)
	AND NOT EXISTS (SELECT FROM pg_amproc WHERE amproc = f.oid AND amprocnum = 1)
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3;

-- Text that is no value is 22P02, and 54000 where it is too much: of every type, each cut short, with a piece more, and
-- with a piece changed.  (A number that is no edss is 22003, and one that no numeric holds: as of the server's own.)
CREATE TABLE damaged AS
SELECT DISTINCT type, changed AS text
FROM (SELECT type, value AS text FROM sample WHERE kind <> 'made') AS s,
	LATERAL (SELECT n FROM generate_series(0, length(text), 1 + length(text) / 10) AS n) AS at, LATERAL (
	SELECT left(text, n) UNION ALL
	SELECT left(text, n) || piece || substr(text, n + 1 + length(piece) * change)
	FROM unnest(ARRAY['-', '9', '99999999999999999999', 'NaN', 'Infinity', 'infinity', '"', '{', ']', ',', ':', 'x',
		' ', '1e999', '2020-02-30', '(', '0', '.5', 'é']) AS piece, generate_series(0, 1) AS change UNION ALL
	SELECT regexp_replace(text, '\d+', piece, 1, i)
	FROM unnest('{0,-1,1.5,9223372036854775807,9223372036854775808,1e308,1e400,-0}'::text[]) AS piece,
		generate_series(1, 6) AS i WHERE n = 0) AS c (changed);
SELECT DISTINCT ON (type, state) type, state, text, answer
FROM damaged, outcome(format('SELECT %L::%s::text AS t', text, type))
WHERE state NOT IN ('answer', '22P02', '54000')
	AND NOT (type IN ('edss'::regtype, 'disability_criteria'::regtype) AND state = '22003')
ORDER BY type, state, text COLLATE "C";
SELECT count(*) > 10000 AS many FROM damaged;
SELECT type AS not_damaged FROM own_type WHERE type NOT IN (SELECT type FROM damaged);

-- Bytes that are no value are 22P03; of those that end too soon the server may say 08P01, and of text that is not of
-- the encoding 22021.
\set file :abs_srcdir '/receive.sql'
\i :file
CREATE FUNCTION sent(type regtype, text text) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	sent bytea;
BEGIN
	EXECUTE format('SELECT %s(%L::%s)', (SELECT typsend FROM pg_type WHERE oid = $1), $2, $1) INTO sent;
	RETURN sent;
END $$;
CREATE FUNCTION received(asked regtype, OUT type regtype, OUT state text, OUT bytes bytea) RETURNS SETOF record
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TEMP TABLE copied (value %s)', asked);
	FOR type, bytes IN
		SELECT DISTINCT asked, changed
		FROM sample AS s, LATERAL (SELECT sent(asked, s.value) AS b) AS w,
			LATERAL (SELECT n FROM generate_series(0, length(b), 1 + length(b) / 5) AS n) AS at, LATERAL (
				SELECT substr(b, 1, n) UNION ALL
				SELECT substr(b, 1, n) || hex || substr(b, n + 1 + length(hex)) FROM unnest(ARRAY['\xff', '\x80000000',
					'\x7fffffffffffffff', '\x7ff8000000000000', '\x7ff0000000000000']::bytea[]) AS hex) AS c (changed)
		WHERE s.type = asked AND s.kind = 'ordinary'
	LOOP
		state := split_part(pg_temp.receive(bytes), ' ', 1);
		RETURN NEXT;
	END LOOP;
	DROP TABLE copied;
END $$;
CREATE TABLE received AS SELECT r.* FROM own_type AS o, received(o.type) AS r;
SELECT DISTINCT ON (type, state) type, state, bytes FROM received
WHERE state NOT IN ('accepted', '22P03', '54000', '08P01')
	AND NOT (type = 'disability_criteria'::regtype AND state = '22021')
ORDER BY type, state, bytes;
SELECT count(*) > 300 AS many, count(*) FILTER (WHERE state = '22P03') > 150 AS refused FROM received;
ROLLBACK;
