-- What it is for: a patient's treatments, from rows in any order and any spelling
SET datestyle = 'ISO';
CREATE TEMP TABLE treatment (patient integer, drug text, start_date date, end_date date);
INSERT INTO treatment VALUES
	(1, 'Ocrevus', '2018-02-01', NULL),
	(1, 'Aubagio', '2016-03-01', '2017-06-01'),
	(1, 'teriflunomide', '2017-06-15', '2018-01-05'),
	(2, 'Rebif', '2003-01-01', '2010-01-01'),
	(2, 'Lemtrada', '2014-10-06', '2014-10-11'),
	(2, 'Lemtrada', '2015-10-05', '2015-10-08'),
	(2, 'Lemtrada', '2019-03-04', '2019-03-07'),
	(3, 'Tysabri', '2009-01-01', '2012-06-01'),
	(3, 'Gilenya', '2012-07-15', '2014-01-01'),
	(3, 'Tysabri', '2014-01-01', '2015-01-01'),
	(3, 'Rituximab', '2015-02-01', '2016-01-01'),
	(3, 'Copaxone', '2015-12-01', NULL),
	(3, 'Zinbryta', '2017-01-01', '2018-03-02'),
	(3, 'Zinbryta', '2018-06-01', NULL);
CREATE TEMP TABLE patient AS
SELECT patient, treatment_agg(drug::dmt, daterange(start_date, end_date)) AS history FROM treatment GROUP BY patient;
SELECT * FROM patient ORDER BY patient;
SELECT patient, t.* FROM patient, treatment_lines(history) AS t ORDER BY patient, number;
SELECT patient, t.*
FROM patient, treatment_lines(history, max_gap => 0, long_effect => 0) AS t
WHERE patient < 3
ORDER BY patient, number;
SELECT patient, t.* FROM patient, unnest_treatments(history) AS t ORDER BY patient, period, drug;
SELECT day,
	treatment_at(history, day),
	treatment_at(history, day, max_gap => 13) AS gap_too_long,
	dmt_line(treatment_at(history, day)) AS line
FROM patient,
	unnest(
		'{2016-02-29,2016-03-01,2017-06-05,2018-01-04,2018-01-05,2018-02-01,5874897-12-31,4714-11-24 BC}'::date[]
	) AS day
WHERE patient = 1;
SELECT day, treatment_at(history, day), treatment_at(history, day, long_effect => 730) AS acts
FROM patient, unnest('{2014-10-10,2014-12-01,2016-06-01,2017-10-06,2017-10-07,2019-03-04,2030-01-01}'::date[]) AS day
WHERE patient = 2;
SELECT patient, on_treatment(history), on_treatment(history, 0, 0) AS days_taken FROM patient ORDER BY patient;
SELECT patient, i.* FROM patient, treatment_issues(history) AS i ORDER BY patient;
SELECT patient, treatment_start(history), time_to_treatment(history, '2010-01-01'), w.*
FROM patient, therapeutic_window(history, '2010-01-01', '{2002-06-01: 2.5, 2008-12-31: 3, 2016-03-01: 6}') AS w
ORDER BY patient;
-- relapses on and off treatment
SELECT patient,
	relapses_in(relapses, observed * on_treatment(history)) AS relapses_on,
	person_days(observed * on_treatment(history)) AS days_on,
	relapses_in(relapses, observed - on_treatment(history)) AS relapses_off,
	person_days(observed - on_treatment(history)) AS days_off
FROM patient,
	(VALUES ('{2011-05-01,2018-01-20}'::date[], '{[2009-01-01,2020-01-01)}'::datemultirange)) AS v (relapses, observed)
ORDER BY patient;

