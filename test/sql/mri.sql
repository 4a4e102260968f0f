-- What it is for: a patient's scans, from rows in any order; what is not known stays unknown
CREATE TEMP TABLE scan (
	patient integer, scan_date date, new_t2 integer, gd integer, annual_pbvc float8, reference date
);
INSERT INTO scan VALUES
	(1, '2021-01-05', 2, 1, -0.35, '2020-01-10'),
	(1, '2020-01-10', NULL, 0, NULL, NULL),
	(1, '2022-01-08', 0, NULL, NULL, '2021-01-05'),
	(1, '2022-06-01', NULL, NULL, NULL, NULL),
	(1, NULL, 9, 9, 9, NULL),
	(2, '2020-02-29', 0, 0, 0.1, '2019-01-01');
SELECT patient, mri_series(scan_date, new_t2, gd) FROM scan GROUP BY patient ORDER BY patient;
SELECT patient, mri_series(scan_date, new_t2, gd, annual_pbvc) FROM scan GROUP BY patient ORDER BY patient;
-- everything that can be recorded of a scan
SELECT patient,
	rollup(mri_scan(scan_date, new_t2, gd, annual_pbvc, reference, gd_and_t2 => CASE WHEN new_t2 > 0 THEN gd END))
FROM scan
GROUP BY patient
ORDER BY patient;
SELECT rollup(mri_scan(d, gd => g, any_new_t2 => a))
FROM (VALUES (date '2020-01-10', 0, NULL), ('2021-01-05', 1, true), ('2022-01-05', NULL, false)) AS v (d, g, a);
SELECT *
FROM unnest_scans(
	'{2020-01-10: Gd 0, 2021-01-05: T2 some Gd 3 both 0 PBVC -0.35 since 2020-01-10, 2022-01-05: T2 0, 2023-01-01: '
	'unknown}'
);
SELECT num_scans('{2020-01-10: Gd 0, 2021-01-05: T2 2}'), num_scans('{}'), num_scans(NULL);
-- nothing: an empty series, not NULL
SELECT mri_series(scan_date, new_t2, gd), rollup(mri_scan(scan_date)), mri_scan(NULL, 1, 1)
FROM scan
WHERE false
GROUP BY ();

-- Records of one day are merged, in whatever order: known beats unknown, more beats fewer
SELECT DISTINCT rollup(s ORDER BY o)
FROM generate_series(1, 20) AS k,
	LATERAL (
		SELECT s, hashint8extended(i, k) AS o
		FROM unnest(ARRAY[
			'{2020-01-01: T2 0 Gd 1}',
			'{2020-01-01: T2 some PBVC -0.2}',
			'{2020-01-01: PBVC -0.5 since 2019-01-01}',
			'{2020-01-01: unknown}',
			'{2020-01-01: Gd 0 since 2018-01-01}',
			NULL,
			'{}'
		]::mri_series[]) WITH ORDINALITY AS u (s, i)
	) AS x;
SELECT rollup(s) FROM unnest('{"{2020-01-01: T2 some}","{2020-01-01: T2 3}"}'::mri_series[]) AS s;

-- Combined unique active lesions: one that is new and enhancing counts once; bounds if that is unknown
SELECT v.*, u.*
FROM (VALUES
	(3, 2, 1), (0, 1, NULL), (3, 2, NULL), (2, 0, NULL), (NULL, 2, NULL), (NULL, NULL, NULL), (0, 0, 0)
) AS v (new_t2, gd, gd_and_t2), unique_active_lesions(v.new_t2, v.gd, v.gd_and_t2) AS u;
-- Activity of a scan; without contrast T2 alone decides
SELECT v.*, mri_active(new_t2, gd), mri_active(new_t2, gd, gd_required => true) AS gd_required
FROM (VALUES (0, 0), (0, NULL), (NULL, 0), (NULL, 1), (1, NULL), (NULL, NULL)) AS v (new_t2, gd);
-- Brain volume change a year
SELECT annual_pbvc(-0.5, 500),
	annual_pbvc(-0.4, 365) < -0.4 AS a_day_short,
	annual_pbvc(-1.2, 1096) AS three_years,
	annual_pbvc(-0.5, 500, 'geometric'),
	annual_pbvc(NULL, 500),
	annual_pbvc(-100, 100);
-- The scan to compare with: 90 to 270 days after the start, else 180 before to 30 after
SELECT start, reference_scan(s, start), reference_scan(s, start, rebaseline => false)
FROM (VALUES (
	'{2019-12-01: Gd 0, 2020-01-20: Gd 0, 2020-04-10: T2 1, 2020-08-01: T2 0, 2021-01-10: T2 0}'::mri_series
)) AS v (s),
	unnest(
		'{2019-08-05,2020-01-01,2020-01-12,2020-01-11,2020-05-28,2020-05-29,2020-07-19,2021-04-01,2022-01-01,'
		'5874897-12-31}'::date[]
	) AS start;
