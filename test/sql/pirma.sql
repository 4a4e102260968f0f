-- What it is for: worsening without relapses, and what MRI shows in the time over which it is measured
SELECT *
FROM pirma_events(
	visits => '{2020-01-01: 2, 2020-07-01: 3, 2021-01-01: 3, 2021-07-01: 4, 2022-01-01: 4}', relapses => '{}',
	scans => '{2020-01-05: T2 0, 2020-12-20: T2 0, 2021-10-01: T2 1 Gd 0}'
);
SELECT pirma_seen(
	visits => '{2020-01-01: 2, 2020-07-01: 3, 2021-01-01: 3, 2021-07-01: 4, 2022-01-01: 4}', relapses => '{}',
	scans => '{2020-01-05: T2 0, 2020-12-20: T2 0, 2021-10-01: T2 1 Gd 0}'
);

-- One worsening, from the baseline of 2020-01-01 to the confirmation of 2021-01-01; each case changes the scans
SELECT scans, new_t2, gd, pirma, pirma_seen(visits, '{}', scans) AS seen,
	(pirma_events(visits, '{}', scans, gd_required => true)).pirma AS with_contrast,
	(pirma_events(visits, '{}', scans, scan_lag => 20)).pirma AS lag_20
FROM (VALUES
	(1, '{2020-12-20: T2 0 Gd 0}'::mri_series), (2, '{2020-12-20: T2 0}'), (3, '{2020-12-20: Gd 0}'),
	(4, '{2020-12-20: T2 1}'), (5, '{2020-12-20: T2 0 Gd 1}'), (6, '{2020-12-20: Gd 2}'), (7, '{2020-12-20: T2 some}'),
	(8, '{2020-12-20: unknown}'), (9, '{}'), (10, NULL),
	(11, '{2020-05-01: T2 1, 2020-12-20: unknown}'), -- activity is known, whatever is not
	(12, '{2020-05-01: T2 0, 2020-12-20: unknown}'), -- nothing is known after May
	(13, '{2020-01-01: T2 5, 2020-12-20: T2 0}'), -- at the baseline: before
	(14, '{2020-01-02: T2 5, 2020-12-20: T2 0}'), -- after it
	(15, '{2020-12-20: T2 0, 2021-01-01: T2 1}'), -- on the day of the confirmation
	(16, '{2020-12-20: T2 0, 2021-01-02: T2 1}'), -- after it
	(17, '{2020-06-01: T2 0, 2021-01-10: T2 1}'), -- after it, and nothing near the end
	(18, '{2020-02-01: unknown, 2021-06-30: T2 0 since 2020-02-01}'), -- from near the baseline to after the end
	(19, '{2020-02-01: unknown, 2021-07-01: T2 0 since 2020-02-01}'), -- too late
	(20, '{2020-12-20: T2 0 since 2020-03-31}'), (21, '{2020-12-20: T2 0 since 2020-04-01}'),
	(22, '{2020-12-20: T2 0 since 2020-03-31, 2020-12-31: Gd 0}')
) AS v (n, scans), LATERAL (
	SELECT outcome_series(date '2020-01-01' + d, CASE WHEN d = 0 THEN 2 ELSE 3 END) AS visits
	FROM unnest('{0,182,366}'::integer[]) AS d
) AS p, pirma_events(visits, '{}', scans)
ORDER BY n;

-- Relapses: with them it is not PIRMA; not known, it may be, unless MRI says no; and the end of a relapse counts
SELECT relapses, ends, cdw_type, pirma, pirma_seen(visits, relapses, scans, relapse_ends => ends) AS seen,
	(pirma_events(visits, relapses, '{2020-12-20: T2 2}', relapse_ends => ends)).pirma AS with_lesions
FROM (VALUES
	(1, '{}'::date[], NULL::date[]), (2, '{2020-06-01}', NULL), (3, '{2020-07-10}', NULL), (4, NULL, NULL),
	(5, '{2020-05-01}', NULL), (6, '{2020-05-01}', '{2020-05-20}')
) AS v (n, relapses, ends), (
	VALUES (
		'{2020-01-01: 2, 2020-07-01: 3, 2020-12-31: 3, 2021-06-01: 3}'::outcome_series,
		'{2020-12-20: T2 0}'::mri_series
	)
) AS p (visits, scans), pirma_events(visits, relapses, scans, relapse_ends => ends)
ORDER BY n;

