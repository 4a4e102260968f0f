-- What the page of the comparative study may show: run by tallies.sql, after shown.sql, by the same rules.
--
-- The patients of the study are some of those of the page on relapses.  So of each line not only the study's counts
-- must be 0 or 11 and more, but also what is left of the whole line: those who are not in the study.

-- What other figures tell: patients, and those of each line of the first treatment.
CREATE VIEW study_known AS
SELECT ARRAY[
		(SELECT coalesce(sum(patients), 0) FROM patient_count),
		(SELECT coalesce(max(rows), 0) FROM check_part WHERE part = 'history'),
		(SELECT coalesce(sum(patients), 0) FROM first_line)
	]::bigint[] AS totals,
	coalesce((SELECT may FROM check_part WHERE part = 'patient'), false) AS registry_may,
	(SELECT coalesce(sum(patients), 0)::bigint FROM patient_count WHERE age_at_onset IS NULL) AS without_age,
	coalesce(max(patients) FILTER (WHERE line = 'second'), 0) AS second_line,
	coalesce(max(patients) FILTER (WHERE line = 'first'), 0) AS first_line,
	count(shown) FILTER (WHERE line IN ('first', 'second')) = 2 AS lines_may
FROM first_line;

-- Is a number far enough from each of these?
CREATE FUNCTION apart(n bigint, VARIADIC known bigint[]) RETURNS boolean
	LANGUAGE sql STABLE
	RETURN (SELECT coalesce(bool_and(clean(abs(n - k))), true) FROM unnest(known) AS k);

