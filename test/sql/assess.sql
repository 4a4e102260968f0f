-- What it is for: one patient and one period, from what is known to a status
SELECT neda_assess(daterange('2020-01-01', '2021-01-01'),
	visits => '{2020-01-01: 2, 2020-07-01: 2, 2021-01-10: 2}', relapses => '{}',
	scans => '{2020-01-05: Gd 0, 2021-01-04: T2 0 Gd 0 PBVC -0.2 since 2020-01-05}', scan_lag => 90);

-- One quiet year in which everything was assessed; each case below changes one thing
CREATE FUNCTION assess(
	visits outcome_series DEFAULT '{2020-01-01: 2, 2020-07-01: 2, 2020-12-20: 2}',
	relapses date[] DEFAULT '{}',
	scans mri_series DEFAULT '{2019-12-20: Gd 0, 2020-12-10: T2 0 Gd 0}',
	period daterange DEFAULT '[2020-01-01,2021-01-01)',
	criteria disability_criteria DEFAULT 'edss'
) RETURNS neda_status
	LANGUAGE sql IMMUTABLE
	RETURN neda_assess(period, visits, relapses, scans, criteria);
SELECT assess();

-- Relapses: those whose onset is within the period
SELECT onset, assess(relapses => ARRAY[onset])
FROM unnest('{2019-12-31,2020-01-01,2020-12-31,2021-01-01,NULL}'::date[]) AS onset;
SELECT 'not known' AS relapses, assess(relapses => NULL);
SELECT 'not known, but one is' AS relapses, assess(relapses => '{NULL,2020-05-01}');
-- an empty list means no relapse only if the patient was seen near the end of the period, or later
SELECT last, assess(visits => (SELECT outcome_series(d, 2) FROM unnest(ARRAY['2020-01-01', last]) AS d))
FROM unnest('{2020-10-02,2020-10-03,2021-04-01,2021-04-02,2024-01-01}'::date[]) AS last;
SELECT f AS followed_to, neda_assess('[2020-01-01,2021-01-01)', '{2020-01-01: 2}', '{}', '{}', followed_to => f)
FROM unnest('{2020-10-02,2020-10-03,2030-01-01,5874897-12-31}'::date[]) AS f;

-- Progression: a confirmed worsening that begins in the period, from the visit at its start
SELECT visits, assess(visits)
FROM unnest(ARRAY[
	'{2020-01-01: 2, 2020-07-01: 3, 2020-12-20: 3}',
	'{2020-01-01: 2, 2020-07-01: 3, 2020-12-20: 2}',
	'{2020-01-01: 2, 2020-07-01: 2, 2020-12-20: 3}', -- at the end of the period, not confirmed yet
	'{2020-01-01: 2, 2020-12-20: 3, 2021-01-20: 2}', -- gone again, so it never will be
	'{2020-01-01: 2, 2020-12-20: 3, 2021-01-20: 3}', -- still there, but too early to confirm
	'{2020-01-01: 2, 2020-12-20: 3, 2021-04-20: 3}', -- confirmed after the period
	'{2020-01-01: 2, 2021-01-01: 3, 2021-04-20: 3}', -- first seen on the day after the last
	'{2020-01-01: 2, 2021-01-02: 3, 2021-04-20: 3}', -- first seen a day later still
	'{2020-01-01: 2, 2020-10-20: 2, 2021-01-01: 3}', -- first seen on the day after the last, not confirmed yet
	'{2019-12-01: 2, 2020-12-20: 2}',
	'{2018-12-31: 2, 2020-12-20: 2}',
	'{2019-01-01: 2, 2020-12-20: 2}', -- how old the baseline may be
	'{2020-03-31: 2, 2020-12-20: 2}',
	'{2020-04-01: 2, 2020-12-20: 2}',
	'{2020-03-31: 2}', '{2020-12-20: 2}', '{2020-01-01: 2}', '{}', NULL
]::outcome_series[]) AS visits;
-- a visit near a relapse is not used as baseline; the next one is
SELECT r AS relapse, assess('{2019-12-20: 4, 2020-03-01: 2, 2020-12-20: 2}', ARRAY[r])
FROM unnest('{2019-12-10,2019-11-10}'::date[]) AS r;
SELECT 'no other' AS baseline, assess('{2019-12-20: 4, 2020-12-20: 4}', '{2019-12-10}');
SELECT 'on the day behind the period' AS baseline,
	assess('{2019-12-20: 4, 2021-01-01: 4, 2021-02-20: 4}', '{2019-12-10}');
