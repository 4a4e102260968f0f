-- What the page may show: run by tallies.sql, after the tallies.
--
-- Counts from 1 to 10 are hidden, and a reader must not be able to compute them from the figures together.  So each
-- count is suppressed once, here, with every table that it adds up with, and the figures read it from these views.
-- Where two tables have a total in common, the total is either shown, and both are suppressed as if it were known,
-- or no figure has it.  doc/bi.md says which tables there are, and why this is enough; test/bounds.pl checks it.

-- May all these counts be shown, each by itself?
CREATE FUNCTION clean(VARIADIC counts bigint[]) RETURNS boolean
	LANGUAGE sql STABLE
	RETURN (SELECT coalesce(bool_and(suppress(n) = n::text), true) FROM unnest(counts) AS n);

-- A count that is shown; NULL if it is hidden.
CREATE FUNCTION seen(shown text) RETURNS bigint
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE WHEN shown ~ '^[0-9]+$' THEN shown::bigint END;

-- Joins neighbouring groups until each of their counts may be shown.  As a window function: does a joined group end
-- with this row?  It may end only where the condition holds.
CREATE FUNCTION join_group(state bigint[], counts bigint[], may_end boolean) RETURNS bigint[]
	LANGUAGE sql STABLE
	RETURN (
		SELECT (may_end AND clean(VARIADIC array_agg(n + open ORDER BY place)))::integer
			|| array_agg(n + open ORDER BY place)
		FROM unnest(counts) WITH ORDINALITY AS c (n, place),
			LATERAL (SELECT CASE WHEN state[1] = 0 THEN state[place + 1] ELSE 0 END AS open) AS before
	);
CREATE FUNCTION group_ends(state bigint[]) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN state[1] = 1;
CREATE AGGREGATE ends_group(counts bigint[], may_end boolean) (
	SFUNC = join_group, STYPE = bigint[], FINALFUNC = group_ends
);

-- Patients by line of the first treatment, and those without one: their sum is the number of patients.
CREATE VIEW first_line AS
WITH counts AS (
	SELECT line, n.patients
	FROM (SELECT line, rollup(tally) AS tally FROM relapses_by_line GROUP BY line) AS cohort, relapse_counts(tally) AS n
), rest AS (
	SELECT (SELECT coalesce(sum(patients), 0) FROM patient_count) - coalesce(sum(patients), 0) AS patients FROM counts
), shown AS (
	SELECT array_agg(line ORDER BY line) AS lines,
		suppress(array_agg(counts.patients ORDER BY line) || (SELECT greatest(patients, 0)::bigint FROM rest)) AS cells
	FROM counts
)
SELECT line, patients, seen(cells[place]) AS shown
FROM shown, unnest(lines) WITH ORDINALITY AS l (line, place)
JOIN counts USING (line);

-- Of a line those with the event, those without, and those who are not followed for it: their sum is the number of
-- patients of the line.
CREATE VIEW endpoint_count AS
SELECT endpoint, line, tally, n.patients, first_line.shown AS of_patients,
	CASE WHEN first_line.shown IS NOT NULL
		THEN suppress(ARRAY[n.events, n.censored, greatest(first_line.patients - n.patients, 0)])
		ELSE ARRAY['*', '*', '*'] END AS shown
FROM (SELECT endpoint, line, rollup(tally) AS tally FROM time_to_event GROUP BY endpoint, line) AS cohort
JOIN first_line USING (line)
CROSS JOIN LATERAL survival_counts(tally) AS n;