-- The steps, joined until each leaves out 0 or at least 11 patients of either line and of all others, and so do those
-- that follow.  If that is not possible, likewise for all patients together, and the lines are hidden.
CREATE VIEW study_step AS
WITH step AS (
	SELECT *, remaining - second_line - first_line AS others,
		coalesce(lag(second_line) OVER by_step - second_line, 0) AS second_out,
		coalesce(lag(first_line) OVER by_step - first_line, 0) AS first_out,
		last_value(second_line) OVER (by_step ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_in,
		last_value(first_line) OVER (by_step ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first_in
	FROM study_attrition
	WINDOW by_step AS (ORDER BY step)
), allowed AS (
	SELECT step.*,
		registry_may AND clean(second_in + first_in, remaining - second_in - first_in)
			AND apart(remaining, VARIADIC totals) AND apart(left_out, without_age) AS total_may,
		lines_may AND clean(second_in, first_in, step.second_line - second_in, step.first_line - first_in, others)
			AND apart(step.second_line, known.second_line) AND apart(step.first_line, known.first_line) AS lines_may
	FROM step, study_known AS known
), ends AS (
	SELECT *,
		ends_group(ARRAY[second_out, first_out, left_out - second_out - first_out], total_may AND lines_may)
			OVER (ORDER BY step) AS by_line,
		ends_group(ARRAY[left_out], total_may) OVER (ORDER BY step) AS in_all
	FROM allowed
), whole AS (
	SELECT *, last_value(by_line) OVER (ORDER BY step ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS lines
	FROM ends
)
SELECT step, condition, left_out, remaining, second_line, first_line, lines AND by_line AS by_line,
	CASE WHEN lines THEN by_line ELSE in_all END AS shown
FROM whole;

-- The patients of the study: may their number be shown, in all and by line?
CREATE VIEW study_size AS
SELECT remaining AS patients, second_line, first_line, shown, by_line
FROM study_step ORDER BY step DESC LIMIT 1;

-- At the start of each year those who are followed further, where the curve has a point, and where 0 or at least 11 of
-- the rest of the line have gone since the number before, and later.
CREATE VIEW study_at_risk AS
WITH rest AS (
	SELECT study.line, study.quarter, study.at_risk, study.shown,
		CASE WHEN whole.quarter IS NULL THEN 0 ELSE abs(whole.at_risk - study.at_risk) END AS rest,
		CASE WHEN first_line.shown IS NULL THEN 0 ELSE first_line.patients - n.patients END AS rest_in_all
	FROM curve_quarter AS study
	JOIN study_curve USING (line)
	JOIN first_line USING (line)
	LEFT JOIN curve_quarter AS whole
		ON whole.endpoint = 'relapse' AND whole.line = study.line AND whole.quarter = study.quarter,
		survival_counts(tally) AS n
	WHERE study.endpoint = 'study'
), gone AS (
	SELECT *, abs(coalesce(lag(rest) OVER (PARTITION BY line ORDER BY quarter), rest_in_all) - rest) AS gone FROM rest
)
SELECT line, quarter / 4 AS year, at_risk
FROM (
	SELECT line, quarter, at_risk,
		ends_group(ARRAY[gone], gone.shown AND quarter % 4 = 0 AND by_line AND clean(rest))
			OVER (PARTITION BY line ORDER BY quarter) AS shown
	FROM gone, study_size
) AS groups
WHERE shown;

-- The numbers behind each analysis, of both lines together, and whether they may be shown.  Analyses have patients and
-- events in common: whoever relapsed on the drug relapsed by intention to treat, those who have a pair are some of all,
-- and a pair is censored early.  So what lies between two of them must not be small either.
CREATE VIEW study_relapse_count AS
WITH counted AS (
	SELECT outcome, analysis, sum(patients)::bigint AS n, sum(with_event)::bigint AS events
	FROM study_arm GROUP BY outcome, analysis
), known AS ( -- the same of the page on relapses, where both lines are shown there
	SELECT sum(e.patients)::bigint AS patients, sum(n.events)::bigint AS events, sum(relapses)::bigint AS relapses
	FROM endpoint_count AS e
	JOIN (SELECT line, rollup(tally) AS tally FROM relapses_by_line GROUP BY line) AS rate USING (line),
		survival_counts(e.tally) AS n, relapse_counts(rate.tally)
	WHERE endpoint = 'relapse' AND line IN ('first', 'second')
), of AS (
	SELECT coalesce(size.shown, false) AS shown, known.*, all_of.n, all_of.events AS on_drug, choice.events AS choice,
		matched.n AS matched_n, matched.events AS matched, pairwise.events AS pairwise, rate.events AS rate
	FROM study_size AS size, known,
		(SELECT * FROM counted WHERE outcome = 'first relapse' AND analysis = 'crude') AS all_of
		LEFT JOIN counted AS choice
			ON choice.outcome = 'first relapse' AND choice.analysis = 'weighted, intention to treat'
		LEFT JOIN counted AS matched ON matched.outcome = 'first relapse' AND matched.analysis = 'matched'
		LEFT JOIN counted AS pairwise
			ON pairwise.outcome = 'first relapse' AND pairwise.analysis = 'matched, pairwise censored'
		LEFT JOIN (
			SELECT events FROM study_model, model_fit(model) WHERE outcome = 'relapse rate' AND analysis = 'crude'
		) AS rate ON true
), on_drug_may AS (
	SELECT of.*, shown AND clean(of.on_drug, n - of.on_drug) AND apart(of.on_drug, of.events)
		AND clean(abs(patients - n - of.events + of.on_drug)) AS may
	FROM of
), matched_may AS (
	SELECT *, may AND clean(
			matched, matched_n - matched, n - matched_n, on_drug - matched, n - matched_n - on_drug + matched
		) AS pairs_may
	FROM on_drug_may
)
SELECT v.*
FROM matched_may, LATERAL (VALUES
		('first relapse', 'on drug', n, on_drug, may),
		('first relapse', 'weighted, intention to treat', n, choice, may AND clean(choice - on_drug, n - choice)),
		('first relapse', 'matched', matched_n, matched, pairs_may),
		('first relapse', 'matched, pairwise censored', matched_n, pairwise,
			pairs_may AND clean(pairwise, matched - pairwise, matched_n - pairwise)),
		('relapse rate', 'on drug', n, rate, may AND apart(rate, relapses, on_drug))
	) AS v (outcome, analysis, patients, events, may);

-- An effect is shown if in either line 0 or at least 11 patients had the event, and so many did not: with its limits it
-- tells about how many they were.
CREATE VIEW study_effect AS
SELECT outcome, analysis, f.status, patients, with_event, may,
	CASE WHEN may THEN round(c.ratio::numeric, 2) END AS ratio,
	CASE WHEN may THEN round(c.lower::numeric, 2) END AS lower,
	CASE WHEN may THEN round(c.upper::numeric, 2) END AS upper,
	CASE WHEN may THEN round(c.p_value::numeric, 3) END AS p_value
FROM study_model
CROSS JOIN LATERAL model_fit(model) AS f
CROSS JOIN LATERAL (SELECT * FROM coefficients(model) WHERE term = 'second line') AS c
LEFT JOIN (
	SELECT outcome, analysis, sum(patients)::bigint AS patients, sum(with_event)::bigint AS with_event,
		bool_and(clean(patients, with_event, patients - with_event)) AS may
	FROM study_arm GROUP BY outcome, analysis
) AS arms USING (outcome, analysis);

-- Every definition of disability by both rules of follow-up.  An event of 24 weeks is one of 12; a strict one is one of
-- the wider definition; one on the drug is one by intention to treat.
CREATE VIEW study_disability AS
WITH effect AS (
	SELECT place, name, rule_place, rule, e.*, f.n
	FROM study_definition
	CROSS JOIN (VALUES (1, 'intention to treat'), (2, 'as treated')) AS r (rule_place, rule)
	LEFT JOIN study_effect AS e ON outcome = name AND analysis = 'weighted, ' || rule
	LEFT JOIN (SELECT outcome, analysis, n FROM study_model, model_fit(model)) AS f USING (outcome, analysis)
), within AS (
	SELECT e.*, size.shown AND apart(e.patients, size.patients) AS patients_may,
		size.shown AND clean(e.with_event, e.patients - e.with_event) AND apart(e.patients, size.patients) AS own_may,
		(SELECT array_agg(wider.with_event) FROM effect AS wider
			WHERE wider.place = e.place AND wider.rule_place < e.rule_place
				OR wider.rule_place = e.rule_place AND (wider.name, e.name) IN (
					('CDW12', 'CDW24'), ('PIRA, muller2023', 'PIRA, muller2023_strict')
				)) AS wider
	FROM effect AS e CROSS JOIN study_size AS size
)
SELECT place, name, rule_place, rule, status, may, ratio, lower, upper, p_value,
	CASE WHEN patients IS NULL THEN '0' WHEN patients_may THEN patients::text ELSE '*' END AS patients,
	CASE
		WHEN with_event IS NULL THEN '0'
		WHEN own_may AND apart(with_event, VARIADIC coalesce(wider, '{}')) THEN with_event::text
		ELSE '*'
	END AS events
FROM within;