-- Episodes of one drug that overlap, touch or repeat become one; those of other drugs stay
SELECT h::treatment_history
FROM unnest(ARRAY[
	'{Aubagio: [2016-01-01,2016-02-01), Aubagio: [2016-02-01,2016-03-01)}',
	'{Aubagio: [2016-01-01,2016-02-01), Aubagio: [2016-02-02,2016-03-01)}',
	'{Aubagio: [2016-01-01,2016-12-01), Aubagio: [2016-02-01,2016-03-01), Tecfidera: [2016-01-01,2016-12-01)}',
	'{Aubagio: [2016-01-01,2016-02-01), teriflunomide: [2016-01-01,2016-02-01), L04AA31: [2016-01-01,2016-02-01)}',
	'{Aubagio: [2016-01-01,), Aubagio: [2018-02-01,2019-02-01)}'
]) AS h;
SELECT treatment_agg(drug, period) AS in_order, treatment_agg(drug, period ORDER BY period DESC) AS backwards
FROM (VALUES
	('Rebif'::dmt, '[2020-01-01,2020-02-01)'::daterange),
	('Rebif', '[2020-02-01,2020-03-01)'),
	('Avonex', '[2020-03-01,2020-04-01)'),
	('Rebif', '[2020-04-01,)')
) AS v (drug, period);
-- with the same start they stand in the order of the catalogue; the later one is the drug of the day
SELECT h, treatment_at(h, '2016-06-01'), on_treatment(h)
FROM (VALUES ('{ocrelizumab: [2016-01-01,2017-01-01), Avonex: [2016-01-01,2018-01-01)}'::treatment_history)) AS v (h);
SELECT treatment_at('{ocrelizumab: [2016-01-01,2017-01-01), Avonex: [2015-01-01,2018-01-01)}', d)
FROM unnest('{2015-06-01,2016-06-01,2017-06-01}'::date[]) AS d;

-- Gaps: days without any drug; negative for an overlap with the longest; unknown if both continue
SELECT t.number, t.drug, t.gap_days, t.switch
FROM treatment_lines(
	'{Avonex: [2010-01-01,2012-01-01), Tysabri: [2010-06-01,2010-07-01), Gilenya: [2011-12-02,2013-01-01), '
	'Copaxone: [2013-01-01,2014-01-01), Imurel: [2014-01-02,), MabThera: [2015-01-01,2016-01-01), '
	'Ocrevus: [2017-01-01,)}'
) AS t;
-- Switches by the highest line, on or off label
SELECT a, b,
	(
		SELECT switch
		FROM treatment_lines(
			format('{%s: [2010-01-01,2011-01-01), %s: [2011-02-02,2012-01-01)}', a, b)::treatment_history
		)
		WHERE number = 2
	)
FROM (VALUES
	('teriflunomide', 'fingolimod'),
	('Rebif', 'Tecfidera'),
	('natalizumab', 'ocrelizumab'),
	('natalizumab', 'rituximab'),
	('Imurel', 'Copaxone'),
	('alemtuzumab', 'Avonex'),
	('fingolimod', 'cladribine'),
	('Zinbryta', 'fingolimod'),
	('fingolimod', 'Kesimpta'),
	('fingolimod', 'Gilenya'),
	('Kesimpta', 'ofatumumab')
) AS v (a, b);
-- Merging: exactly max_gap days are bridged, one more is not; long_effect is for reconstitution therapies only
SELECT gap,
	(SELECT count(*) FROM treatment_lines(h)) AS plain,
	(SELECT count(*) FROM treatment_lines(h, gap)) AS same,
	(SELECT count(*) FROM treatment_lines(h, gap - 1, 0)) AS less
FROM unnest('{1,30,31,730,731}'::integer[]) AS gap,
	LATERAL (
		SELECT format(
			'{Rebif: [2010-01-01,2011-01-01), Rebif: [%s,2020-01-01)}', date '2011-01-01' + gap
		)::treatment_history
	) AS x (h);
SELECT drug, gap,
	(SELECT count(*) FROM treatment_lines(h)) AS episodes,
	(SELECT count(*) FROM treatment_lines(h, long_effect => 365)) AS of_a_year
FROM unnest('{alemtuzumab,cladribine,AHSCT,mitoxantrone,cyclophosphamide,ocrelizumab}'::dmt[]) AS drug,
	unnest('{365,366,730,731}'::integer[]) AS gap,
	LATERAL (
		SELECT format(
			'{%s: [2010-01-01,2010-01-05), %s: [%s,2014-01-01)}', drug, drug, date '2010-01-05' + gap
		)::treatment_history
	) AS x (h)
ORDER BY drug::text, gap;