-- other definitions: 24 weeks; independent of relapses; an unconfirmed last visit counts as confirmed
SELECT assess('{2020-01-01: 2, 2020-07-01: 3, 2020-10-20: 3, 2021-02-01: 2}', criteria => 'cdp24') AS "24 weeks",
	assess(
		'{2020-01-01: 2, 2020-07-01: 3, 2020-12-20: 3}',
		'{2020-06-15}',
		criteria => disability_criteria(event => 'firstPIRA')
	) AS "PIRA",
	assess(
		'{2020-01-01: 2, 2020-07-01: 3, 2020-12-20: 3}', NULL, criteria => disability_criteria(event => 'firstPIRA')
	) AS "PIRA of unknown relapses",
	assess(
		'{2020-01-01: 2, 2020-07-01: 2, 2020-12-20: 3}', criteria => disability_criteria(impute_last_visit => 1)
	) AS imputed;
SELECT neda_assess(
	'[2020-01-01,2021-01-01)', '{2020-01-01: 50, 2020-07-01: 45, 2020-12-20: 44}', '{}', NULL, 'sdmt'
) AS sdmt;
-- with a roving baseline an improvement counts: worsening is measured from the best confirmed value
SELECT c,
	assess(
		'{2020-01-01: 4, 2020-03-01: 2, 2020-06-01: 2, 2020-08-01: 4, 2020-12-20: 4}',
		criteria => c::disability_criteria
	)
FROM unnest('{edss,muller2023}'::text[]) AS c;
-- neither a change of the baseline after the period matters, nor an improvement that is not confirmed yet
SELECT visits, assess(visits, criteria => 'muller2023')
FROM unnest(ARRAY[
	'{2020-01-01: 4, 2020-12-20: 4, 2021-01-20: 3, 2021-06-01: 3, 2021-12-01: 3}',
	'{2020-01-01: 4, 2020-07-01: 4, 2020-12-20: 3}'
]::outcome_series[]) AS visits;
-- where intermediate visits are not checked, a worsening that has gone may still be confirmed
SELECT assess(
	'{2020-01-01: 2, 2020-12-20: 3, 2021-01-20: 2}', criteria => disability_criteria(check_intermediate => false)
);

-- New T2 and Gd+: scans of the period
SELECT scans, assess(scans => scans)
FROM unnest(ARRAY[
	'{2020-12-10: T2 0 Gd 0}',
	'{2020-12-10: T2 1 Gd 0}',
	'{2020-12-10: T2 some}',
	'{2020-12-10: T2 0 Gd 1}',
	'{2020-12-10: Gd 0}', '{2020-12-10: T2 0}',
	'{2020-01-01: T2 3 Gd 2, 2020-12-10: T2 0 Gd 0}',
	'{2020-01-02: T2 3 Gd 2, 2020-12-10: T2 0 Gd 0}', -- the first day is the baseline
	'{2021-01-01: T2 3 Gd 2}',
	'{2021-01-02: T2 3 Gd 2}', -- the day after the last still counts; what a later scan shows may be from later
	'{2020-12-10: T2 0, 2021-01-02: T2 3 Gd 2}',
	'{2021-01-02: T2 0 Gd 0}',
	'{2021-06-30: T2 0 Gd 0}',
	'{2021-07-01: T2 0 Gd 0}',
	'{2020-10-03: T2 0 Gd 0}',
	'{2020-10-02: T2 0 Gd 0}',
	'{2020-10-02: T2 0 Gd 1}',
	'{}', NULL
]::mri_series[]) AS scans;
-- 'no new lesion' needs an unbroken chain of scans: a scan that was not compared
-- leaves a gap, unless the next one is compared with a scan before it
SELECT scans, assess(scans => scans)
FROM unnest(ARRAY[
	'{2019-12-20: Gd 0, 2020-06-01: T2 0, 2020-12-10: T2 0}',
	'{2019-12-20: Gd 0, 2020-06-01: Gd 0, 2020-12-10: T2 0 Gd 0}',
	'{2019-12-20: Gd 0, 2020-06-01: Gd 0, 2020-12-10: T2 0 Gd 0 since 2019-12-20}',
	'{2020-03-31: Gd 0, 2020-12-10: T2 0}',
	'{2020-04-01: Gd 0, 2020-12-10: T2 0}',
	'{2020-12-10: T2 0 since 2015-01-01}',
	'{2020-12-10: T2 0 since 2020-04-01}',
	'{2020-06-01: Gd 0, 2020-12-10: T2 0}',
	'{2019-12-20: Gd 0, 2020-06-01: T2 some, 2020-12-10: T2 0}',
	'{2020-01-20: T2 0, 2020-12-10: T2 0 since 2020-03-15}'
]::mri_series[]) AS scans;
-- a scan on the first day says nothing about a short period
SELECT neda_assess('[2020-01-01,2020-02-15)', NULL, NULL, '{2020-01-01: T2 0 Gd 0}');
-- scans around the anniversary: up to scan_lag days later they belong to the year, not to the next
SELECT lag,
	neda_assess('[2020-01-01,2021-01-01)', NULL, NULL, s, scan_lag => lag) AS first_year,
	neda_assess('[2021-01-01,2022-01-01)', NULL, NULL, s, scan_lag => lag) AS second_year
