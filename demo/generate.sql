-- Generates a made-up registry of any size, with the same result every time: psql -v patients=N.
-- -v first_patient=M numbers the patients from M on (default 1), so that registries differ.
--
-- Each patient starts a first treatment between 2016 and 2019 and is followed
-- for up to five years of treatment.  The rates are close to published ones:
-- about 0.3 relapses a year on a first-line drug, less on higher lines, and
-- NEDA-3 in about 45 % after one year (46 % in Rotstein 2015,
-- doi:10.1001/jamaneurol.2014.3537).  As in real registries, some scans are missed, some are
-- without contrast, some EDSS are not recorded, and some patients are lost to follow-up.
--
-- The effect of the lines is known: at any time, a patient has 0.55 times as many relapses on the second line as on the
-- first, and 0.40 times as many on the third.  But the choice of the first treatment depends on four things that also
-- change the rate of relapses: with more relapses in the year before, a higher EDSS, a younger age or a shorter
-- disease, a higher line is more likely, and relapses are more frequent.  So the crude hazard ratio of the first
-- relapse, second line to first, is about 0.85, and the one adjusted for these four is about 0.55.  Seven in ten
-- patients start on the first line; nobody's probability of a higher one is below 0.05 or above 0.8.
--
-- A third of the patients end their first treatment.  Most switch at once to the next line; a quarter of those on the
-- first or second line stop, and half of these begin a drug of the next line a year later.  The effect of stopping is
-- known too: without a drug, a patient has 1.5 times as many relapses and new lesions as on the first line.  In months
-- 2 to 6 (of 30 days) after natalizumab or fingolimod, relapses are 2.5 times as frequent again.  That is more than
-- published, so that few patients show it.  Neither lines nor stops change the EDSS.

\if :{?first_patient}
\else
	\set first_patient 1
\endif

-- A uniform draw in [0, 1), always the same for the same patient and purpose.
CREATE FUNCTION draw(patient bigint, purpose bigint) RETURNS float8
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (hashint8extended(patient, purpose) & 9007199254740991) / 9007199254740992.0::float8;

-- A Poisson draw with mean m from a uniform draw, at most 4.
CREATE FUNCTION poisson(m float8, u float8) RETURNS integer
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (u > exp(-m))::integer + (u > exp(-m) * (1 + m))::integer
		+ (u > exp(-m) * (1 + m + m * m / 2))::integer
		+ (u > exp(-m) * (1 + m + m * m / 2 + m * m * m / 6))::integer;

\echo '  patients ...'
INSERT INTO patient
SELECT id,
	CASE WHEN draw(id, 1) < 0.73 THEN 'F' ELSE 'M' END,
	date '1990-01-01' - (draw(id, 2) * 9000)::integer,
	date '2016-01-01' - (draw(id, 3) * 2500)::integer,
	'RR'
FROM generate_series(:first_patient, :first_patient + :patients - 1) AS id;

\echo '  treatments ...'
-- The first line of therapy and the rate of relapses depend on what is known at the start of the treatment.  Whether
-- and when it ends does not.  Drugs of the third line act long after they were given, so nobody stops those.
CREATE TEMP TABLE course AS
WITH started AS (
	SELECT patient_id, sex, birth_date, onset_date,
		date '2016-01-01' + (draw(patient_id, 10) * 1460)::integer AS start_date,
		CASE WHEN draw(patient_id, 12) < 0.33 THEN 1 + ceil(draw(patient_id, 13) * 4)::integer END AS end_year,
		1 + floor(least(4, 14 * draw(patient_id, 14)))::integer AS years,
		0.4 + 1.2 * draw(patient_id, 15) AS frailty, -- of lesions and EDSS, not of relapses
		(ARRAY[0, 1, 1, 1.5, 1.5, 2, 2, 2, 2.5, 2.5, 3, 3.5, 4, 4.5])[1 + floor(draw(patient_id, 40) * 14)::integer]
			AS initial
	FROM patient
), measured AS (
	SELECT *,
		(start_date - birth_date) / 365.25::float8 AS age,
		(start_date - onset_date) / 365.25::float8 AS duration,
		-- as at the first visit
		initial + CASE WHEN initial > 0 AND draw(patient_id, 440) < 0.1 THEN 0.5 ELSE 0 END::float8 AS edss
	FROM started
), counted AS (
	SELECT *, poisson(0.9 * least(1, duration) * 0.98 ^ (age - 40), draw(patient_id, 200)) AS prior_relapses
	FROM measured
)
SELECT patient_id, sex, birth_date, onset_date, start_date, years, frailty, initial, prior_relapses, line,
	0.23 * 1.4 ^ prior_relapses * 1.12 ^ (edss - 2) * 0.97 ^ (age - 40) * 0.95 ^ (duration - 5)
		AS rate, -- relapses a year on the first line
	end_year, -- the first treatment ends as this year begins; NULL: it does not
	stops,
	CASE
		WHEN NOT stops THEN end_year
		WHEN draw(patient_id, 17) < 0.5 THEN end_year + 1
	END AS next_year -- the next drug begins with this year