-- Issues: none; then each kind, at its limits
SELECT count(*) FROM treatment_issues('{Aubagio: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}');
SELECT overlap, i.*
FROM unnest('{60,61}'::integer[]) AS overlap,
	treatment_issues(format(
		'{Rebif: [2010-01-01,2011-01-01), Tysabri: [%s,2012-01-01)}', date '2011-01-01' - overlap
	)::treatment_history) AS i;
SELECT * FROM treatment_issues('{Rebif: [2010-01-01,2011-01-01), Tysabri: [2010-12-31,2012-01-01)}', max_overlap => 0);
SELECT * FROM treatment_issues('{Rebif: [2010-01-01,), Tysabri: [2011-01-01,)}', max_overlap => 2147483647);
SELECT i.*
FROM treatment_issues(
	'{Rebif: [2010-01-01,2010-05-01), Rebif: [2010-05-20,2010-07-01), Tysabri: [2010-04-01,2010-06-01)}', 60
) AS i;
SELECT day, i.*
FROM unnest('{2017-03-27,2017-03-28}'::date[]) AS day,
	treatment_issues(format('{ocrelizumab: [%s,2018-01-01)}', day)::treatment_history) AS i;
SELECT * FROM treatment_issues('{ocrelizumab: [2015-01-01,2015-02-01)}');
SELECT day, i.*
FROM unnest('{2018-04-01,2018-04-02}'::date[]) AS day,
	treatment_issues(format('{daclizumab: [2017-01-01,%s)}', day)::treatment_history) AS i;
SELECT count(*) AS of_off_label_or_unapproved
FROM treatment_issues(
	'{rituximab: [1980-01-01,1981-01-01), AHSCT: [1990-01-01,1990-01-02), tolebrutinib: [2022-01-01,2023-01-01), '
	'interferon beta-1a: [1985-01-01,1986-01-01)}'
);

-- No rows: an empty history, not NULL; and its readers
SELECT treatment_agg(drug::dmt, daterange(start_date, end_date)),
	treatment_agg(drug::dmt, daterange(start_date, end_date)) IS NULL AS is_null
FROM treatment
WHERE false;
SELECT treatment_agg(NULL, '[2020-01-01,)'),
	treatment_agg('Rebif', NULL),
	treatment_agg('Rebif', 'empty'),
	treatment_agg('Rebif', '[2020-01-01,2020-01-01)'),
	rollup(NULL::treatment_history);
SELECT treatment_at('{}', '2020-01-01'),
	on_treatment('{}'),
	treatment_start('{}'),
	time_to_treatment('{}', '2020-01-01'),
	therapeutic_window('{}', '2020-01-01', '{2020-01-01: 2}');
SELECT (SELECT count(*) FROM unnest_treatments('{}')) AS episodes,
	(SELECT count(*) FROM treatment_lines('{}')) AS lines,
	(SELECT count(*) FROM treatment_issues('{}')) AS issues;
SELECT treatment_at(NULL, '2020-01-01'),
	treatment_at('{Rebif: [2020-01-01,)}', NULL),
	on_treatment(NULL),
	on_treatment('{}', NULL),
	time_to_treatment(NULL, '2020-01-01'),
	time_to_treatment('{Rebif: [2020-01-01,)}', NULL);
SELECT (SELECT count(*) FROM unnest_treatments(NULL)) AS episodes,
	(SELECT count(*) FROM treatment_lines(NULL)) AS lines,
	(SELECT count(*) FROM treatment_issues(NULL)) AS issues;
-- the window: only what is unknown is NULL
SELECT what, w.*
FROM (VALUES
	('all known', '{Rebif: [2020-01-01,)}'::treatment_history, '2019-01-01'::date, '{2019-06-01: 2.5}'::outcome_series,
		365),
	('no onset', '{Rebif: [2020-01-01,)}', NULL, '{2020-01-01: 3}', 365),
	('no visits', '{Rebif: [2020-01-01,)}', '2021-01-01', NULL, 365),
	('visit later', '{Rebif: [2020-01-01,)}', '2019-01-01', '{2020-01-02: 3}', 365),
	('a year old', '{Rebif: [2020-01-01,)}', '2019-01-01', '{2019-01-01: 0}', 365),
	('older', '{Rebif: [2020-01-01,)}', '2019-01-01', '{2018-12-31: 3}', 365),
	('no age', '{Rebif: [2020-01-01,)}', '2019-01-01', '{2019-06-01: 3}', NULL),
	('no history', NULL, '2019-01-01', '{2019-06-01: 3}', 365)
) AS v (what, history, onset, visits, age), therapeutic_window(history, onset, visits, age) AS w;