FROM (VALUES ('{2019-12-20: Gd 0, 2021-01-15: T2 2, 2022-02-01: T2 0 Gd 0}'::mri_series)) AS v (s),
	unnest('{0,90}'::integer[]) AS lag;
-- other windows
SELECT
	neda_assess(
		'[2020-01-01,2021-01-01)', '{2018-06-01: 2, 2020-08-01: 2}', '{}', '{2020-08-01: T2 0 since 2020-05-01}'
	) AS standard,
	neda_assess(
		'[2020-01-01,2021-01-01)',
		'{2018-06-01: 2, 2020-08-01: 2}',
		'{}',
		'{2020-08-01: T2 0 since 2020-05-01}',
		baseline_window => 600,
		visit_window => 160,
		scan_window => '{160,0}'
	) AS wider,
	neda_assess(
		'[2020-01-01,2021-01-01)',
		'{2020-01-01: 2, 2021-01-10: 2}',
		'{}', '{2021-01-10: T2 0}',
		visit_window => 5,
		scan_window => '{5,5}'
	) AS narrower;

-- Brain volume: the measurement nearest to the end, over three quarters of a year or more
SELECT scans, assess(scans => scans)
FROM unnest(ARRAY[
	'{2020-12-10: T2 0 PBVC -0.4}',
	'{2020-12-10: T2 0 PBVC -0.41}',
	'{2020-12-10: T2 0 PBVC -0.9 since 2020-03-16}',
	'{2020-12-10: T2 0 PBVC -0.9 since 2020-03-15}',
	'{2020-12-10: T2 0 PBVC -0.1, 2021-01-20: PBVC -0.9}',
	'{2020-12-22: T2 0 PBVC -0.9, 2021-01-11: PBVC -0.1}',
	'{2020-06-10: T2 0 PBVC -0.9, 2020-12-10: T2 0}'
]::mri_series[]) AS scans;

-- Re-baselining: the first months do not count
SELECT d AS rebaseline_days,
	neda_assess(
		'[2020-01-01,2021-01-01)',
		'{2020-01-01: 2, 2020-02-01: 3, 2020-06-15: 3, 2020-12-20: 3}',
		'{2020-03-01}',
		'{2019-12-20: Gd 2, 2020-06-20: T2 4 Gd 1, 2020-12-10: T2 0 Gd 0 PBVC -0.9 since 2019-12-20}',
		rebaseline_days => d
	)