-- Curves by years, joined until in each group and after it 0 or 11 patients and more had the event, 0 or 11 and more
-- left without it, and 11 or more are followed further; and within these groups by quarters of a year, likewise.  The
-- ends of the groups are the points that are shown.  So are those of the curves of the comparative study: they are
-- weighted, but the patients are counted.
CREATE VIEW curve_quarter AS
WITH curve AS (
	SELECT endpoint, line, tally FROM endpoint_count WHERE '*' <> ALL (shown)
	UNION ALL
	SELECT 'study', line, tally FROM study_curve, survival_counts(tally) WHERE clean(patients, events, censored)
), counted AS (
	SELECT endpoint, line, greatest(1, ceil((time - 0.5) / 91.3125))::integer AS quarter,
		sum(n_event)::bigint AS events, sum(n_censor)::bigint AS censored
	FROM curve, km(tally)
	GROUP BY endpoint, line, quarter
), filled AS (
	SELECT endpoint, line, quarter, coalesce(events, 0) AS events, coalesce(censored, 0) AS censored
	FROM (SELECT endpoint, line, max(quarter) AS last FROM counted GROUP BY endpoint, line) AS curve
	CROSS JOIN generate_series(1, last) AS quarter
	LEFT JOIN counted USING (endpoint, line, quarter)
), summed AS (
	SELECT *, coalesce(sum(events) OVER later, 0)::bigint AS later_events,
		coalesce(sum(censored) OVER later, 0)::bigint AS later_censored
	FROM filled
	WINDOW later AS (PARTITION BY endpoint, line ORDER BY quarter ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
), years AS (
	SELECT *, later_events + later_censored AS at_risk,
		ends_group(
			ARRAY[events, censored],
			quarter % 4 = 0 AND later_events + later_censored > 0
				AND clean(later_events, later_censored, later_events + later_censored)
		) OVER (PARTITION BY endpoint, line ORDER BY quarter) AS year_ends
	FROM summed
), grouped AS (
	SELECT *, count(*) FILTER (WHERE year_ends) OVER (
			PARTITION BY endpoint, line ORDER BY quarter ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
		) AS years
	FROM years
), ends AS (
	SELECT *, last_value(later_events) OVER of_group AS events_at_end,
		last_value(later_censored) OVER of_group AS censored_at_end,
		last_value(year_ends) OVER of_group AS ended
	FROM grouped
	WINDOW of_group AS (
		PARTITION BY endpoint, line, years ORDER BY quarter ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
	)
)
SELECT endpoint, line, quarter, round(quarter * 91.3125)::integer AS day, at_risk,
	year_ends OR ends_group(
		ARRAY[events, censored],
		CASE WHEN ended THEN clean(later_events - events_at_end, later_censored - censored_at_end)
			ELSE at_risk > 0 AND clean(later_events, later_censored, at_risk) END
	) OVER (PARTITION BY endpoint, line, years ORDER BY quarter) AS shown
FROM ends;

-- The same by what came first, at whole years that the curve of relapses shows: 0 or 11 and more had a relapse, ended
-- the drug, or neither, in each group of years and after it.
CREATE VIEW cause_year AS
WITH cohort AS (
	SELECT line, rollup(tally) AS tally FROM what_came_first GROUP BY line
), counted AS (
	SELECT line, greatest(1, ceil((time - 0.5) / 91.3125))::integer AS quarter,
		ARRAY[sum(n_event) FILTER (WHERE cause = 1), sum(n_event) FILTER (WHERE cause = 2),
			sum(n_censor) FILTER (WHERE cause = 1)]::bigint[] AS counts
	FROM cohort, cuminc(tally)
	GROUP BY line, quarter
), summed AS (
	SELECT line, quarter, curve.day, curve.shown, coalesce(counts, '{0,0,0}') AS counts,
		ARRAY[sum(counts[1]) OVER later, sum(counts[2]) OVER later, sum(counts[3]) OVER later]::bigint[] AS later
	FROM curve_quarter AS curve
	LEFT JOIN counted USING (line, quarter)
	WHERE endpoint = 'relapse'
	WINDOW later AS (PARTITION BY line ORDER BY quarter ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
)
SELECT line, quarter / 4 AS year, day, tally
FROM (
	SELECT line, quarter, day,
		ends_group(counts, shown AND quarter % 4 = 0 AND clean(VARIADIC array_replace(later, NULL, 0)))
			OVER (PARTITION BY line ORDER BY quarter) AS shown
	FROM summed
) AS groups
JOIN cohort USING (line)
WHERE shown;

-- Patients by line and year of treatment.  Groups whose number is hidden are left out of all tables on NEDA and
-- scores.  In the first year, with those who have none, they add up to the number of patients.  A year that differs
-- from the one before it by fewer than 11 patients is left out.
CREATE VIEW neda_group AS
WITH counts AS (
	SELECT line, year, n.patients
	FROM (SELECT line, year, rollup(tally) AS tally FROM neda_by_year GROUP BY line, year) AS cohort,
		neda_counts(tally) AS n
), years AS (
	SELECT year, patients,
		ends_group(ARRAY[abs(coalesce(lag - patients, 0))], true) OVER (ORDER BY year) AS differs
	FROM (
		SELECT year, sum(patients)::bigint AS patients, lag(sum(patients)::bigint) OVER (ORDER BY year) AS lag
		FROM counts GROUP BY year
	) AS by_year
), first_year AS (
	SELECT array_agg(line ORDER BY line) AS lines,
		suppress(array_agg(patients ORDER BY line)
			|| greatest((SELECT sum(patients) FROM patient_count)::bigint - sum(patients)::bigint, 0)) AS cells
	FROM counts WHERE year = 1
)
SELECT line, counts.year, counts.patients,
	differs AND CASE WHEN counts.year = 1
		THEN seen((SELECT cells[array_position(lines, line)] FROM first_year)) IS NOT NULL
		ELSE clean(counts.patients) END AS kept
FROM counts JOIN years USING (year);

CREATE VIEW neda_kept AS
SELECT t.centre, t.line, t.year, t.tally
FROM neda_by_year AS t JOIN neda_group AS g ON g.year = t.year AND g.line IS NOT DISTINCT FROM t.line
WHERE kept;

-- NEDA-3 of each group, of each centre, and of all: patients with it, with activity, and not evaluable.  The three
-- totals are known from the centres.  Where they would tell a small count whatever is hidden, no centre is shown.
CREATE VIEW neda_count AS
SELECT line, year, n.patients, ARRAY[n.neda, n.eda, n.patients - n.evaluable] AS counts
FROM (SELECT line, year, rollup(tally) AS tally FROM neda_kept GROUP BY line, year) AS cohort, neda_counts(tally) AS n;

CREATE VIEW neda_centre_count AS
SELECT centre, n.patients, ARRAY[n.neda, n.eda, n.patients - n.evaluable] AS counts
FROM (SELECT centre, rollup(tally) AS tally FROM neda_kept GROUP BY centre) AS cohort, neda_counts(tally) AS n;

CREATE VIEW neda_totals_may AS
SELECT coalesce((SELECT suppress_safe(array_agg(counts ORDER BY line, year)) FROM neda_count)
	AND (SELECT suppress_safe(array_agg(counts ORDER BY centre)) FROM neda_centre_count), false) AS may;

CREATE VIEW neda_shown AS
WITH cells AS (
	SELECT suppress(array_agg(counts ORDER BY line, year)) AS shown FROM neda_count
), numbered AS (
	SELECT *, row_number() OVER (ORDER BY line, year) AS row FROM neda_count
)
SELECT line, year, patients,
	CASE WHEN may THEN ARRAY[shown[row][1], shown[row][2], shown[row][3]] ELSE suppress(counts) END AS shown
FROM numbered, cells, neda_totals_may
UNION ALL
SELECT line, year, NULL, ARRAY['*', '*', '*'] FROM neda_group WHERE NOT kept;

CREATE VIEW neda_centre_shown AS
WITH cells AS (
	SELECT suppress(array_agg(counts ORDER BY centre)) AS shown FROM neda_centre_count
), numbered AS (
	SELECT *, row_number() OVER (ORDER BY centre) AS row FROM neda_centre_count
)
SELECT centre, CASE WHEN may THEN patients END AS patients,
	CASE WHEN may THEN ARRAY[shown[row][1], shown[row][2], shown[row][3]] ELSE ARRAY['*', '*', '*'] END AS shown
FROM numbered, cells, neda_totals_may;

-- What a row of these says: seen by NEDA-3 and by evaluable patients, whose number follows from those who are not.
CREATE FUNCTION neda_figures(
	patients bigint, shown text[], OUT neda bigint, OUT eda bigint, OUT not_evaluable bigint, OUT evaluable bigint,
	OUT rate float8, OUT lower float8, OUT upper float8
)
	LANGUAGE sql STABLE
	RETURN (
		SELECT ROW(n, e, u, patients - u, n / nullif(n + e, 0)::float8, l.lower, l.upper)
		FROM (SELECT seen(shown[1]) AS n, seen(shown[2]) AS e, seen(shown[3]) AS u) AS cell
		LEFT JOIN LATERAL proportion_ci(n, nullif(n + e, 0)) AS l ON true
	);

-- Why years are not evaluable: their total is known.
CREATE VIEW reason_shown AS
WITH status AS (
	SELECT status::neda_status, n::bigint
	FROM (SELECT rollup(tally) AS tally FROM neda_kept) AS cohort,
		jsonb_each_text(tally::text::jsonb - 'version') AS s (status, n) -- a tally prints as JSON: statuses, counts
), reason AS (
	SELECT relapse IS NULL AS relapse, progression IS NULL AS progression, new_t2 IS NULL AS new_t2, sum(n)::bigint AS n
	FROM status, neda_parts(status)
	WHERE is_neda(status) IS NULL
	GROUP BY 1, 2, 3
), numbered AS (
	SELECT *, row_number() OVER (ORDER BY n DESC, relapse, progression, new_t2) AS row FROM reason
), cells AS (
	SELECT suppress(array_agg(n ORDER BY row)) AS shown FROM numbered
)
SELECT row, relapse, progression, new_t2, CASE WHEN may THEN shown[row] ELSE '*' END AS years,
	(SELECT sum(n) FROM status) AS of_years
FROM numbered, cells, neda_totals_may;

-- Each component: assessed or not, by line and by year.  The sum over the lines is that over the years, and the
-- number of patients of each line and year is known.  With the two columns of the years changed places, that is one
-- table with the totals of its rows and columns.
CREATE VIEW component_count AS
SELECT NOT by_line AS by_year, line, year, place, component, active, inactive, missing, active + inactive AS assessed,
	CASE WHEN by_line THEN ARRAY[active + inactive, missing] ELSE ARRAY[missing, active + inactive] END AS counts
FROM (
	SELECT true AS by_line, line, NULL::integer AS year, rollup(tally) AS tally FROM neda_kept GROUP BY line
	UNION ALL
	SELECT false, NULL, year, rollup(tally) FROM neda_kept GROUP BY year
) AS cohort, neda_components(tally) WITH ORDINALITY AS c (component, active, inactive, missing, place);

CREATE VIEW component_shown AS
WITH numbered AS (
	SELECT *, row_number() OVER (PARTITION BY place ORDER BY by_year, line, year) AS row FROM component_count
), cells AS (
	SELECT place, suppress(array_agg(counts ORDER BY row)) AS shown FROM numbered GROUP BY place
), seen AS (
	SELECT numbered.*, CASE WHEN by_year THEN shown[row][2] ELSE shown[row][1] END AS shown_assessed,
		CASE WHEN by_year THEN shown[row][1] ELSE shown[row][2] END AS shown_missing,
		suppress(ARRAY[active, inactive]) AS parts
	FROM numbered JOIN cells USING (place)
)
SELECT by_year, line, year, place, component, assessed + missing AS patients, shown_assessed AS assessed,
	CASE WHEN shown_assessed = '*' THEN '*' ELSE parts[1] END AS active,
	CASE WHEN shown_assessed = '*' THEN '*' ELSE parts[2] END AS inactive,
	shown_missing AS missing
FROM seen;

-- MAGNIMS scores of the first year by line, with the sums over the lines where these may be shown.
CREATE VIEW score_count AS
SELECT line, ARRAY[
		coalesce(sum(patients) FILTER (WHERE score = 0), 0), coalesce(sum(patients) FILTER (WHERE score = 1), 0),
		coalesce(sum(patients) FILTER (WHERE score = 2), 0), coalesce(sum(patients) FILTER (WHERE score IS NULL), 0)
	]::bigint[] AS counts
FROM score_by_line
WHERE EXISTS (SELECT FROM neda_group AS g WHERE g.year = 1 AND kept AND g.line IS NOT DISTINCT FROM score_by_line.line)
GROUP BY line;

CREATE VIEW score_shown AS
WITH cells AS (
	SELECT suppress(array_agg(counts ORDER BY line)) AS shown, suppress_safe(array_agg(counts ORDER BY line)) AS may
	FROM score_count
), numbered AS (
	SELECT *, row_number() OVER (ORDER BY line) AS row FROM score_count
)
SELECT line, may, counts,
	CASE WHEN may THEN ARRAY[shown[row][1], shown[row][2], shown[row][3], shown[row][4]]
		ELSE suppress(counts) END AS shown
FROM numbered, cells
UNION ALL
SELECT line, NULL, NULL, ARRAY['*', '*', '*', '*'] FROM neda_group WHERE year = 1 AND NOT kept;

-- Patients by age at onset and sex, in groups of five years.  The numbers of women and of men are known, so each sex is
-- suppressed as a whole, together with those whose age is not known; if a sex itself is hidden, so are its groups.
-- Groups of fewer than 11 patients at either end are joined with the next group.
CREATE VIEW age_shown AS
WITH five AS (
	SELECT age_at_onset / 5 * 5 AS age, sum(patients) AS n FROM patient_count WHERE age_at_onset IS NOT NULL GROUP BY 1
), ends AS (
	SELECT min(age) FILTER (WHERE younger >= 11) AS first, max(age) FILTER (WHERE older >= 11) AS last
	FROM (SELECT age, sum(n) OVER (ORDER BY age) AS younger, sum(n) OVER (ORDER BY age DESC) AS older FROM five) AS sums
), band AS (
	SELECT greatest(least(age, last), first) AS band, min(age) AS age, max(age) + 4 AS to_age FROM five, ends GROUP BY 1
	UNION ALL
	SELECT NULL, NULL, NULL WHERE EXISTS (SELECT FROM patient_count WHERE age_at_onset IS NULL)
), cell AS (
	SELECT b.age, b.to_age, s.sex, coalesce(sum(c.patients), 0)::bigint AS n
	FROM band AS b
	CROSS JOIN (SELECT DISTINCT sex FROM patient_count) AS s
	LEFT JOIN patient_count AS c ON c.sex = s.sex
		AND (c.age_at_onset BETWEEN b.age AND b.to_age OR c.age_at_onset IS NULL AND b.age IS NULL)
	GROUP BY b.age, b.to_age, s.sex
), sexes AS (
	SELECT '*' <> ALL (suppress(array_agg(n))) AS shown
	FROM (SELECT sum(patients)::bigint AS n FROM patient_count GROUP BY sex) AS counts
), counts AS (
	SELECT sex, array_agg(age ORDER BY age) AS ages, array_agg(to_age ORDER BY age) AS to_ages,
		suppress(array_agg(n ORDER BY age)) AS cells
	FROM cell GROUP BY sex
)
SELECT age, to_age, sex, CASE WHEN sexes.shown THEN patients ELSE '*' END AS patients
FROM sexes, counts, unnest(ages, to_ages, cells) AS c (age, to_age, patients);

-- What is odd or missing in the rows.  A number stands for rows, and is hidden too where it describes 1 to 10 patients:
-- the rows found, and all others that were checked.  Of a part of the registry (its visits, its scans) the number of
-- rows is shown unless other figures would tell a small count by it:
--
--	patient				less patients with a visit, is those without one
--	relapse				less relapses on first treatments, is all others
--	history				is the patients with a treatment; less those with a first treatment, all others
--	treatment			less switches, is the patients with a treatment
--	workup, lesion_scan	have mostly one row per patient; less all patients, is those without
--
-- In how many rows a rule could be checked is not shown, but that it was in all, some or none: what is missing in some
-- rows is itself a kind.  Where the EDSS is below a functional system, it is mostly not the computed one either; so of
-- these kinds two numbers must not be so close that their difference is a small count.  Nor must what two kinds leave
-- of a part be one.  Later scans are shown where all others are first scans: they are what can be compared.
CREATE VIEW check_part AS
WITH part AS (
	SELECT part, sum(rows)::bigint AS rows, sum(patients)::bigint AS patients
	FROM (
		SELECT part, kind, coalesce(sum(rows), 0) AS rows, coalesce(sum(patients), 0) AS patients,
			row_number() OVER (PARTITION BY part ORDER BY kind) AS place
		FROM quality_check GROUP BY part, kind
	) AS kinds
	WHERE place = 1 -- the rows are the same for each kind
	GROUP BY part
), known AS (
	SELECT (SELECT coalesce(sum(patients), 0)::bigint FROM patient_count) AS all_patients,
		(SELECT coalesce(sum(switches), 0)::bigint FROM switch) AS switches,
		(SELECT coalesce(sum(rows), 0)::bigint FROM part WHERE part = 'history') AS treated,
		(SELECT coalesce(sum(found), 0)::bigint FROM quality_check WHERE kind = 'patient_without_visit') AS unseen,
		coalesce(sum(patients), 0)::bigint AS first_treated,
		coalesce(sum(shown), 0)::bigint AS first_shown
	FROM first_line
), relapses AS (
	SELECT coalesce(sum(relapses), 0)::bigint AS shown
	FROM endpoint_count
	JOIN (SELECT line, rollup(tally) AS tally FROM relapses_by_line GROUP BY line) AS cohort USING (line),
		relapse_counts(cohort.tally)
	WHERE endpoint = 'relapse' AND '*' <> ALL (endpoint_count.shown)
), allowed AS (
	SELECT *, clean(
			treated, abs(all_patients - treated), abs(treated - first_treated), abs(treated - first_shown)
		) AS treated_may
	FROM known
)
SELECT part, rows, part.patients, all_patients,
	clean(part.patients) AND CASE
		WHEN part = 'patient' THEN clean(unseen)
		WHEN part = 'relapse' THEN clean(abs(rows - relapses.shown))
		WHEN part = 'history' THEN treated_may
		WHEN part = 'treatment' THEN treated_may AND clean(switches)
		WHEN part IN ('workup', 'lesion_scan')
			THEN clean(abs(all_patients - part.patients), abs(all_patients - rows))
		ELSE true
	END AS may
FROM part, allowed, relapses;

CREATE VIEW check_shown AS
WITH kind AS (
	SELECT number, part, kind, severity,
		coalesce(sum(found), 0)::bigint AS found,
		coalesce(sum(sound), 0)::bigint AS sound,
		coalesce(sum(found_patients), 0)::bigint AS found_patients,
		coalesce(sum(sound_patients), 0)::bigint AS sound_patients
	FROM quality_check GROUP BY number, part, kind, severity
), age AS ( -- which is not known without birth or without onset
	SELECT (SELECT coalesce(sum(patients), 0)::bigint FROM patient_count WHERE age_at_onset IS NULL) AS unknown,
		NOT EXISTS (SELECT FROM age_shown WHERE age IS NULL AND seen(patients) IS NULL) AS shown,
		sum(found) FILTER (WHERE kind = 'patient_without_birth')::bigint AS no_birth,
		sum(found) FILTER (WHERE kind = 'patient_without_onset')::bigint AS no_onset
	FROM kind
), allowed AS (
	SELECT kind.*, rows, part.may AS rows_may,
		clean(found_patients, sound_patients)
			AND (part.may OR 2 * found <= rows) -- else it would bound the rows from below
			AND (kind NOT IN ('patient_without_birth', 'patient_without_onset')
				OR age.shown AND clean(
					abs(no_birth + no_onset - unknown), abs(unknown - no_birth), abs(unknown - no_onset)
				)) AS may,
		kind = 'scan_without_comparison' AND part.may AND rows - found - sound = part.patients
			AND clean(found + sound, part.patients, abs(all_patients - part.patients)) AS is_later
	FROM kind JOIN check_part AS part USING (part), age
)
SELECT number, part, kind, severity,
	CASE
		WHEN found = 0 THEN '0'
		WHEN may AND NOT EXISTS (
				SELECT FROM allowed AS other
				WHERE other.part = k.part AND other.number < k.number AND other.may AND other.found > 0
					AND NOT clean(
						CASE
							WHEN other.kind ~ '^(as|edss|fs)' AND k.kind ~ '^(as|edss|fs)'
								THEN abs(other.found - k.found)
						END,
						abs(k.rows - other.found - k.found)
					)
			)
			THEN found::text
		ELSE '*'
	END AS found,
	CASE WHEN is_later THEN found + sound WHEN rows_may THEN rows END AS checked,
	CASE WHEN found + sound = 0 THEN 'none' WHEN is_later OR found + sound = rows THEN 'all' ELSE 'some' END AS judged
FROM allowed AS k;