-- Periods of every kind; infinity is an open end
SELECT p, treatment_agg('Rebif', p)
FROM unnest(ARRAY[
	'[2020-01-01,2020-01-31]', '(2020-01-01,2020-02-01)', '[2020-01-01,infinity)', '[2020-01-01,infinity]',
	'[2020-01-01,]', '[4714-11-24 BC,5874897-12-31)'
]::daterange[]) AS p
GROUP BY p
ORDER BY p;
SELECT treatment_agg('Rebif', '(,2020-01-01)');
SELECT treatment_agg('Rebif', '(-infinity,2020-01-01)');
SELECT treatment_agg('Rebif', '[infinity,)');
SELECT treatment_agg('Rebif', '(,)');
SELECT treatment_agg('Rebif', daterange(NULL, end_date)) FILTER (WHERE false) FROM treatment;
SELECT treatment_agg('Rebif', daterange('2020-01-01', '2019-01-01'));
SELECT treatment_agg('Rebiff', '[2020-01-01,)');
SELECT treatment_at('{}', '2020-01-01', max_gap => -1);
SELECT treatment_at('{}', '2020-01-01', long_effect => -1);
SELECT on_treatment('{}', -1);
SELECT * FROM treatment_lines('{}', 30, -730);
SELECT * FROM treatment_issues('{}', -1);
SELECT treatment_at('{}', 'infinity');
SELECT time_to_treatment('{}', 'infinity');
SELECT therapeutic_window('{}', '-infinity', '{}');
SELECT therapeutic_window('{}', '2020-01-01', '{}', -1);
-- the widest history
SELECT h,
	treatment_at(h, '4714-11-24 BC'),
	time_to_treatment(h, '5874897-12-31'),
	on_treatment(h, 2147483647, 2147483647),
	(SELECT days FROM treatment_lines(h))
FROM (VALUES ('{alemtuzumab: [4714-11-24 BC,5874897-12-31)}'::treatment_history)) AS v (h);

-- Any order, any split, any plan: the same bytes
CREATE TABLE many AS
SELECT i, i % 97 AS patient, dmt AS drug,
	daterange(d, CASE WHEN abs(hashint4(i + 2)) % 200 > 0 THEN d + abs(hashint4(i + 3)) % 90 END) AS period
FROM generate_series(1, 30000) AS i,
	LATERAL (SELECT date '1995-01-01' + (abs(hashint4(i)) % 9000)) AS x (d),
	LATERAL (
		SELECT dmt FROM dmt_catalog() OFFSET abs(hashint4(i + 1)) % CASE WHEN i % 97 < 50 THEN 34 ELSE 3 END LIMIT 1
	) AS y;
ANALYZE many;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT patient, treatment_agg(drug, period) AS h FROM many GROUP BY patient;
CREATE TABLE reversed AS SELECT patient, treatment_agg(drug, period ORDER BY i DESC) AS h FROM many GROUP BY patient;
CREATE TABLE sorted AS
SELECT patient, treatment_agg(drug, period ORDER BY period, drug) AS h
FROM many
GROUP BY patient;
CREATE TABLE shuffled AS
SELECT patient, treatment_agg(drug, period ORDER BY hashint4(i + 9)) AS h
FROM many
GROUP BY patient;
CREATE TABLE split AS
SELECT patient, rollup(h) AS h
FROM (SELECT patient, treatment_agg(drug, period) AS h FROM many GROUP BY patient, i % 7) AS x
GROUP BY patient;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
CREATE TABLE parallel AS SELECT patient, treatment_agg(drug, period) AS h FROM many GROUP BY patient;
CREATE TABLE parallel_rollup AS SELECT 0 AS patient, rollup(h) AS h FROM split;
DO $$
DECLARE line text; found boolean := false;
BEGIN
	FOR line IN
		EXPLAIN (COSTS OFF) SELECT patient, treatment_agg(drug, period) FROM many GROUP BY patient
	LOOP
		found := found OR line ~ 'Partial';
	END LOOP;
	RAISE INFO 'a parallel plan: %', found;