SELECT date '2020-04-10' - start AS days_after_start,
	reference_scan('{2020-04-10: T2 1}', start) IS NOT NULL AS reference
FROM unnest(
	'{2019-07-14,2019-07-15,2020-01-11,2020-01-12,2020-03-10,2020-03-11,2020-10-07,2020-10-08}'::date[]
) AS start;
SELECT reference_scan('{}', '2020-01-01');
-- What the scans of a period add up to
SELECT p, c.*
FROM (VALUES (
	'{2019-03-04: Gd 2, 2020-03-10: T2 2 Gd 1 both 1, 2021-03-10: T2 0 since 2019-03-04, 2021-06-10: T2 some Gd '
	'0}'::mri_series
)) AS v (s), unnest('{"(,)","[2019-03-04,2021-03-10)","[2021-01-01,2021-04-01)",empty}'::daterange[]) AS p,
	mri_counts(s, p) AS c;
SELECT * FROM mri_counts('{2020-01-01: T2 3 Gd 1}');
SELECT * FROM mri_counts('{2020-01-01: T2 3 Gd 1, 2021-01-01: T2 some Gd some, 2022-01-01: unknown}');
-- the same as rates: Gd+ lesions per scan with contrast, new T2 lesions per year since the scan compared with
SELECT what, r.*
FROM (VALUES
	('three scans of four with contrast',
		'{2020-01-01: Gd 2, 2020-02-01: Gd 0, 2020-03-01: T2 0, 2020-04-01: Gd 1}'::mri_series, '(,)'::daterange),
	('3 lesions in 365.25 days, 4 times', '{2020-01-01: Gd 0, 2024-01-01: T2 12 since 2020-01-01}', '(,)'),
	('the years of two scans', '{2019-01-01: Gd 0, 2020-01-01: T2 1, 2023-01-01: T2 7}', '(,)'),
	('the second of them', '{2019-01-01: Gd 0, 2020-01-01: T2 1, 2023-01-01: T2 7}', '[2021-01-01,)'),
	('a scan without a report between', '{2019-01-01: Gd 0, 2020-01-01: Gd 0, 2021-01-01: T2 4 Gd 1}', '(,)'),
	('some', '{2020-01-01: Gd 1, 2021-01-01: T2 some Gd some}', '(,)'),
	('some, later', '{2020-01-01: Gd 1, 2021-01-01: T2 2 Gd 0, 2022-01-01: T2 some Gd some}',
		'[2020-01-01,2022-01-01)'),
	('nothing to compare with', '{2020-01-01: T2 3 Gd 1}', '(,)'),
	('none', '{2020-01-01: T2 0 Gd 0, 2021-01-01: T2 0 Gd 0}', '[2021-01-01,)'),
	('nothing known', '{2020-01-01: unknown}', '(,)'),
	('no scan', '{}', '(,)'),
	('an empty period', '{2020-01-01: Gd 1}', 'empty'),
	('no period', '{2020-01-01: Gd 1}', NULL)
) AS v (what, s, p), mri_rates(s, p) AS r;

-- Is a scan complete, for a purpose or a protocol?
SELECT p AS purpose, mri_valid(s, p, 3), mri_missing(s, p, 3), mri_valid(s, p, 1) AS one_tesla,
	mri_valid(s, p) AS field_unknown
FROM unnest('{t2_activity,gd,atrophy,prl,ofsep_2015,ofsep_2020,magnims_2021}'::text[]) AS p,
	(VALUES ('{3DFLAIR,3DT1,DWI}'::text[])) AS v (s);
SELECT s, mri_valid(s), mri_missing(s), mri_missing(s, 'ofsep_2015'), mri_missing(s, 'ofsep_2020'),
	mri_missing(s, 'magnims_2021', 1)
FROM (VALUES
	('{FLAIR}'::text[]), ('{"T1 Gd",T2*}'), ('{T1+Gd,"T2* w"}'), ('{dp/t2,"t1",flair,NULL}'), ('{}'), (NULL)
) AS v (s);
SELECT mri_valid('{3D FLAIR}', 'magnims_2021', 1.5), mri_valid('{3D FLAIR}', 'magnims_2021', 1.49);
SELECT mri_valid('{FLARE}');
SELECT mri_valid('{T1*}');
SELECT mri_valid('{FLAIR}', 'lesions');
SELECT mri_valid('{FLAIR}', 'magnims_2021', 0);
SELECT mri_valid('{FLAIR}', 'magnims_2021', 'NaN');