FROM unnest('{0,90,172,180}'::integer[]) AS d;
-- lesions counted against a scan before the re-baselining are of unknown age; a count of 0 is still 0
SELECT scans, neda_assess('[2020-01-01,2021-01-01)', NULL, NULL, scans, rebaseline_days => 120)
FROM unnest(ARRAY[
	'{2019-12-20: Gd 0, 2020-12-10: T2 4}',
	'{2019-12-20: Gd 0, 2020-12-10: T2 0}',
	'{2020-12-10: T2 4}',
	'{2020-05-01: T2 3, 2020-12-10: T2 0}',
	'{2020-05-01: T2 3, 2020-12-10: T2 1}',
	'{2020-04-30: T2 3, 2020-12-10: T2 1}',
	'{2020-04-29: T2 3, 2020-12-10: T2 1}'
]::mri_series[]) AS scans;
SELECT neda_assess('[2020-01-01,2021-01-01)', v, '{}', NULL, rebaseline_days => 120)
FROM unnest(ARRAY[
	'{2020-01-01: 2, 2020-04-29: 2, 2020-12-20: 2}',
	'{2020-01-01: 2, 2020-04-30: 2, 2020-12-20: 3, 2021-12-20: 3}',
	'{2020-01-01: 2, 2021-01-05: 3, 2021-12-20: 3}',
	'{2020-01-01: 2, 2020-10-01: 2, 2020-12-20: 2}'
]::outcome_series[]) AS v;

-- A period without data is not evaluable, never NEDA; an argument that may not be NULL makes the answer NULL
SELECT neda_assess('[2020-01-01,2021-01-01)', NULL, NULL, NULL),
	neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}'),
	neda_assess('[2030-01-01,2031-01-01)', '{2020-01-01: 2}', '{}', '{2020-01-01: T2 0 Gd 0}');
SELECT neda_assess(NULL, '{}', '{}', '{}'),
	neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}', NULL),
	neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}', scan_lag => NULL);
SELECT
	neda_assess('[5874890-01-01,5874897-12-30)', '{5874889-06-01: 2, 5874897-12-31: 2}', '{}', '{5874897-12-31: T2 0}'),
	neda_assess(
		'[4714-11-25 BC,4713-11-25 BC)',
		'{4714-11-24 BC: 2}', '{}', '{}',
		rebaseline_days => 2147483647,
		scan_lag => 2147483647,
		baseline_window => 2147483647,
		visit_window => 2147483647,
		scan_window => '{2147483647,2147483647}'
	);

-- Years, each by itself and cumulated; at their borders no activity is lost or counted twice
SELECT *
FROM neda_by_year(
	'2020-01-01',
	'{2020-01-01: 2, 2020-12-31: 3, 2021-06-01: 3, 2022-01-01: 3, 2022-11-01: 3}',
	'{2021-12-30}',
	'{2019-12-20: Gd 0, 2020-12-20: T2 0 Gd 0, 2021-12-28: T2 0 Gd 0, 2022-12-01: T2 0 Gd 0}'
);
SELECT *
FROM neda_by_year(
	'2020-01-01',
	'{2020-01-01: 2, 2021-12-01: 2}',
	'{}',
	'{2019-12-20: Gd 0, 2021-12-28: T2 0 since 2019-12-20}',
	years => 3
);
SELECT year, status, sustained
FROM neda_by_year(
	'2020-01-01',
	'{2020-01-01: 2, 2020-07-01: 2, 2020-12-20: 2, 2021-12-20: 2}',
	'{2020-02-01}',
	'{2020-06-01: T2 5 Gd 1, 2020-12-20: T2 0, 2021-12-20: T2 0}',
	rebaseline_days => 150
);
SELECT count(*), min(status), max(status) FROM neda_by_year('2020-01-01', NULL, NULL, NULL);
SELECT count(*) FROM neda_by_year('2020-01-01', '{}', '{}', '{}', followed_to => '5874897-12-31');
SELECT max(year) FROM neda_by_year('2020-01-01', '{}', '{2025-01-01}', '{2024-01-01: Gd 0}');
SELECT max(year) FROM neda_by_year('2020-01-01', '{}', '{}', '{2024-01-01: Gd 0}');
SELECT count(*) FROM neda_by_year(NULL, '{}', '{}', '{}');
SELECT count(*) FROM neda_by_year('5874897-12-01', '{}', '{}', '{}', years => 5);
-- the same as neda_assess() of each year
SELECT bool_and(
	status = neda_assess(period, v, r, s) AND sustained = neda_assess(daterange('2020-01-01', upper(period)), v, r, s)
) AS same
FROM (VALUES (
	'{2020-01-01: 2, 2020-12-31: 3, 2021-06-01: 3, 2022-01-01: 3}'::outcome_series,
	'{2021-12-30}'::date[],
	'{2019-12-20: Gd 0, 2020-12-20: T2 0 Gd 0, 2021-12-28: T2 2}'::mri_series
)) AS p (v, r, s), neda_by_year('2020-01-01', v, r, s);