END $$;
RESET ALL;
SET datestyle = 'ISO';
SELECT count(*) AS patients,
	bool_and(a.h = b.h AND a.h = c.h AND a.h = d.h AND a.h = e.h AND a.h = f.h) AS same,
	bool_and(a.h::text::treatment_history = a.h) AS through_text,
	bool_and(
		octet_length(treatment_history_send(a.h)) = 5 + 10 * (SELECT count(*) FROM unnest_treatments(a.h))
	) AS binary
FROM serial AS a
JOIN reversed AS b USING (patient)
JOIN sorted AS c USING (patient)
JOIN shuffled AS d USING (patient)
JOIN split AS e USING (patient)
JOIN parallel AS f USING (patient);
SELECT h = (SELECT rollup(h ORDER BY patient DESC) FROM serial) AS same FROM parallel_rollup;
-- it agrees with the server's multiranges
SELECT count(*) AS episodes, count(*) FILTER (WHERE a.period IS NULL OR b.period IS NULL) AS differences
FROM (SELECT patient, u.* FROM serial, unnest_treatments(h) AS u) AS a
FULL JOIN (
	SELECT patient, drug, unnest(range_agg(period)) AS period FROM many GROUP BY patient, drug
) AS b USING (patient, drug, period);
SELECT count(*) AS patients, bool_and(on_treatment(h, 0, 0) = m) AS same
FROM serial JOIN (SELECT patient, range_agg(period) AS m FROM many GROUP BY patient) AS b USING (patient);
SELECT bool_and(h = (SELECT treatment_agg(drug, period) FROM many AS m WHERE m.patient = 5 AND m.i <= w.i)) AS windows
FROM (SELECT i, treatment_agg(drug, period) OVER (ORDER BY i) AS h FROM many WHERE patient = 5) AS w;
SELECT count(*) AS distinct FROM (SELECT h FROM serial UNION SELECT h FROM split) AS x;
SELECT count(*) AS unequal FROM serial AS a JOIN serial AS b ON a.h <> b.h WHERE a.patient = 1;
-- many rows of one drug stay small; the number of episodes has a limit
SELECT treatment_agg('Rebif', daterange(date '2000-01-01' + i % 400, date '2000-01-02' + i % 400))
FROM generate_series(1, 200000) AS i;
SELECT (SELECT count(*) FROM unnest_treatments(h))
FROM (
	SELECT treatment_agg('Rebif', daterange(date '2000-01-01' + 2 * i, date '2000-01-02' + 2 * i)) AS h
	FROM generate_series(1, 10000) AS i
) AS x;
SELECT treatment_agg('Rebif', daterange(date '2000-01-01' + 2 * i, date '2000-01-02' + 2 * i))
FROM generate_series(1, 10001) AS i;
SELECT 'each episode' AS bytes,
	(
		pg_column_size(treatment_agg('Rebif', daterange(date '2000-01-01' + 2 * i, date '2000-01-02' + 2 * i))) - 8
	) / 100.0 AS stored
FROM generate_series(1, 100) AS i;