-- Any order, any split, any plan: the same bytes
CREATE TABLE many AS
SELECT i, i % 97 AS patient,
	date '1990-01-01' + (abs(hashint4(i)) % 500) AS d,
	nullif(abs(hashint4(i + 1)) % 5, 4) AS t2,
	nullif(abs(hashint4(i + 2)) % 4, 3) AS gd,
	CASE WHEN i % 5 = 0 THEN (hashint4(i) % 100) / 70.0 END::float8 AS pbvc
FROM generate_series(1, 20000) AS i;
ANALYZE many;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT patient, mri_series(d, t2, gd, pbvc) AS s FROM many GROUP BY patient;
CREATE TABLE reversed AS SELECT patient, mri_series(d, t2, gd, pbvc ORDER BY i DESC) AS s FROM many GROUP BY patient;
CREATE TABLE split AS
SELECT patient, rollup(s) AS s
FROM (SELECT patient, mri_series(d, t2, gd, pbvc) AS s FROM many GROUP BY patient, i % 7) AS x
GROUP BY patient;
CREATE TABLE one_by_one AS SELECT patient, rollup(mri_scan(d, t2, gd, pbvc)) AS s FROM many GROUP BY patient;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
CREATE TABLE parallel AS SELECT patient, mri_series(d, t2, gd, pbvc) AS s FROM many GROUP BY patient;
DO $$
DECLARE line text; found boolean := false;
BEGIN
	FOR line IN
		EXPLAIN (COSTS OFF) SELECT patient, mri_series(d, t2, gd, pbvc) FROM many GROUP BY patient
	LOOP
		found := found OR line ~ 'Partial';
	END LOOP;
	RAISE INFO 'a parallel plan: %', found;
END $$;
RESET ALL;
SELECT count(*) AS patients,
	sum(num_scans(a.s)) AS scans,
	bool_and(a.s = b.s AND a.s = c.s AND a.s = d.s AND a.s = e.s) AS same,
	bool_or(a.s <> e.s) AS differ,
	bool_and(a.s::text::mri_series = a.s) AS through_text,
	bool_and(octet_length(mri_series_send(a.s)) = 5 + 28 * num_scans(a.s)) AS binary
FROM serial AS a
JOIN reversed AS b USING (patient)
JOIN split AS c USING (patient)
JOIN one_by_one AS d USING (patient)
JOIN parallel AS e USING (patient);
CREATE VIEW found AS
SELECT patient, u.scan_date, u.new_t2, u.gd, u.annual_pbvc
FROM serial, unnest_scans(s) AS u;
CREATE VIEW wanted AS
SELECT patient, d, max(t2) AS t2, max(gd) AS gd, min(pbvc) AS pbvc
FROM many
GROUP BY patient, d;
SELECT count(*) AS differences
FROM ((TABLE found EXCEPT ALL TABLE wanted) UNION ALL (TABLE wanted EXCEPT ALL TABLE found)) AS x;
DROP VIEW found, wanted;
SELECT count(*) AS distinct FROM (SELECT s FROM serial UNION SELECT s FROM split) AS x;
SELECT num_scans(mri_series(date '2020-01-01' + i % 400, i % 9, NULL)) FROM generate_series(1, 200000) AS i;
SELECT mri_series(date '0001-01-01' + i, 1, 1) FROM generate_series(1, 100001) AS i;

-- Text
SELECT s::mri_series
FROM unnest(ARRAY[
	'{}', ' { } ', '{2020-01-01:unknown}',
	'{ 2020-03-01 : since 2020-01-01 PBVC +1e0 Gd 1 T2 2 both 0 , 2020-01-01: Gd some }',
	'{0044-03-15 BC: T2 32767}',
	'{2020-02-29: PBVC -0, 2019-01-01: PBVC -1e-300}',
	'{2020-01-01: T2 0 Gd 1, 2020-01-01: T2 1}'
]) AS s;
SELECT ''::mri_series;
SELECT '{2020-01-01: T2 1'::mri_series;
SELECT '{2020-01-01: T2 1} x'::mri_series;
SELECT '{2020-01-01: T2 1,}'::mri_series;
SELECT '{2020-01-01: }'::mri_series;
SELECT '{2020-01-01 T2 1}'::mri_series;
SELECT '{2020-01-01: T2 1 T2 2}'::mri_series;
SELECT '{2020-01-01: T2 1 unknown}'::mri_series;
SELECT '{2020-01-01: Lesions 1}'::mri_series;
SELECT '{2020-02-30: T2 1}'::mri_series;
SELECT '{2020-02-20: T2 1 since 01/01/2019}'::mri_series;
SELECT '{2020-01-01: T2 1.5}'::mri_series;
SELECT '{2020-01-01: T2 -1}'::mri_series;
SELECT '{2020-01-01: T2 32768}'::mri_series;
SELECT '{2020-01-01: PBVC NaN}'::mri_series;
SELECT '{2019-01-01: Gd 0, 2020-01-01: T2 1 Gd 1 both 2}'::mri_series;
SELECT '{2020-01-01: Gd 1 both 1}'::mri_series;
SELECT '{2020-01-01: T2 1 Gd 1 both some}'::mri_series;
SELECT '{2020-01-01: T2 1 since 2020-01-01}'::mri_series;
SELECT repeat(',', 100001)::mri_series;