-- Time to the first evidence of activity, or the time known to be free of it
SELECT name, t.*
FROM (VALUES
	('relapse', '{2020-01-01: 2, 2020-07-01: 2, 2021-12-20: 2}'::outcome_series, '{2020-09-01}'::date[],
		'{2019-12-20: Gd 0, 2020-12-10: T2 2}'::mri_series),
	('progression', '{2020-01-01: 2, 2020-07-01: 3, 2021-12-20: 3}', '{2021-09-01}',
		'{2019-12-20: Gd 0, 2020-12-10: T2 2}'),
	('new T2', '{2020-01-01: 2, 2020-07-01: 2, 2021-12-20: 2}', '{2021-09-01}',
		'{2019-12-20: Gd 0, 2020-12-10: T2 2 Gd 1}'),
	('Gd+', '{2020-01-01: 2, 2020-07-01: 2, 2021-12-20: 2}', NULL, '{2020-01-01: Gd 9, 2020-12-10: T2 0 Gd 1}'),
	('none', '{2020-01-01: 2, 2020-07-01: 2, 2021-12-20: 2}', '{2019-06-01}',
		'{2019-12-20: Gd 0, 2020-12-10: T2 0, 2021-12-10: T2 0}'),
	('none, until the last visit', '{2020-01-01: 2, 2020-07-01: 2, 2021-11-20: 2}', '{}',
		'{2019-12-20: Gd 0, 2020-12-10: T2 0, 2021-12-10: T2 0}'),
	('none, until a gap in the scans', '{2020-01-01: 2, 2020-07-01: 2, 2023-12-20: 2}', '{}',
		'{2019-12-20: Gd 0, 2020-12-10: T2 0, 2021-12-10: Gd 0, 2022-12-10: T2 0}'),
	('relapses not known', '{2020-01-01: 2, 2020-07-01: 2}', NULL, '{2020-12-10: T2 0}'),
	('no scan', '{2020-01-01: 2, 2020-07-01: 2}', '{}', '{}'),
	('no visit', '{}', '{}', '{2020-12-10: T2 0}'),
	('nothing', NULL, NULL, NULL)
) AS v (name, v, r, s), neda_time('2020-01-01', v, r, s) AS t;
SELECT t.* FROM neda_time(NULL, '{}', '{}', '{}') AS t;
SELECT *
FROM neda_time(
	'2020-01-01',
	'{2020-01-01: 2, 2020-07-01: 2, 2021-12-20: 2}',
	'{}',
	'{2020-12-10: T2 0, 2021-12-20: T2 0}',
	followed_to => '2021-06-01'
);
SELECT *
FROM neda_time(
	'2020-01-01',
	'{2020-01-01: 2, 2020-07-01: 2, 2021-01-20: 2}',
	'{}',
	'{2020-12-10: T2 0, 2021-12-20: T2 0}',
	followed_to => '2021-12-31'
);
SELECT *
FROM neda_time(
	'2020-01-01',
	'{2020-01-01: 2, 2020-07-01: 2}',
	'{}',
	'{2020-12-10: T2 0, 2021-12-20: T2 0}',
	followed_to => '2020-01-01'
);
SELECT *
FROM neda_time(
	'2020-01-01',
	'{2020-01-01: 2, 2020-07-01: 2, 2021-12-20: 2}',
	'{2020-02-01}',
	'{2020-05-20: T2 1, 2020-12-10: T2 0, 2021-12-20: T2 0}',
	rebaseline_days => 120
);