-- Text: brackets of every kind, any spelling, any order
SELECT h::treatment_history
FROM unnest(ARRAY[
	'{}', ' { } ',
	'{Rebif:[2020-01-01,)}',
	'{ MabThera® : ( 2020-01-01 , 2020-02-01 ] , AHSCT: [2019-01-01,infinity) }',
	'{interferon β-1b: [2020-01-01,]}',
	'{Rebif: [0044-03-15 BC,5874897-12-31)}'
]) AS h;
SELECT ''::treatment_history;
SELECT '{'::treatment_history;
SELECT '{Rebif}'::treatment_history;
SELECT '{Rebif: [2020-01-01,)'::treatment_history;
SELECT '{Rebif: [2020-01-01,)} x'::treatment_history;
SELECT '{Rebif: [2020-01-01,),}'::treatment_history;
SELECT '{Rebif [2020-01-01,)}'::treatment_history;
SELECT '{Rebif: 2020-01-01}'::treatment_history;
SELECT '{Rebif: [2020-01-01)}'::treatment_history;
SELECT '{Rebif: [2020-01-01,2021-01-01}'::treatment_history;
SELECT '{Rebiff: [2020-01-01,)}'::treatment_history;
SELECT '{: [2020-01-01,)}'::treatment_history;
SELECT '{aspirin : [2020-01-01,)}'::treatment_history;
SELECT '{Rebif: [2020-01-01,), Avonex: [2019-02-29,)}'::treatment_history;
SELECT '{Rebif: [01/02/2020,)}'::treatment_history;
SELECT '{Rebif: [2020-01-01,today)}'::treatment_history;
SELECT '{Rebif: [-infinity,2020-01-01)}'::treatment_history;
SELECT '{Rebif: [,2020-01-01)}'::treatment_history;
SELECT '{Rebif: empty}'::treatment_history;
SELECT '{Rebif: [2020-01-01,2020-01-01)}'::treatment_history;
SELECT '{Rebif: (2020-01-01,2020-01-02)}'::treatment_history;
SELECT '{Rebif: [2020-01-02,2020-01-01]}'::treatment_history;
SELECT '{Rebif: [2020-01-01,5874897-12-31]}'::treatment_history;
SELECT repeat(':', 10001)::treatment_history;