-- The period ends with the first confirmation as PIRA, not with one near a relapse; imputed: with the event
SELECT criteria, nevent, cdw_type, event_date, period
FROM (VALUES
	('at 12 or 24 weeks', disability_criteria('muller2023')), ('after 48', disability_criteria('cdp48')),
	('imputed', disability_criteria('muller2023', impute_last_visit => 1)),
	('first PIRA', disability_criteria('kappos2020', event => 'firstPIRA'))
) AS v (criteria, c), pirma_events(
		'{2020-01-01: 2, 2020-07-01: 3, 2020-10-01: 3, 2021-02-01: 3, 2021-07-01: 3, 2022-01-01: 4}', '{2020-10-20}',
		'{}', c
	)
ORDER BY criteria, nevent;
-- improvements are no rows, but count in the numbers, which are those of disability_events
SELECT a.nevent, a.cdw_type, a.event_date, a.pirma, b.event_type
FROM disability_events(
	'{2020-01-01: 4, 2020-07-01: 3, 2021-01-01: 3, 2021-07-01: 4, 2022-01-01: 4}', '{}', 'muller2023'
) AS b LEFT JOIN pirma_events(
	'{2020-01-01: 4, 2020-07-01: 3, 2021-01-01: 3, 2021-07-01: 4, 2022-01-01: 4}', '{}', '{}'
) AS a USING (nevent)
ORDER BY b.nevent;

-- Without an event: false if one could have been confirmed
SELECT visits, pirma_seen(visits, '{}', '{}') AS seen, pirma_seen(visits, NULL, '{}') AS relapses_not_known,
	pirma_seen(visits, NULL, '{}', disability_criteria(event => 'firstPIRA')) AS pira_sought
FROM unnest(ARRAY[
	'{2020-01-01: 2, 2020-07-01: 2, 2020-12-31: 2}', '{2020-01-01: 2, 2020-07-01: 3}', '{}', NULL
]::outcome_series[]) AS visits;
SELECT count(*) AS rows FROM pirma_events(NULL, '{}', '{}');
SELECT count(*) AS rows FROM pirma_events('{2020-01-01: 2, 2020-07-01: 3, 2020-12-31: 3}', '{}', '{}', NULL);
SELECT pirma_seen('{2020-01-01: 2, 2020-07-01: 3, 2020-12-31: 3}', '{}', '{}', scan_window => NULL);

-- The rule in plain SQL, for random patients: the events are those of disability_events; the scans are read one by one
CREATE FUNCTION clear_until(scans mri_series, since date, until date) RETURNS date LANGUAGE plpgsql AS $$
DECLARE
	reach date := since + 90;
	clear date;
	previous date;
	s record;
BEGIN
	FOR s IN SELECT * FROM unnest_scans(scans) ORDER BY scan_date LOOP
		IF s.scan_date > since AND s.scan_date <= until + 180 AND s.new_t2 = 0
			AND coalesce(coalesce(s.reference_date, previous) <= reach, true) THEN
			clear := s.scan_date;
			reach := greatest(reach, clear);
		END IF;
		previous := s.scan_date;
	END LOOP;
	RETURN clear;
END $$;
CREATE TABLE person AS
SELECT p, visits, scans, CASE WHEN p % 5 > 0 THEN coalesce(relapses, '{}') END AS relapses
FROM generate_series(1, 1000) AS p, LATERAL (
	SELECT outcome_series(date '2018-01-01' + 90 * i + h % 60, least(round(2 + i * (h / 7 % 3) / 4.0), 6)) AS visits
	FROM generate_series(0, 3 + p % 14) AS i, abs(hashint4(p * 100 + i)) AS h
) AS v, LATERAL (
	SELECT rollup(mri_scan(
		date '2018-01-10' + 170 * i + h % 100, CASE WHEN h % 7 > 1 THEN h / 7 % 11 / 9 END,
		CASE WHEN h % 5 > 1 THEN h / 5 % 13 / 11 END, NULL::float8,
		reference_date => CASE h % 6 WHEN 0 THEN date '2018-01-01' + 170 * i - h % 200 END
	)) AS scans
	FROM generate_series(0, p % 9) AS i, abs(hashint4(p * 90 + i)) AS h
	WHERE p % 10 > 0
) AS s, LATERAL (
	SELECT array_agg(date '2018-01-01' + abs(hashint4(p * 80 + i)) % 1400) AS relapses
	FROM generate_series(1, p % 3) AS i
) AS r;
SELECT cdw_type, pirma, count(*) AS events, count(*) FILTER (WHERE period = daterange(since, until)) AS same_period,
	count(*) FILTER (WHERE new_t2 IS NOT DISTINCT FROM mine_t2 AND gd IS NOT DISTINCT FROM mine_gd) AS same_mri,
	count(*) FILTER (
		WHERE pirma IS NOT DISTINCT FROM (cdw_type = 'PIRA' AND NOT CASE WHEN mine_gd THEN true ELSE mine_t2 END)
	) AS same_answer