-- Bad arguments
SELECT neda_assess('empty', '{}', '{}', '{}');
SELECT neda_assess('[2020-01-01,)', '{}', '{}', '{}');
SELECT neda_assess('[2020-01-01,infinity)', '{}', '{}', '{}');
SELECT neda_assess(daterange('2021-01-01', '2020-01-01'), '{}', '{}', '{}');
SELECT neda_assess('[2020-01-01,2021-01-01)', '{2020-01-01: 11}', '{}', '{}');
SELECT neda_assess('[2020-01-01,2021-01-01)', '{}', '{infinity}', '{}');
SELECT neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}', disability_criteria(event => 'firstCDI'));
SELECT neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}', rebaseline_days => -1);
SELECT neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}', scan_window => '{90}');
SELECT neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}', scan_window => '{90,-1}');
SELECT neda_by_year('infinity', '{}', '{}', '{}');
SELECT neda_by_year('2020-01-01', '{}', '{}', '{}', years => 0);
SELECT neda_time('-infinity', '{}', '{}', '{}');
SELECT neda_by_year('2020-01-01', '{}', '{}', '{}', followed_to => 'infinity');
SELECT neda_time('2020-01-01', '{2021-01-01: 2}', '{}', '{}', followed_to => '-infinity');

-- Who is counted when patients stop: observed, modified intention to treat, non-responder imputation
SELECT status, stopped, inefficacy,
	neda_outcome(status, 'observed', stopped, inefficacy) AS observed,
	neda_outcome(status, 'mitt', stopped, inefficacy) AS mitt,
	neda_outcome(status, 'nri', stopped, inefficacy) AS nri
FROM unnest(ARRAY[
	'NEDA-3 (missing: brain volume loss)',
	'EDA (active: relapse; missing: progression, new T2, Gd+, brain volume loss)',
	'not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)',
	NULL
]::neda_status[]) AS status,
	(VALUES
		(false, NULL::boolean), (true, true), (true, false), (true, NULL), (NULL, true), (NULL, NULL)
	) AS v (stopped, inefficacy);
SELECT neda_outcome('NEDA-4'),
	neda_outcome('NEDA-3 (missing: brain volume loss)', level => 4),
	neda_outcome('NEDA-4 (missing: Gd+)', gd_required => true),
	neda_outcome('NEDA-4', NULL);
SELECT neda_outcome('NEDA-4', 'itt');
SELECT neda_outcome('NEDA-4', level => 5);

-- Published cohorts: the arithmetic of rates, limits and denominators (Wilson, 95 %)
SELECT cohort,
	round(100 * n::numeric / of, 1) AS percent,
	round(100 * lower::numeric, 1) AS lower,
	round(100 * upper::numeric, 1) AS upper
FROM (VALUES
	('Rotstein 2015, 1 year', 99, 215),
	('Rotstein 2015, 2 years', 60, 218),
	('Rotstein 2015, 7 years', 17, 216),
	('Havrdova 2009, natalizumab', 220, 600),
	('Havrdova 2009, placebo', 22, 304),
	('Kappos 2016, fingolimod', 217, 700),
	('Kappos 2016, placebo', 71, 715),
	('Kappos 2016, fingolimod, NEDA-4', 139, 706),
	('Kappos 2016, placebo, NEDA-4', 38, 721),
	('first line, Italy', 224, 687)
) AS v (cohort, n, of),
	LATERAL (
		SELECT neda_agg(neda_status(CASE WHEN i <= n THEN 0 WHEN i <= of THEN 1 END, false, 0, 0)) AS t
		FROM generate_series(1, of + 4) AS i
	) AS a,
	neda_rate_ci(t);
-- AFFIRM: a failure in one domain that is known is a failure of
-- the whole, so the whole has more patients than either domain
-- (whole: clinical 383 of 596, MRI 342 of 593, both 220 of 600 natalizumab patients)
CREATE TEMP TABLE affirm AS
SELECT neda_status(0, clinical = 1, mri, mri) AS status
FROM (VALUES (0, 0, 220), (0, 1, 163), (1, 0, 122), (1, 1, 84), (1, NULL, 7), (NULL, 1, 4)) AS v (clinical, mri, n),
	generate_series(1, n);
SELECT c.evaluable, c.neda,
	round(100.0 * c.neda / c.evaluable, 1) AS percent,
	p.inactive AS clinical,
	p.inactive + p.active AS of,
	m.inactive AS mri,
	m.inactive + m.active AS of
FROM (SELECT neda_agg(status) AS t FROM affirm) AS a,
	neda_counts(t) AS c,
	neda_components(t) AS p,
	neda_components(t) AS m