-- Binary: out and in again, and hostile input
SELECT format('%s/treatment.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY (SELECT h FROM serial) TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (h treatment_history);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*) AS copied FROM copied JOIN serial USING (h);
\getenv abs_srcdir PG_ABS_SRCDIR
\set file :abs_srcdir '/receive.sql'
\i :file
CREATE FUNCTION pg_temp.episode(drug integer, start integer, stop integer) RETURNS bytea
	LANGUAGE sql
	RETURN int2send(drug::smallint) || int4send(start) || int4send(stop);
SELECT encode(
	treatment_history_send('{interferon beta-1b: [2000-01-02,2000-01-03), rituximab: [2000-01-03,)}'), 'hex'
) AS sent;
\x on
SELECT pg_temp.receive('') AS nothing,
	pg_temp.receive('\x02') AS version,
	pg_temp.receive('\x01') AS no_count,
	pg_temp.receive('\x0100000001') AS no_episode,
	pg_temp.receive('\x01ffffffff') AS negative,
	pg_temp.receive('\x01' || int4send(10001)) AS too_many;
SELECT pg_temp.receive('\x01' || int4send(1) || pg_temp.episode(99, 0, 1)) AS unknown_drug,
	pg_temp.receive('\x01' || int4send(1) || pg_temp.episode(-1, 0, 1)) AS no_drug,
	pg_temp.receive('\x01' || int4send(1) || pg_temp.episode(1, 2147483647, 2147483647)) AS no_start,
	pg_temp.receive('\x01' || int4send(1) || pg_temp.episode(1, -2147483648, 0)) AS minus_infinity,
	pg_temp.receive('\x01' || int4send(1) || pg_temp.episode(1, 5, 5)) AS empty,
	pg_temp.receive('\x01' || int4send(1) || pg_temp.episode(1, 5, 2147483646)) AS beyond_days,
	pg_temp.receive('\x01' || int4send(2) || pg_temp.episode(1, 5, 6) || pg_temp.episode(2, 4, 6)) AS out_of_order,
	pg_temp.receive(
		'\x01' || int4send(2) || pg_temp.episode(2, 5, 6) || pg_temp.episode(1, 5, 6)
	) AS out_of_catalogue_order,
	pg_temp.receive(
		'\x01' || int4send(3) || pg_temp.episode(1, 5, 9) || pg_temp.episode(2, 6, 7) || pg_temp.episode(1, 9, 10)
	) AS touching,
	pg_temp.receive('\x01' || int4send(0) || '\x01') AS longer,
	pg_temp.receive('\x01' || int4send(2) || pg_temp.episode(1, 5, 9) || pg_temp.episode(1, 10, 2147483647)) AS fine;
\x off
SELECT h FROM copied ORDER BY octet_length(treatment_history_send(h)) LIMIT 1;
DROP TABLE many, serial, reversed, sorted, shuffled, split, parallel, parallel_rollup;

-- Doses recorded by day: each lasts until the next is due, so that a series is one treatment
SELECT * FROM dmt_intervals();
SELECT count(*) AS drugs, count(*) FILTER (WHERE days IS NULL) AS long_effect,
	bool_and(long_effect = (days IS NULL) AND source <> '') AS one_of_both
FROM dmt_intervals();
CREATE TEMP TABLE infusion (patient integer, drug dmt, day date);
INSERT INTO infusion
SELECT 1, 'Tysabri'::dmt, '2018-01-10'::date + 28 * i FROM generate_series(0, 12) AS i
UNION ALL SELECT 1, 'Ocrevus'::dmt, unnest('{2019-02-20,2019-03-06,2019-08-21,2020-02-19}'::date[])
UNION ALL SELECT 2, 'Tysabri'::dmt, '2018-01-10'::date + 42 * i FROM generate_series(0, 8) AS i
UNION ALL SELECT 3, 'Rituximab'::dmt, unnest('{2018-01-10,2018-01-24,2018-07-25,2019-07-30}'::date[])
UNION ALL SELECT 4, 'Lemtrada'::dmt, unnest('{2016-02-01,2016-02-02,2016-02-03,2017-02-06}'::date[])
UNION ALL SELECT 5, 'Aubagio'::dmt, unnest('{2018-01-10,2018-02-10}'::date[]);
CREATE TEMP TABLE infused AS
SELECT patient, treatment_agg(drug, daterange(day, day, '[]')) AS history FROM infusion GROUP BY patient;
SELECT patient, t.* FROM infused, treatment_lines(history) AS t ORDER BY patient, number;
-- max_gap counts from the day when the next dose was due; at 0 the days are taken as they are recorded
SELECT gap, (SELECT count(*) FROM treatment_lines(history, gap)) AS treatments,
	(SELECT max(stopped) FROM treatment_lines(history, gap)) AS stopped
FROM infused, unnest('{0,1,13,14,200}'::integer[]) AS gap WHERE patient = 2;
SELECT patient, on_treatment(history) AS under, on_treatment(history, 0, 0) AS days FROM infused WHERE patient > 1
ORDER BY patient;
SELECT day, treatment_at(history, day) AS in_effect, treatment_at(history, day, 0) AS recorded
FROM infused, unnest('{2018-01-10,2018-01-11,2019-01-08,2019-01-09,2019-02-07,2019-02-20,2020-08-19,2020-08-20}'::date[]
) AS day WHERE patient = 1;
SELECT count(*) AS issues_of_days FROM infused, treatment_issues(history);
-- a site's own days, and ranges, which stay as they are
SELECT days, treatment_doses(history, 'Rituximab', days) AS history,
	(SELECT count(*) FROM treatment_lines(treatment_doses(history, 'Rituximab', days))) AS treatments
FROM infused, unnest('{1,2,183,365}'::integer[]) AS days WHERE patient = 3;
SELECT treatment_doses(history, 'Ocrevus', 200) = history AS of_another_drug FROM infused WHERE patient = 3;
SELECT h, treatment_doses(h, 'Tysabri', 42) = h AS same, on_treatment(h) = on_treatment(h, 1) AS as_recorded
FROM unnest('{"{}","{Tysabri: [2018-01-01,2018-01-03), Tysabri: [2018-06-01,)}"}'::treatment_history[]) AS h;
SELECT treatment_doses('{Tysabri: [2018-01-01,2018-01-02)}', 'Tysabri', 0);
SELECT treatment_doses('{Tysabri: [5874897-12-30,5874897-12-31)}', 'Tysabri', 2147483647) AS last_day,
	treatment_doses(NULL, 'Tysabri', 42), treatment_doses('{}', NULL, 42), treatment_doses('{}', 'Tysabri', NULL);
SELECT started, stopped FROM treatment_lines('{Tysabri: [5874897-12-30,5874897-12-31)}');
