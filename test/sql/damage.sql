-- Bytes that a damaged page or a wrong cast hands over: an error that says so,
-- XX001, or an answer; never another error, and never a crash.

BEGIN;
-- The bytes of each type as they are stored.
SET client_min_messages = warning;
CREATE TYPE aligned;
CREATE FUNCTION aligned_in(cstring) RETURNS aligned AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION aligned_out(aligned) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE aligned (INPUT = aligned_in, OUTPUT = aligned_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended);
RESET client_min_messages;
CREATE TABLE stored AS
SELECT typname::text AS type, CASE typlen WHEN 1 THEN '"char"' WHEN 2 THEN 'smallint' WHEN 4 THEN 'integer'
	ELSE CASE typalign WHEN 'd' THEN 'aligned' ELSE 'bytea' END END AS bytes, typlen
FROM pg_type AS t JOIN pg_depend ON objid = t.oid AND classid = 'pg_type'::regclass AND deptype = 'e'
WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'sepms') AND typtype = 'b' AND typcategory <> 'A';
SELECT count(*) AS types FROM stored;
SELECT format('CREATE CAST (%s AS %I) WITHOUT FUNCTION', bytes, type) FROM stored
WHERE NOT EXISTS (SELECT FROM pg_cast WHERE castsource = bytes::regtype AND casttarget = type::regtype AND castmethod = 'b') ORDER BY type \gexec
SELECT format('CREATE CAST (%I AS %s) WITHOUT FUNCTION', type, bytes) FROM stored
WHERE NOT EXISTS (SELECT FROM pg_cast WHERE castsource = type::regtype AND casttarget = bytes::regtype AND castmethod = 'b') ORDER BY type \gexec

-- what a query says to these bytes
CREATE FUNCTION outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'answer';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END $$;

-- what can be asked of one value alone, and its text
CREATE TABLE question AS
SELECT stored.type, proname::text AS function FROM stored JOIN pg_proc AS p ON proargtypes[0] = stored.type::regtype AND pronargs - pronargdefaults = 1
	JOIN pg_depend ON objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e'
WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'sepms') AND proname NOT LIKE '%\_out'
UNION SELECT type, 'text' FROM stored;

-- Values by a number: each there is, or could be.
SELECT DISTINCT type, outcome FROM stored JOIN question USING (type),
	LATERAL (SELECT i FROM generate_series(-128, 127) AS i WHERE typlen = 1
		UNION ALL SELECT i FROM generate_series(-32768, 32767, 61) AS i WHERE typlen = 2
		UNION ALL SELECT i FROM generate_series(-1, 40) AS i WHERE typlen = 2
		UNION ALL SELECT hashint4(i) FROM generate_series(1, 500) AS i WHERE typlen = 4
		UNION ALL SELECT 1 << i FROM generate_series(0, 30) AS i WHERE typlen = 4) AS n,
	LATERAL outcome(format('SELECT %I((%s)::%s::%I)', function, i, bytes, type))
WHERE typlen > 0 ORDER BY type, outcome;
SELECT outcome('SELECT local_msss(severity_agg(edss, 3), 1::"char"::edss, 3) FROM (VALUES (''2''::edss)) AS v (edss)') AS reference,
	outcome('SELECT neda_agg(127::neda_status)') AS tally;

-- Values of many bytes: each bit turned, each end cut off.
CREATE TABLE whole (type text, value text);
INSERT INTO whole VALUES
	('outcome_series', '{2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm), 2019-09-01: 4.5}'),
	('outcome_series', '{2019-03-04: 5.1, 2019-06-10: 17.3}'),
	('outcome_series', '{2019-03-04: 5.125}'),
	('mri_series', '{2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04, 2021-01-01: T2 some}'),
	('treatment_history', '{teriflunomide: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}'),
	('disability_criteria', '{"event": "firstPIRA"}'),
	('neda_tally', '{"version": 1, "NEDA-4": 3, "NEDA-3 (missing: brain volume loss)": 2}'),
	('relapse_tally', (SELECT relapse_agg(1, 400)::text)),
	('survival_tally', '{"version": 1, "days": [3, 700], "events": [1, 300], "censored": [0, 1], "entered": [1, 0]}'),
	('cuminc_tally', (SELECT cuminc_agg(400, 1)::text)),
	('severity_tally', (SELECT severity_agg('3.5', 7)::text)),
	('weighted_survival_tally', (SELECT survival_agg(400, true, 0.5)::text)),
	('weighted_relapse_tally', (SELECT relapse_agg(1, 400, 0.5)::text)),
	('weighted_neda_tally', (SELECT neda_agg(neda_status(0, false, 0, 0), 0.5)::text));
SELECT type AS untested FROM stored WHERE typlen < 0 AND NOT EXISTS (SELECT FROM whole WHERE whole.type = stored.type);
CREATE FUNCTION bytes_of(value text, type text, bytes text) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
	EXECUTE format('SELECT (%L::%I::%s)::text', value, type, bytes) INTO answer;
	RETURN answer::bytea;
END $$;
CREATE TABLE damaged AS
SELECT type, bytes, damage FROM whole JOIN stored USING (type), LATERAL bytes_of(value, type, bytes) AS b,
	LATERAL (SELECT set_bit(b, bit, 1 - get_bit(b, bit)) AS damage FROM generate_series(0, 8 * length(b) - 1) AS bit
		UNION ALL SELECT substr(b, 1, n) FROM generate_series(0, length(b) - 1) AS n
		UNION ALL SELECT b || '\x00') AS d;
-- (a definition is stored as its text, and read as any text is)
SELECT type, count(*) > 0 AS tried, count(*) FILTER (WHERE outcome = 'XX001') > 0 AS refused,
	array_agg(DISTINCT outcome) FILTER (WHERE outcome NOT IN ('answer', 'XX001')) AS otherwise
FROM damaged JOIN question USING (type), LATERAL outcome(format('SELECT %I(%L::%s::%I)', function, damage, bytes, type)) GROUP BY type ORDER BY type;
ROLLBACK;