WHERE p.component = 'progression' AND m.component = 'new T2';

-- Properties, on random patients
CREATE TABLE random AS
SELECT id,
	outcome_series(
		date '2020-01-01' + (abs(hashint4(id * 31 + i)) % 1500), abs(hashint4(id * 37 + i)) % 12 / 2.0 + 1
	) FILTER (WHERE i <= abs(hashint4(id)) % 14) AS v,
	coalesce(
		array_agg(
			date '2020-01-01' + (abs(hashint4(id * 41 + i)) % 1500)
		) FILTER (WHERE i <= abs(hashint4(id + 1)) % 4),
		'{}'
	) AS r,
	mri_series(
		date '2019-12-01' + (abs(hashint4(id * 43 + i)) % 1500),
		nullif(abs(hashint4(id * 47 + i)) % 5, 4) * (abs(hashint4(id + i)) % 3 / 2),
		nullif(abs(hashint4(id * 53 + i)) % 4, 3) / 2,
		-0.5
	) FILTER (WHERE i <= abs(hashint4(id + 2)) % 10) AS s
FROM generate_series(1, 3000) AS id, generate_series(1, 14) AS i
GROUP BY id;
SELECT verdict, count(*)
FROM (
	SELECT split_part(status::text, ' (', 1) AS verdict FROM random, neda_by_year('2020-01-01', v, r, s, years => 3)
) AS x
GROUP BY verdict
ORDER BY verdict;
CREATE TABLE assessed AS SELECT id, y.* FROM random, neda_by_year('2020-01-01', v, r, s, years => 3) AS y;
-- relapses are those of relapses_in(), each in one year; a component of which nothing is known is missing
SELECT bool_and((relapses_in(r, datemultirange(period)) > 0) = (status::text ~ 'active: relapse')) AS relapses_agree
FROM random
JOIN assessed USING (id);
SELECT bool_and(neda_assess(period, v, NULL, s)::text ~ 'missing.* relapse') AS relapse,
	bool_and(neda_assess(period, NULL, r, s)::text ~ 'missing.*progression') AS progression,
	bool_and(neda_assess(period, v, r, NULL)::text ~ 'missing.*new T2, Gd') AS mri
FROM random
JOIN assessed USING (id);
-- the cumulated status is active once a year is, except for progression, which has another baseline
SELECT count(*) AS not_carried_on
FROM (
	SELECT id, year, sustained,
		bool_or(status::text ~ 'active: [^;]*relapse') OVER w AS r,
		bool_or(status::text ~ 'active: [^;]*new T2') OVER w AS t,
		bool_or(status::text ~ 'active: [^;]*Gd') OVER w AS g
	FROM assessed
	WINDOW w AS (PARTITION BY id ORDER BY year)
) AS x
WHERE (r AND sustained::text !~ 'active: [^;]*relapse')
	OR (t AND sustained::text !~ 'active: [^;]*new T2')
	OR (g AND sustained::text !~ 'active: [^;]*Gd');
-- the first activity falls into the first period that is active
SELECT count(*) AS disagree
FROM random, neda_time('2020-01-01', v, r, s) AS t
WHERE observed IS TRUE <> (is_neda(neda_assess('[2020-01-01,2034-01-01)', v, r, s)) IS FALSE)
	OR CASE
		WHEN observed AND days > 1
			THEN is_neda(neda_assess(
				daterange('2020-01-01', date '2020-01-01' + days + (component = 'relapse')::integer), v, r, s
			)) IS DISTINCT FROM false
				OR is_neda(neda_assess(daterange('2020-01-01', date '2020-01-01' + days - 1), v, r, s)) IS FALSE
	END;
-- leaving data out may make a status unknown, but never better
SELECT count(*) AS better
FROM random, assessed AS a,
	LATERAL (VALUES
		(neda_assess(period, v, NULL, s)),
		(neda_assess(period, NULL, r, s)),
		(neda_assess(period, v, r, NULL)),
		(neda_assess(period, v, r, '{}'))
	) AS l (less)
WHERE random.id = a.id AND is_neda(less) AND is_neda(status) IS DISTINCT FROM true;
DROP TABLE random, assessed;
DROP FUNCTION assess;