FROM counted,
	LATERAL (
		SELECT 0.16 * 2.4 ^ prior_relapses * 1.4 ^ (edss - 2) * 0.94 ^ (age - 40) * 0.9 ^ (duration - 5) AS odds
	) AS o,
	LATERAL (SELECT least(0.8, greatest(0.05, odds / (1 + odds))) AS higher) AS h, -- the probability of a higher line
	LATERAL (
		SELECT CASE
				WHEN draw(patient_id, 42) < 1 - higher THEN 1
				WHEN draw(patient_id, 42) < 1 - higher / 6 THEN 2
				ELSE 3
			END AS line
	) AS l,
	LATERAL (SELECT line < 3 AND draw(patient_id, 16) < 0.25 AS stops) AS s; -- if the first treatment ends

-- Why the first treatment ended depends on what came next and on its line.  Who stopped did so for an adverse event, by
-- choice, or for a pregnancy.  Who switched did so most often for lack of efficacy on the first line, for an adverse
-- event on the second, and as planned after the courses on the third.  Some reasons are not recorded.
INSERT INTO treatment
SELECT patient_id, drugs[line][1 + floor(draw(patient_id, 20 + n) * 4)::integer],
	start_date + CASE WHEN n = 0 THEN 0 ELSE (next_year - 1) * 365 END,
	CASE WHEN n = 0 THEN start_date + (end_year - 1) * 365 END,
	CASE
		WHEN n > 0 OR end_year IS NULL THEN NULL
		WHEN reason = 'pregnancy' AND (sex = 'M' OR start_date + (end_year - 1) * 365 - birth_date > 45 * 365.25)
			THEN 'patient''s choice'
		ELSE reason
	END
FROM (
	SELECT patient_id, sex, birth_date, start_date, end_year, next_year, n, least(3, line + n) AS line,
		(
			'{lack of efficacy, adverse event, patient''s choice, pregnancy, planned, other, unknown, NULL}'::text[]
		)[1 + width_bucket(
			draw(patient_id, 50),
			CASE -- where the share of each reason begins, from the second on
				WHEN stops THEN '{0.08, 0.30, 0.42, 0.78, 0.88, 0.90, 0.94}'::float8[]
				WHEN line = 1 THEN '{0.44, 0.68, 0.76, 0.86, 0.88, 0.91, 0.95}'
				WHEN line = 2 THEN '{0.28, 0.62, 0.70, 0.80, 0.83, 0.87, 0.92}'
				ELSE '{0.20, 0.30, 0.33, 0.38, 0.86, 0.88, 0.92}'
			END
		)] AS reason,
		'{{teriflunomide, dimethyl fumarate, interferon beta-1a SC, glatiramer acetate},
		  {natalizumab, fingolimod, ocrelizumab, ocrelizumab},
		  {alemtuzumab, cladribine, cladribine, mitoxantrone}}'::dmt[] AS drugs
	FROM course, generate_series(0, 1) AS n
	WHERE n = 0 OR next_year <= years
) AS t;

\echo '  years of treatment ...'
CREATE TEMP TABLE followed_year AS
SELECT y.*, drug -- NULL: none in that year
FROM (
	SELECT patient_id, year, daterange(start_date + (year - 1) * 365, start_date + year * 365) AS days
	FROM course, generate_series(1, years) AS year
) AS y
LEFT JOIN treatment AS t ON t.patient_id = y.patient_id AND daterange(t.start_date, t.end_date) @> lower(days);

-- Years without a drug are no periods: in a period, no drug means that it is not known, and reports by line would get a
-- group without a line.
INSERT INTO period SELECT patient_id, year, days, drug FROM followed_year WHERE drug IS NOT NULL;

\echo '  relapses ...'
-- Those of the year before the treatment, or since the onset: each in its part of that time, so that few are within 30
-- days, which would be one relapse.  Then those of the years of treatment, and those of the time without a drug.
INSERT INTO relapse
SELECT patient_id,
	start_date - 1 - floor(least(365, start_date - onset_date - 1)
		* (n - 1 + 0.6 * draw(patient_id, 1000 * n + 100)) / prior_relapses)::integer
FROM course, generate_series(1, prior_relapses) AS n;