FROM person, LATERAL (
	SELECT e.nevent, e.cdw_type, p.period, p.new_t2, p.gd, p.pirma, e.baseline_date AS since,
		(SELECT min(d) FROM unnest(CASE e.cdw_type WHEN 'PIRA' THEN pira_conf_dates ELSE conf_dates END) AS d) AS until
	FROM disability_events(visits, relapses, 'muller2023') AS e
		FULL JOIN pirma_events(visits, relapses, scans) AS p USING (nevent)
	WHERE e.event_type IS DISTINCT FROM 'CDI'
) AS e, LATERAL (
	SELECT CASE
			WHEN bool_or(new_t2 > 0 AND scan_date > since AND scan_date <= until) THEN true
			WHEN clear_until(scans, since, until) >= until - 90 THEN false
		END AS mine_t2,
		CASE
			WHEN bool_or(gd > 0 AND scan_date > since AND scan_date <= until) THEN true
			WHEN bool_or(gd = 0 AND scan_date > since AND scan_date BETWEEN until - 90 AND until + 180) THEN false
		END AS mine_gd
	FROM unnest_scans(scans)
) AS mine
GROUP BY cdw_type, pirma
ORDER BY cdw_type, pirma;
SELECT seen, count(*) AS patients, count(*) FILTER (
		WHERE seen IS NOT DISTINCT FROM CASE
				WHEN yes > 0 THEN true
				WHEN events > no THEN NULL
				WHEN events > 0 THEN false
				WHEN disability_seen(visits, coalesce(relapses, '{}'), 'muller2023') IS NOT NULL THEN false
			END
	) AS as_the_events
FROM person, pirma_seen(visits, relapses, scans) AS seen, LATERAL (
	SELECT count(*) AS events, count(*) FILTER (WHERE pirma) AS yes, count(*) FILTER (WHERE NOT pirma) AS no
	FROM pirma_events(visits, relapses, scans)
) AS e
GROUP BY seen
ORDER BY seen;

-- The phenotype in a period from the same data, by lublin_2013 from what neda_assess finds
SELECT l.status, l.judged, l.relapse, l.new_t2, l.gd, l.progression
FROM lublin_2013_assess(
	'SP', '[2020-01-01,2021-01-01)', '{2020-01-01: 4, 2020-07-01: 5, 2021-01-01: 5, 2021-07-01: 5}', '{}',
	'{2020-12-20: T2 0}'
) AS l;
SELECT l.status, l.judged
FROM unnest('{CIS,RR,PP,SP,NULL}'::text[]) AS phenotype, lublin_2013_assess(
	phenotype, '[2020-01-01,2021-01-01)', '{2020-01-01: 4, 2020-07-01: 5, 2021-01-01: 5, 2021-07-01: 5}',
	'{2020-09-01}', NULL, rebaseline_days => 90
) AS l;
SELECT count(*) AS periods, count(DISTINCT l.status) AS answers, count(*) FILTER (
		WHERE l.status = lublin_2013(
				phenotype, a.relapse::integer, a.gd::integer, a.new_t2::integer, coalesce(a.new_t2, a.gd) IS NOT NULL,
				a.progression
			)
			AND l.judged = period AND (l.relapse, l.new_t2, l.gd, l.progression)
				IS NOT DISTINCT FROM (a.relapse, a.new_t2, a.gd, a.progression)
	) AS equal
FROM person, unnest('{CIS,RR,PP,SP}'::text[]) AS phenotype, generate_series(0, 1) AS y,
	daterange(date '2018-06-01' + 300 * y, date '2018-06-01' + 300 * y + 365) AS period,
	neda_parts(neda_assess(
		period, visits, relapses, scans, disability_criteria('muller2023', event => 'firstPIRA')
	)) AS a, lublin_2013_assess(phenotype, period, visits, relapses, scans) AS l;
DROP TABLE person; DROP FUNCTION clear_until;

-- Bad input
SELECT pirma_events('{}', '{}', '{}', 'edss', scan_lag => -1);
SELECT pirma_events('{}', '{}', '{}', 'edss', scan_window => '{90}');
SELECT pirma_events('{}', '{}', '{}', disability_criteria(event => 'firstCDI'));
SELECT pirma_seen('{2020-01-01: 53}', '{}', '{}');
SELECT pirma_seen('{}', '{infinity}', '{}');
SELECT lublin_2013_assess('RIS', '[2020-01-01,2021-01-01)', '{}', '{}', '{}');
SELECT lublin_2013_assess('RR', 'empty', '{}', '{}', '{}');
SELECT lublin_2013_assess('RR', '[2020-01-01,)', '{}', '{}', '{}');
SELECT lublin_2013_assess('RR', NULL, '{}', '{}', '{}');