-- Bad values
SELECT mri_series('infinity', 1, 1);
SELECT mri_series('2020-01-01', -1, 1);
SELECT mri_series('2020-01-01', 1, 32768);
SELECT mri_series('2020-01-01', 1, 1, 'NaN');
SELECT mri_scan('2020-01-01', 1, 1, gd_and_t2 => 2);
SELECT mri_scan('2020-01-01', gd_and_t2 => 0);
SELECT mri_scan('2020-01-01', 1, any_new_t2 => false);
SELECT mri_scan('2020-01-01', gd => 0, any_gd => true);
SELECT mri_scan('2020-01-01', 0, reference_date => '2020-01-01');
SELECT mri_scan('2020-01-01', 0, reference_date => '-infinity');
SELECT reference_scan('{}', 'infinity');
SELECT annual_pbvc(1e308, 1);
SELECT unique_active_lesions(1, 1, 2);
SELECT mri_active(-1, 0);
SELECT mri_active(1, 0, NULL);
SELECT annual_pbvc(-0.5, 0);
SELECT annual_pbvc(-100, 100, 'geometric');
SELECT annual_pbvc('Infinity', 100);
SELECT annual_pbvc(-0.5, 100, 'compound');

-- Binary: out and in again, and hostile input
SELECT format('%s/mri.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY (SELECT s FROM serial) TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (s mri_series);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*) AS copied FROM copied JOIN serial USING (s);
\getenv abs_srcdir PG_ABS_SRCDIR
\set file :abs_srcdir '/receive.sql'
\i :file
CREATE FUNCTION sent_scan(day integer, t2 integer, gd integer, of_both integer, reference integer, pbvc float8)
	RETURNS bytea
	LANGUAGE sql
	RETURN int4send(day) || int4send(t2) || int4send(gd) || int4send(of_both) || int4send(reference)
		|| float8send(pbvc);
SELECT encode(mri_series_send('{2000-01-02: T2 some Gd 3 both 0 PBVC -0.5 since 2000-01-01}'), 'hex') AS sent;
\x on
SELECT pg_temp.receive('') AS nothing,
	pg_temp.receive('\x02') AS version,
	pg_temp.receive('\x01') AS no_count,
	pg_temp.receive('\x0100000001') AS no_scan,
	pg_temp.receive('\x01ffffffff') AS negative,
	pg_temp.receive('\x017fffffff') AS too_many;
SELECT pg_temp.receive('\x01' || int4send(1) || sent_scan(1, -3, -1, -1, -2147483648, 'NaN')) AS unknown_code,
	pg_temp.receive('\x01' || int4send(1) || sent_scan(1, 40000, -1, -1, -2147483648, 'NaN')) AS too_large,
	pg_temp.receive('\x01' || int4send(1) || sent_scan(1, 1, 1, 2, -2147483648, 'NaN')) AS more_of_both,
	pg_temp.receive('\x01' || int4send(1) || sent_scan(1, 1, 1, -2, -2147483648, 'NaN')) AS some_of_both,
	pg_temp.receive('\x01' || int4send(1) || sent_scan(1, 1, 1, 1, 1, 'NaN')) AS reference,
	pg_temp.receive('\x01' || int4send(1) || sent_scan(2147483647, 1, 1, 1, 0, 'NaN')) AS infinite_day,
	pg_temp.receive('\x01' || int4send(1) || sent_scan(1, 1, 1, 1, 0, 'Infinity')) AS infinite_pbvc,
	pg_temp.receive('\x01' || int4send(2) || sent_scan(1, 1, 1, 1, 0, 1) || sent_scan(1, 1, 1, 1, 0, 1)) AS one_day,
	pg_temp.receive('\x01' || int4send(0) || '\x01') AS longer,
	pg_temp.receive('\x01' || int4send(1) || sent_scan(1, -2, 1, 0, 0, '-0')) AS fine;
\x off
SELECT s FROM copied ORDER BY num_scans(s) LIMIT 1;
DROP TABLE many, serial, reversed, split, one_by_one, parallel;
DROP FUNCTION sent_scan;