INSERT INTO relapse
SELECT patient_id, lower(days) + 1 + (draw(patient_id, 1000 * n + 100 + year) * 364)::integer
FROM (
	SELECT p.*, poisson(rate * CASE dmt_line(drug) WHEN 'first' THEN 1 WHEN 'second' THEN 0.55 ELSE 0.40 END,
		draw(patient_id, 200 + year)) AS relapses
	FROM period AS p JOIN course USING (patient_id)
) AS y, generate_series(1, relapses) AS n;

-- A year without a drug has three parts, because of the rebound: month 1, months 2 to 6, and the rest.
INSERT INTO relapse
SELECT patient_id, first_day + floor(draw(patient_id, 1000 * n + 800 + 10 * year + part) * length)::integer
FROM (
	SELECT patient_id, year, part, length,
		lower(days) + begins AS first_day,
		poisson(
			rate * 1.5 * length / 365 * CASE
				WHEN year = end_year AND part = 2 AND t.drug IN ('natalizumab', 'fingolimod') THEN 2.5
				ELSE 1
			END,
			draw(patient_id, 800 + 10 * year + part)
		) AS relapses
	FROM followed_year AS y JOIN course USING (patient_id) JOIN treatment AS t USING (patient_id),
		(VALUES (1, 0, 30), (2, 30, 150), (3, 180, 185)) AS p (part, begins, length)
	WHERE y.drug IS NULL AND t.end_date IS NOT NULL
) AS y, generate_series(1, relapses) AS n;

\echo '  scans ...'
-- One scan before the treatment, without a reference scan; then one a year,
-- around the anniversary.
INSERT INTO mri (patient_id, mri_date, gd_count)
SELECT patient_id, start_date - (draw(patient_id, 300) * 90)::integer,
	CASE WHEN draw(patient_id, 320) < 0.9 THEN poisson(0.6, draw(patient_id, 330)) END
FROM course;

INSERT INTO mri (patient_id, mri_date, new_t2, gd_count, annual_pbvc)
SELECT patient_id, mri_date,
	CASE WHEN draw(patient_id, 310 + year) < 0.97 THEN new_t2 END,
	CASE WHEN draw(patient_id, 320 + year) < 0.85
		THEN poisson(CASE WHEN new_t2 > 0 THEN 0.5 ELSE 0.02 END, draw(patient_id, 330 + year)) END,
	CASE WHEN draw(patient_id, 340 + year) < 0.35
		THEN round((-0.35 + 0.6 * (draw(patient_id, 350 + year) + draw(patient_id, 360 + year)
			+ draw(patient_id, 370 + year) - 1.5))::numeric, 2) END
FROM (
	SELECT patient_id, year,
		lower(days) + 320 + (draw(patient_id, 380 + year) * 80)::integer AS mri_date,
		poisson(frailty * CASE coalesce(dmt_line(drug)::text, 'none')
				WHEN 'none' THEN 0.57 WHEN 'first' THEN 0.38 WHEN 'second' THEN 0.24 ELSE 0.16 END,
			draw(patient_id, 390 + year)) AS new_t2
	FROM followed_year JOIN course USING (patient_id)
	WHERE draw(patient_id, 300 + year) < 0.88
) AS scan;

\echo '  visits ...'
-- Visits twice a year: an initial EDSS, plus one point for each year in which the
-- patient worsens, and sometimes half a point of noise.
INSERT INTO visit (patient_id, visit_date, edss)
SELECT patient_id, visit_date,
	CASE WHEN draw(patient_id, 400 + n) < 0.92
		THEN CASE WHEN points = 0.5 THEN 0 ELSE least(points, 9.5) END END
FROM (
	SELECT patient_id, n, start_date + n * 182 AS visit_date,
		initial
		+ (SELECT count(*) FROM generate_series(1, (n + 1) / 2) AS year
		   WHERE draw(patient_id, 420 + year) < 0.075 * frailty)
		+ CASE WHEN draw(patient_id, 440 + n) < 0.1 THEN 0.5 ELSE 0 END AS points
	FROM course, generate_series(0, 2 * years) AS n
) AS v;

