-- A small registry with every type of the installed version: a table with a column for each type, an index for each
-- operator class, and other objects of a schema that depend on types and functions.
CREATE SCHEMA registry;
SET search_path = registry, public;

\ir ../samples.sql

-- The table.  Its last row is empty.
SELECT 'CREATE TABLE every AS SELECT i, ' || string_agg(format('%s AS %I', made, name), ', ' ORDER BY o.type::oid)
	|| ' FROM generate_series(0, 199) AS i'
FROM samples AS s
JOIN own_type AS o ON s.type = name \gexec
INSERT INTO every (i) VALUES (200);
ALTER TABLE every ADD PRIMARY KEY (i);

-- The types of the extension, from the catalog.
CREATE VIEW type AS
SELECT t.oid::regtype AS type
FROM pg_depend AS d
JOIN pg_extension AS e ON refobjid = e.oid
JOIN pg_type AS t ON objid = t.oid
WHERE refclassid = 'pg_extension'::regclass
	AND classid = 'pg_type'::regclass
	AND extname = 'sepms'
	AND typtype = 'b' -- a row type is read and written by the server
	AND typelem = 0;

-- An index for each operator class: one copy of the table for each access method.
SELECT format('CREATE TABLE every_%s AS TABLE every', am)
FROM unnest('{btree,hash,brin}'::text[]) AS am \gexec
SELECT format('CREATE INDEX ON every_%s USING %1$s (%I)', amname, typname)
FROM pg_opclass
JOIN pg_am AS m ON m.oid = opcmethod
JOIN pg_type AS t ON t.oid = opcintype
WHERE opcdefault AND opcintype IN (SELECT type FROM type)
ORDER BY opcintype, amname \gexec

-- Objects that depend on types and functions: generated columns, checks, defaults, index expressions, domains, arrays,
-- partition bounds, functions, a materialized view.
ALTER TABLE every
	ADD CHECK (edss BETWEEN 0.0 AND 10.0 OR dmt = 'natalizumab'),
	ADD CHECK (edss_worsening(edss, edss) IS NOT TRUE),
	ADD neda boolean GENERATED ALWAYS AS (is_neda(neda_status)) STORED,
	ADD events integer GENERATED ALWAYS AS (num_visits(outcome_series)) STORED,
	ALTER edss SET DEFAULT 2.5;
CREATE INDEX every_walking ON every ((edss >= 6.0)) WHERE is_neda(neda_status);

CREATE DOMAIN walking AS edss CHECK (VALUE < 6.0);
CREATE TABLE around (domain walking, list dmt[] NOT NULL DEFAULT '{fingolimod}', line dmt_line DEFAULT 'first');
INSERT INTO around
SELECT nullif(edss, CASE WHEN edss >= 6.0 THEN edss END), ARRAY[dmt, NULL], dmt_line
FROM every;

CREATE TABLE visit (i integer, edss edss NOT NULL, drug dmt) PARTITION BY RANGE (edss);
CREATE TABLE visit_walking PARTITION OF visit FOR VALUES FROM ('0') TO ('6.0');
CREATE TABLE visit_aided PARTITION OF visit DEFAULT PARTITION BY HASH (drug);
CREATE TABLE visit_aided_0 PARTITION OF visit_aided FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE visit_aided_1 PARTITION OF visit_aided FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO visit SELECT i, edss, dmt FROM every WHERE edss IS NOT NULL;

CREATE FUNCTION free_of_activity(neda_tally) RETURNS text LANGUAGE sql IMMUTABLE
RETURN round(100 * neda_rate($1)::numeric, 1) || ' %';

-- weighted statistics are rounded: the last digit of a sum of weights depends on the order of its terms
CREATE MATERIALIZED VIEW cohort AS
SELECT dmt_line,
	min(edss),
	max(edss),
	free_of_activity(rollup(neda_tally)) AS neda,
	round(neda_rate(rollup(weighted_neda_tally))::numeric, 9) AS weighted_neda,
	arr(rollup(relapse_tally)),
	round(arr(rollup(weighted_relapse_tally))::numeric, 9) AS weighted_arr,
	rollup(survival_tally) AS survival,
	round((km_at(rollup(weighted_survival_tally), 90)).survival::numeric, 9) AS weighted_survival,
	rollup(cuminc_tally) AS cuminc,
	rollup(outcome_series) AS series,
	sum((disability_time(outcome_series, '{}', disability_criteria)).days) AS days,
	count(treatment_at(treatment_history, '2016-01-01')) AS treated
FROM every
GROUP BY dmt_line;
CREATE UNIQUE INDEX ON cohort (dmt_line);