\echo '  tests ...'
-- Tests once a year, at a visit.  For each point by which the EDSS rose, the timed tests are up to a
-- quarter slower and SDMT has 4 answers fewer, plus noise.  Some tests are missing.
INSERT INTO test
SELECT patient_id, test_date,
	CASE
		WHEN NOT unable AND draw(patient_id, 610 + year) < 0.92
			THEN round(
				(
					(4 + 3 * draw(patient_id, 690)) * 1.25 ^ points * (0.85 + 0.3 * draw(patient_id, 620 + year))
				)::numeric,
				1
			)
	END,
	CASE WHEN unable THEN true END,
	CASE
		WHEN draw(patient_id, 650 + year) < 0.85
			THEN round(
				(
					(17 + 8 * draw(patient_id, 691)) * 1.12 ^ points * (0.9 + 0.2 * draw(patient_id, 630 + year))
				)::numeric,
				1
			)
	END,
	CASE
		WHEN draw(patient_id, 660 + year) < 0.75
			THEN round(45 + 20 * draw(patient_id, 692) - 4 * points + 7 * (draw(patient_id, 640 + year) - 0.5))
	END,
	CASE
		WHEN draw(patient_id, 671) < 0.3
			THEN round(least(10, 2 + 5 * draw(patient_id, 672) + points / 2.0 + 2 * draw(patient_id, 673 + year)))
	END
FROM (
	SELECT patient_id, year,
		visit_date AS test_date,
		coalesce(edss >= 6 AND draw(patient_id, 680 + year) < 0.5, false) AS unable,
		(SELECT count(*) FROM generate_series(1, year) AS y WHERE draw(patient_id, 420 + y) < 0.075 * frailty) AS points
	FROM course
	JOIN visit USING (patient_id), LATERAL (SELECT (visit_date - start_date) / 364 AS year) AS y
	WHERE visit_date = start_date + year * 364 AND draw(patient_id, 600 + year) < 0.9
) AS t;

\echo '  work-ups ...'
-- Half of the patients are seen after one attack.  The spinal cord is not always scanned, CSF is not
-- always taken, and the newer markers are rarely examined.
INSERT INTO workup
SELECT patient_id, attacks,
	CASE WHEN draw(patient_id, 501) < 0.9 THEN 1 + (draw(patient_id, 502) < 0.25)::integer END,
	CASE WHEN attacks = 1 THEN false WHEN draw(patient_id, 503) < 0.8 THEN draw(patient_id, 504) < 0.6 END,
	CASE WHEN draw(patient_id, 510) < 0.97 THEN ceil(greatest(0, 10 * draw(patient_id, 511) - 1))::integer END,
	CASE WHEN draw(patient_id, 512) < 0.97 THEN ceil(greatest(0, 8 * draw(patient_id, 513) - 4))::integer END,
	CASE WHEN draw(patient_id, 514) < 0.97 THEN ceil(greatest(0, 6 * draw(patient_id, 515) - 3.5))::integer END,
	CASE WHEN draw(patient_id, 516) < 0.65 THEN ceil(greatest(0, 6 * draw(patient_id, 517) - 3))::integer END,
	CASE WHEN draw(patient_id, 518) < 0.4 THEN draw(patient_id, 519) < 0.35 END,
	CASE WHEN draw(patient_id, 520) < 0.85 THEN draw(patient_id, 521) < 0.35 END,
	CASE WHEN draw(patient_id, 522) < 0.4 THEN draw(patient_id, 523) < 0.4 END,
	CASE WHEN draw(patient_id, 524) < 0.6 THEN draw(patient_id, 525) < 0.85 END,
	CASE WHEN draw(patient_id, 526) < 0.15 THEN round((150 * draw(patient_id, 527) ^ 2)::numeric, 1) END,
	CASE WHEN examined THEN floor(13 * draw(patient_id, 531))::integer END,
	CASE WHEN examined THEN floor(13 * draw(patient_id, 531))::integer + floor(8 * draw(patient_id, 532))::integer END,
	CASE WHEN examined THEN floor(greatest(0, 5 * draw(patient_id, 533) - 2))::integer END
FROM (
	SELECT patient_id, draw(patient_id, 530) < 0.06 AS examined,
		CASE WHEN draw(patient_id, 500) < 0.5 THEN 1 WHEN draw(patient_id, 500) < 0.92 THEN 2 ELSE 3 END AS attacks
	FROM patient
) AS w;

\echo '  chronic active lesions ...'
-- Chronic active lesions are examined in four patients in ten; about half of these have rims
-- (Absinta 2019, doi:10.1001/jamaneurol.2019.2399), and most have expanding lesions.
INSERT INTO lesion_scan
SELECT patient_id,
	start_date + years * 365,
	CASE
		WHEN draw(patient_id, 701) < 0.9 THEN poisson(0.9, draw(patient_id, 702)) + poisson(0.3, draw(patient_id, 703))
	END,
	CASE WHEN draw(patient_id, 704) < 0.5 THEN poisson(1.6, draw(patient_id, 705)) END
FROM course
WHERE draw(patient_id, 700) < 0.4;

ANALYZE;
DROP FUNCTION poisson(float8, float8), draw;
